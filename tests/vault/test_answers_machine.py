"""Whatever is answered, replaced, taken away, closed and opened again: the vault holds what a dictionary would hold."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from intake_desktop.vault import Action, CannotSave, Change, StoredAnswer, VaultFolder

from .invented import INTERVIEW, NOOR, PASSPHRASE, POINT, Clock, MemoryKeychain, begin_interview

PREFIXES = ("", "/data/child[", "/data/child[1]", "/data/child[1]/", "/data/child[10]", "/data/é", "/data/%", "/data/_")
refs = st.builds("".join, st.tuples(st.sampled_from(PREFIXES), st.text("a1[]/%_é\U0001f600", max_size=3)))
values = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
marks = st.sampled_from((None, "weet_niet", "zeg_liever_niet"))
rows = st.builds(StoredAnswer, values, marks)


@cache
def made_once() -> tuple[dict[str, bytes], str]:
    """The files of a desk with an interview begun, and its recovery code."""
    with tempfile.TemporaryDirectory() as place:
        vault, code = VaultFolder(Path(place), MemoryKeychain(), now=Clock()).create(NOOR, PASSPHRASE, POINT)
        vault.change(Action.VISIT_OPENED, begin_interview)
        vault.close()
        return {path.name: path.read_bytes() for path in Path(place).iterdir()}, code


class Answering(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        path = Path(self.place.name) / "desk"
        self.folder = VaultFolder(path, MemoryKeychain(), now=Clock())
        made, self.code = made_once()
        path.mkdir()
        for name, content in made.items():
            (path / name).write_bytes(content)
        self.vault = self.folder.open_with_recovery(self.code)
        self.model: dict[str, StoredAnswer] = {}
        self.entries = 2

    @rule(ref=refs, row=rows)
    def answer(self, ref: str, row: StoredAnswer) -> None:
        self.vault.change_soon(Action.ANSWERED, lambda change: change.answers.put(INTERVIEW.id, ref, row.value, row.mark))
        self.model[ref] = row
        self.entries += 1

    @rule(prefix=st.sampled_from(PREFIXES), under=st.dictionaries(st.text("a1[]/%_é", max_size=3), rows, max_size=4))
    def replace(self, prefix: str, under: dict[str, StoredAnswer]) -> None:
        new = {prefix + end: row for end, row in under.items()}
        self.vault.change(Action.PERSON_REMOVED, lambda change: change.answers.replace_under(INTERVIEW.id, prefix, new))
        self.model = {ref: row for ref, row in self.model.items() if not ref.startswith(prefix)} | new
        self.entries += 1

    @rule(ref=refs)
    def fail(self, ref: str) -> None:
        def work(change: Change) -> None:
            change.answers.replace_under(INTERVIEW.id, "", {ref: StoredAnswer("half")})
            raise CannotSave

        assert isinstance(self.vault.change_soon(Action.ANSWERED, work).exception(), CannotSave)

    @precondition(lambda self: self.entries % 3 == 0)
    @rule()
    def restart(self) -> None:
        self.vault.close()
        self.vault = self.folder.open_with_recovery(self.code)

    @invariant()
    def holds_what_was_said(self) -> None:
        assert self.vault.read(lambda tables: tables.answers.all(INTERVIEW.id)) == self.model
        assert self.vault.read(lambda tables: tables.audit.head().count) == self.entries

    def teardown(self) -> None:
        assert self.vault.check() == ()
        self.vault.close()
        self.place.cleanup()


TestAnswering = Answering.TestCase
TestAnswering.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
