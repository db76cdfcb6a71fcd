"""Facts of UAX 9 about characters: bidirectional classes and paired brackets."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ISOLATE_INITIATORS = frozenset({"LRI", "RLI", "FSI"})
EMBEDDINGS = frozenset({"LRE", "RLE", "LRO", "RLO"})
# rule X9: these are treated as if they were not there
REMOVED = EMBEDDINGS | {"PDF", "BN"}
# "NI" of the annex: neutrals and isolate formatting characters
NEUTRAL = ISOLATE_INITIATORS | {"B", "S", "WS", "ON", "PDI"}

# blocks whose unassigned code points are right to left by default (DerivedBidiClass.txt, @missing)
_HEBREW_LIKE = ((0x0590, 0x05FF), (0x07C0, 0x085F), (0xFB1D, 0xFB4F), (0x10800, 0x10CFF), (0x10D40, 0x10EBF))
_HEBREW_LIKE_END = ((0x10F00, 0x10F2F), (0x10F70, 0x10FFF), (0x1E800, 0x1EC6F), (0x1ECC0, 0x1ECFF), (0x1ED50, 0x1EDFF))
_RIGHT = _HEBREW_LIKE + _HEBREW_LIKE_END + ((0x1EF00, 0x1EFFF),)
_ARABIC = (
    (0x0600, 0x07BF),
    (0x0860, 0x08FF),
    (0xFB50, 0xFDCF),
    (0xFDF0, 0xFDFF),
    (0xFE70, 0xFEFF),
    (0x10D00, 0x10D3F),
    (0x10EC0, 0x10EFF),
    (0x10F30, 0x10F6F),
    (0x1EC70, 0x1ECBF),
    (0x1ED00, 0x1ED4F),
    (0x1EE00, 0x1EEFF),
)

# BidiBrackets.txt: opening and closing side by side
_PAIRS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋\u2329\u232a❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩"
    "\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
CLOSED_BY = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
# drawn as each other's mirror image (BidiMirroring.txt, what occurs in running text)
MIRROR_IMAGES = {**CLOSED_BY, "«": "»", "‹": "›", "<": ">", "≤": "≥"}
CLOSING = frozenset(CLOSED_BY.values())
# canonically equivalent angle brackets match each other (BD16)
_EQUIVALENT = {"\u2329": "\u3008", "\u232a": "\u3009"}


@lru_cache(maxsize=4096)
def bidi_class(character: str) -> str:
    """Bidirectional class: "L", "R", "AL", "EN" and so on; a default by block for a code point that is not assigned."""
    known = unicodedata.bidirectional(character)
    if known:
        return known
    point = ord(character)
    if any(low <= point <= high for low, high in _RIGHT):
        return "R"
    if any(low <= point <= high for low, high in _ARABIC):
        return "AL"
    return "ET" if 0x20A0 <= point <= 0x20CF else "L"  # noqa: PLR2004 - the block of currency signs


def same_bracket(character: str) -> str:
    """The form by which canonically equivalent brackets are compared."""
    return _EQUIVALENT.get(character, character)
