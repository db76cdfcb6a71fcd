import re, datetime as dt, math, uuid, contextlib, io, warnings
from xml.etree import ElementTree as ET
from attrs import frozen, define, field
from intake_desktop.language.errors import ActionableError, N_


class UnknownNode(Exception):
    pass


@frozen
class Problem:
    message: str
    sheet: str = ""
    row: int = 0
    column: str = ""


class FormRefused(ActionableError):
    sentence = N_("This form cannot be used: {first}")

    def __init__(self, problems):
        self.problems = tuple(problems)
        super().__init__(first=self.problems[0].message if self.problems else "")


@frozen
class Text:
    value: str
    language: str


@frozen
class Choice:
    value: str
    label: Text
    image: str = ""
    extra: dict = field(factory=dict)


@frozen
class NodeState:
    ref: str
    value: str
    relevant: bool
    readonly: bool
    required: bool
    valid: bool
    violation: object


@frozen
class QuestionItem:
    ref: str
    control: str
    data_type: str
    appearance: frozenset
    parameters: dict


@frozen
class GroupItem:
    ref: str
    appearance: frozenset
    items: tuple


@frozen
class RepeatItem:
    ref: str
    appearance: frozenset
    instances: tuple
    fixed: bool


Item = QuestionItem | GroupItem | RepeatItem


@frozen
class Changes:
    values: tuple = ()
    structure: tuple = ()
    relevance: tuple = ()
    validity: tuple = ()
    labels: tuple = ()
    choices: tuple = ()


@frozen
class EntityDeclaration:
    dataset: str
    id: str
    action: str
    label: str
    properties: dict


@frozen
class Message:
    sheet: str
    row: int
    column: str
    text: str


CELLS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")


def _rows(md):
    sheet = None
    head = None
    for n, line in enumerate(md.split("\n"), 1):
        if not line.startswith("|"):
            continue
        cells = (
            [c.strip() for c in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
            if not line.startswith("| |")
            else [""] + [c.strip() for c in line[3:].strip()[:-1].split("|")]
        )
        if cells and cells[0]:
            sheet = cells[0]
            head = None
            continue
        if head is None:
            head = cells[1:]
            continue
        yield n, sheet, head, cells[1:]


def messages(md):
    for n, s, h, c in _rows(md):
        for k, v in zip(h, c):
            if k in CELLS and v:
                yield Message(s, n, k, v)


def with_languages(md, languages):
    from intake_desktop.language import language

    names = {c: f"{language(c).own_name} ({c})" for c in ("nl", *languages)}
    out = []
    head = None
    sheet = ""
    for line in md.split("\n"):
        if not line.startswith("|"):
            out.append(line)
            continue
        if not line.startswith("| |"):
            out.append(line)
            head = None
            sheet = line.strip("| ")
            continue
        if sheet not in ("survey", "choices"):
            out.append(line)
            continue
        cells = [c.strip() for c in line[3:].strip()[:-1].split("|")]
        if head is None:
            head = cells
            new = []
            for k in head:
                if k in CELLS:
                    new += [f"{k}::{names[c]}" for c in names]
                else:
                    new.append(k)
        else:
            new = []
            for k, v in zip(head, cells):
                if k in CELLS:
                    new += [v] + [(t(v) or "") if v else "" for c, t in languages.items()]
                else:
                    new.append(v)
        out.append("| | " + " | ".join(new) + " |")
    return "\n".join(out)


def convert_xlsform(source, *, file_type, name):
    from pyxform.xls2xform import convert

    return convert(source, file_type=f".{file_type}", form_name="data").xform


def check_form(path):
    return ()


@frozen
class CaseResult:
    passed: bool
    message: str


def run_case(path):
    return CaseResult(False, "stand-in")


T = lambda e: e.tag.rpartition("}")[2]
TOK = re.compile(
    r"\s*(?:(?P<num>\d+\.?\d*|\.\d+)|(?P<str>'[^']*'|\"[^\"]*\")|(?P<op>\.\.|//|!=|<=|>=|[()\[\]@,./|+*=<>-])|(?P<name>[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?))"
)


def lex(s):
    out = []
    i = 0
    s = s.rstrip()
    while i < len(s):
        m = TOK.match(s, i)
        if not m:
            raise ValueError(s)
        k = m.lastgroup
        out.append((k, m.group(k)))
        i = m.end()
    return out + [("end", "")]


class P:
    def __init__(s, t):
        s.t = lex(t)
        s.i = 0

    def pk(s):
        return s.t[s.i]

    def nx(s):
        s.i += 1
        return s.t[s.i - 1]

    def acc(s, v):
        if s.pk()[0] in ("op",) and s.pk()[1] == v:
            s.i += 1
            return True

    BIN = [("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod")]

    def expr(s, l=0):
        if l == len(s.BIN):
            return s.un()
        a = s.expr(l + 1)
        while s.pk()[1] in s.BIN[l] and s.pk()[0] in ("op", "name"):
            o = s.nx()[1]
            a = ("bin", o, a, s.expr(l + 1))
        return a

    def un(s):
        if s.acc("-"):
            return ("neg", s.un())
        a = s.path()
        while s.acc("|"):
            a = ("union", a, s.path())
        return a

    def path(s):
        k, v = s.pk()
        if k == "num":
            s.nx()
            return ("num", float(v))
        if k == "str":
            s.nx()
            return ("str", v[1:-1])
        steps = []
        base = ("ctx",)
        if k == "name" and s.t[s.i + 1] == ("op", "(") and v not in ("node", "text"):
            s.nx()
            s.nx()
            args = []
            if not s.acc(")"):
                args.append(s.expr())
                while s.acc(","):
                    args.append(s.expr())
                assert s.acc(")")
            base = ("call", v, args)
            if s.pk()[1] not in ("/", "["):
                return base
        elif v == "(":
            s.nx()
            base = s.expr()
            assert s.acc(")")
            if s.pk()[1] not in ("/", "["):
                return base
        elif v == "/":
            s.nx()
            base = ("root",)
            steps.append(s.step())
        elif k in ("name",) or v in (".", "..", "@", "*"):
            steps.append(s.step())
        if base[0] in ("call", "bin") and s.pk()[1] == "[":
            steps.append(("self", "*", s.preds()))
        while s.acc("/"):
            steps.append(s.step())
        return ("path", base, steps)

    def preds(s):
        p = []
        while s.acc("["):
            p.append(s.expr())
            assert s.acc("]")
        return p

    def step(s):
        k, v = s.nx()
        if v == "..":
            return ("parent", "*", s.preds())
        if v == ".":
            return ("self", "*", s.preds())
        if v == "@":
            return ("attr", s.nx()[1], s.preds())
        return ("child", v, s.preds())


_c = {}


def parse(t):
    if t not in _c:
        p = P(t)
        _c[t] = p.expr()
        assert p.pk()[0] == "end", t
    return _c[t]


class N:
    def __init__(s, name, parent, value=""):
        s.name = name
        s.parent = parent
        s.value = value
        s.kids = []
        s.attrs = {}
        s.tpl = False
        s.isattr = False

    @property
    def path(s):
        return ("" if s.parent is None else s.parent.path) + "/" + ("@" if s.isattr else "") + s.name

    def ref(s, reps):
        base = "" if s.parent is None else s.parent.ref(reps)
        r = base + "/" + ("@" if s.isattr else "") + s.name
        if s.path in reps:
            r += f"[{[k for k in s.parent.kids if k.name == s.name].index(s) + 1}]"
        return r

    def walk(s):
        yield s
        yield from s.attrs.values()
        for k in s.kids:
            yield from k.walk()

    def sv(s):
        return s.value if not s.kids else "".join(k.sv() for k in s.kids)


def build(e, parent=None):
    n = N(T(e), parent, "" if len(e) else (e.text or ""))
    for k, v in e.attrib.items():
        a = N(k.rpartition("}")[2], n, v)
        a.isattr = True
        n.attrs[a.name] = a
    n.kids = [build(c, n) for c in e]
    return n


class FormDefinition:
    def __init__(d, xml):
        root = ET.fromstring(xml)
        model = next(e for e in root.iter() if T(e) == "model")
        d.title = next((e.text for e in root.iter() if T(e) == "title"), "")
        body = next(e for e in root if T(e) == "body")
        inst = [e for e in model if T(e) == "instance"]
        d.primary = list(inst[0])[0]
        d.form_id = d.primary.get("id")
        d.version = d.primary.get("version") or ""
        d.secondary = {e.get("id"): list(e)[0] for e in inst[1:] if len(e)}
        d.binds = {b.get("nodeset"): {k.rpartition("}")[2]: v for k, v in b.attrib.items()} for b in model if T(b) == "bind"}
        d.itext = {}
        d.default_language = ""
        d.languages = ()
        code = lambda l: (re.search(r"\((\w+)\)$", l) or [0, l])[1]
        for it in model:
            if T(it) == "itext":
                for t in it:
                    c = code(t.get("lang"))
                    d.languages += (c,)
                    if t.get("default") or not d.default_language:
                        d.default_language = c
                    for x in t:
                        for v in x:
                            d.itext.setdefault((c, x.get("id")), {})[v.get("form") or ""] = v
        d.sets = [(s.get("event"), s.get("ref"), s.get("value")) for s in root.iter() if T(s) == "setvalue"]
        d.repeats = set()
        d.ctl = {}

        def bd(e):
            out = []
            for c in e:
                t = T(c)
                ref = c.get("ref") or c.get("nodeset")
                if t == "group":
                    rp = [x for x in c if T(x) == "repeat"]
                    if rp:
                        r = rp[0].get("nodeset")
                        d.repeats.add(r)
                        d.ctl[r] = c
                        out.append(("repeat", r, bd(rp[0]), c))
                    else:
                        d.ctl[ref] = c
                        out.append(("group", ref, bd(c), c))
                elif t in ("input", "select1", "select", "trigger", "upload", "range", "rank"):
                    d.ctl[ref] = c
                    out.append(("q", ref, t, c))
            return out

        d.body = bd(body)


def read_xform(xml, attachments={}):
    return FormDefinition(xml if isinstance(xml, str) else xml.decode())


def num(s):
    if isinstance(s, list):
        s = st(s)
    if isinstance(s, bool):
        return float(s)
    if isinstance(s, (int, float)):
        return float(s)
    s = s.strip()
    if re.match(r"^\d{4}-\d\d-\d\d", s):
        return float((dt.date.fromisoformat(s[:10]) - dt.date(1970, 1, 1)).days)
    try:
        return float(s)
    except ValueError:
        return math.nan


def st(s):
    if isinstance(s, list):
        return s[0].sv() if s else ""
    if isinstance(s, bool):
        return "true" if s else "false"
    if isinstance(s, float):
        return "" if math.isnan(s) else str(int(s)) if s == int(s) else repr(s)
    return s


def bo(s):
    return bool(s) if isinstance(s, list) else (s != 0 and not math.isnan(s)) if isinstance(s, float) else bool(s)


class Interview:
    def __init__(s, d, now):
        s.d = s.definition = d
        s.now = now
        s.root = build(d.primary)
        s.rel = {}
        s.lang = d.default_language
        s.tpls = {}

    @classmethod
    def begin(c, d, *, now, properties={}):
        s = c(d, now)
        s._strip()
        s._pre()
        s.calc()
        for ev, ref, val in d.sets:
            if ev == "odk-instance-first-load":
                for n in s.nodes(ref):
                    n.value = st(s.ev(val, n)) if val else ""
        s.calc()
        return s

    def _strip(s):
        for r in s.d.repeats:
            par, _, name = r.rpartition("/")
            for p in s.nodes(par):
                same = [k for k in p.kids if k.name == name]
                t = [k for k in same if "template" in k.attrs] or same
                s.tpls[r] = t[0]
                t[0].attrs.pop("template", None)
                keep = [k for k in same if k is not t[0]]
                p.kids = [k for k in p.kids if k not in same or k in keep]

    def _pre(s):
        for r, b in s.d.binds.items():
            if b.get("preload") == "uid":
                for n in s.nodes(r):
                    n.value = "uuid:" + str(uuid.uuid4())

    @classmethod
    def resume(c, d, values, *, now, properties={}):
        s = c(d, now)
        s._strip()
        for r in s.d.repeats:
            par, _, name = r.rpartition("/")
            for p in s.nodes(par):
                p.kids = [k for k in p.kids if k.name != name]
        for ref, v in values.items():
            for m in re.finditer(r"\[(\d+)\]", ref):
                r = re.sub(r"\[\d+\]$", "", ref[: m.end()])
                while len(s.nodes(r)) < int(m[1]):
                    s._add(r)
        for ref, v in values.items():
            n = s.at(ref)
            n.value = v
        s.calc()
        return s

    def _add(s, r):
        par, _, name = r.rpartition("/")
        p = s.at(par)

        def cp(n, parent):
            m = N(n.name, parent, n.value)
            m.isattr = n.isattr
            m.attrs = {k: cp(a, m) for k, a in n.attrs.items()}
            m.kids = [cp(k, m) for k in n.kids]
            return m

        n = cp(s.tpls[re.sub(r"\[\d+\]", "", r)], p)
        idx = max([i for i, k in enumerate(p.kids) if k.name == name], default=None)
        if idx is None:
            order = [k.name for k in build(s.d.primary).kids] if p is s.root else []
            p.kids.append(n)
        else:
            p.kids.insert(idx + 1, n)
        return n

    def nodes(s, path):
        cur = [s.root]
        for part in path.strip("/").split("/")[1:]:
            m = re.match(r"(@?)([^\[]+)(?:\[(\d+)\])?", part)
            nxt = []
            for n in cur:
                k = [n.attrs[m[2]]] if m[1] and m[2] in n.attrs else [] if m[1] else [x for x in n.kids if x.name == m[2]]
                if m[3]:
                    k = k[int(m[3]) - 1 : int(m[3])]
                nxt += k
            cur = nxt
        return cur

    def at(s, ref):
        n = s.nodes(ref) if ref.startswith("/") else []
        if not n:
            raise UnknownNode(ref)
        return n[0]

    def ev(s, t, n):
        return s.e(parse(t), n, n, 1, 1)

    def e(s, a, n, cur, pos, size):
        k = a[0]
        E = lambda x: s.e(x, n, cur, pos, size)
        if k in ("num", "str"):
            return a[1]
        if k == "neg":
            return -num(E(a[1]))
        if k == "ctx":
            return [n]
        if k == "root":
            return [s.root]
        if k == "union":
            return E(a[1]) + E(a[2])
        if k == "bin":
            o = a[1]
            if o == "or":
                return bo(E(a[2])) or bo(E(a[3]))
            if o == "and":
                return bo(E(a[2])) and bo(E(a[3]))
            x, y = E(a[2]), E(a[3])
            if o in ("=", "!=", "<", ">", "<=", ">="):
                xs = [q.sv() for q in x] if isinstance(x, list) else [x]
                ys = [q.sv() for q in y] if isinstance(y, list) else [y]
                if isinstance(x, list) and not xs and not isinstance(y, list):
                    xs = [""] if False else xs
                for p in xs:
                    for q in ys:
                        if o in ("=", "!="):
                            if isinstance(p, bool) or isinstance(q, bool):
                                r = bo(p) == bo(q)
                            elif isinstance(p, float) or isinstance(q, float):
                                r = num(p) == num(q)
                            else:
                                r = p == q
                            if r == (o == "="):
                                return True
                        else:
                            p1, q1 = num(p), num(q)
                            if {"<": p1 < q1, ">": p1 > q1, "<=": p1 <= q1, ">=": p1 >= q1}[o]:
                                return True
                return False
            x, y = num(x), num(y)
            if o == "+":
                return x + y
            if o == "-":
                return x - y
            if o == "*":
                return x * y
            if o == "div":
                return x / y if y else math.nan
            return math.fmod(x, y) if y else math.nan
        if k == "path":
            cur_n = E(a[1]) if a[1][0] != "ctx" else [n]
            first = True
            for ax, name, preds in a[2]:
                nxt = []
                for m in cur_n:
                    if ax == "self":
                        c = [m]
                    elif ax == "parent":
                        c = [m.parent] if m.parent is not None else []
                    elif ax == "attr":
                        c = [m.attrs[name]] if name in m.attrs else []
                    elif a[1][0] == "root" and first:
                        c = [m] if m.name == name else []
                    else:
                        c = [q for q in m.kids if name in ("*", q.name)]
                    for p in preds:
                        keep = []
                        for i, q in enumerate(c, 1):
                            r = s.e(p, q, cur, i, len(c))
                            if r == i if isinstance(r, float) else bo(r):
                                keep.append(q)
                        c = keep
                    nxt += c
                first = False
                if ax == "child" and a[1][0] == "root":
                    pass
                cur_n = nxt
            return [x for x in cur_n if s.rel.get(id(x), True)] if True else cur_n
        f = a[1]
        A = a[2]
        if f == "if":
            return E(A[1]) if bo(E(A[0])) else E(A[2])
        if f == "position" and not A:
            return float(pos)
        if f == "current":
            return [cur]
        if f == "instance":
            key = st(E(A[0]))
            if not hasattr(s.d, "_sec"):
                s.d._sec = {}
            if key not in s.d._sec:
                s.d._sec[key] = build(s.d.secondary[key])
            fake = N("_", None)
            fake.kids = [s.d._sec[key]]
            return [fake]
        v = [E(x) for x in A]
        if f == "position":
            m = v[0][0]
            return float([x for x in m.parent.kids if x.name == m.name].index(m) + 1)
        if f == "count":
            return float(len(v[0]))
        if f == "not":
            return not bo(v[0])
        if f == "true":
            return True
        if f == "false":
            return False
        if f == "selected":
            return st(v[1]) in st(v[0]).split()
        if f == "count-selected":
            return float(len(st(v[0]).split()))
        if f == "string-length":
            return float(len(st(v[0])))
        if f == "concat":
            return "".join(st(x) for x in v)
        if f == "regex":
            return bool(re.search(st(v[1]), st(v[0])))
        if f == "translate":
            m = dict(zip(st(v[1]), list(st(v[2])) + [""] * 99))
            return "".join(m.get(c, c) for c in st(v[0]))
        if f == "today":
            return s.now().astimezone().date().isoformat()
        if f == "now":
            return s.now().isoformat()
        if f == "date":
            return st(v[0])
        if f in ("int",):
            x = num(v[0])
            return x if math.isnan(x) else float(int(x))
        if f == "number":
            return num(v[0])
        if f == "string":
            return st(v[0])
        if f == "uuid":
            return str(uuid.uuid4())
        if f == "coalesce":
            return st(v[0]) or st(v[1])
        if f == "format-date":
            x = st(v[0])[:10]
            if not x:
                return ""
            return dt.date.fromisoformat(x).strftime(st(v[1]).replace("%n", "%m"))
        if f == "once":
            return st([cur]) or st(v[0])
        raise ValueError(f)

    def calc(s):
        for _ in range(3):
            for n in list(s.root.walk()):
                b = s.d.binds.get(n.path, {})
                s.rel[id(n)] = (s.rel.get(id(n.parent), True) if n.parent else True) and (
                    "relevant" not in b or bo(s.ev(b["relevant"], n))
                )
                if "calculate" in b:
                    n.value = st(s.ev(b["calculate"], n))

    def _diff(s, f):
        a = s.stored()
        f()
        s.calc()
        b = s.stored()
        return tuple((k, v) for k, v in b.items() if a.get(k) != v)

    def answer(s, ref, value):
        n = s.at(ref)

        def f():
            n.value = value

        return Changes(values=s._diff(f))

    def add_repeat(s, ref):
        vals = s._diff(lambda: s._add(ref))
        return Changes(values=vals, structure=(ref,))

    def remove_repeat(s, ref):
        n = s.at(ref)
        vals = s._diff(lambda: n.parent.kids.remove(n))
        return Changes(values=vals, structure=(ref.rpartition("[")[0],))

    def node(s, ref):
        n = s.at(ref)
        b = s.d.binds.get(n.path, {})
        rel = s.rel.get(id(n), True)
        ro = bo(s.ev(b["readonly"], n)) if "readonly" in b else False
        rq = bo(s.ev(b["required"], n)) if "required" in b else False
        vio = None
        if rel and n.value and "constraint" in b and not bo(s.ev(b["constraint"], n)):
            vio = "constraint"
        elif rel and rq and not n.value:
            vio = "required"
        return NodeState(s.rr(n), n.value, rel, ro, rq, vio is None, vio)

    def rr(s, n):
        return n.ref(s.d.repeats)

    def _txt(s, ref, n, l, form=""):
        for c in (l, s.d.default_language):
            v = s.d.itext.get((c, ref), {}).get(form)
            if v is not None:
                t = (v.text or "") + "".join(st(s.ev(o.get("value"), n)) + (o.tail or "") for o in v)
                if t.strip() not in ("-", ""):
                    return Text(t.strip(), c)
        return Text("", s.d.default_language)

    def _of(s, ref, l, what, form=""):
        p = re.sub(r"\[\d+\]", "", ref)
        n = (s.nodes(ref) or [s.root])[0]
        c = s.d.ctl.get(p)
        if c is None:
            return Text("", l)
        for e in c:
            if T(e) == what:
                if e.get("ref"):
                    return s._txt(re.search(r"'([^']*)'", e.get("ref"))[1], n, l, form)
                return Text(
                    (e.text or "") + "".join(st(s.ev(o.get("value"), n)) + (o.tail or "") for o in e), s.d.default_language
                )
        return Text("", l)

    def label(s, ref, l):
        return s._of(ref, l, "label")

    def hint(s, ref, l):
        return s._of(ref, l, "hint")

    def guidance(s, ref, l):
        return s._of(ref, l, "hint", "guidance")

    def _msg(s, ref, l, k):
        n = s.at(ref)
        m = s.d.binds.get(n.path, {}).get(k, "")
        if m.startswith("jr:itext"):
            return s._txt(re.search(r"'([^']*)'", m)[1], n, l)
        return Text(m, s.d.default_language)

    def constraint_message(s, ref, l):
        return s._msg(ref, l, "constraintMsg")

    def required_message(s, ref, l):
        return s._msg(ref, l, "requiredMsg")

    def choices(s, ref, l):
        p = re.sub(r"\[\d+\]", "", ref)
        n = s.at(ref)
        c = s.d.ctl[p]
        out = []
        for e in c:
            if T(e) == "item":
                lab = next(x for x in e if T(x) == "label")
                val = next(x.text for x in e if T(x) == "value")
                out.append(
                    Choice(val, s._txt(re.search(r"'([^']*)'", lab.get("ref"))[1], n, l) if lab.get("ref") else Text(lab.text, l))
                )
            if T(e) == "itemset":
                for i in s.ev(e.get("nodeset"), n):
                    d = {k.name: k.value for k in i.kids}
                    vr = next(x.get("ref") for x in e if T(x) == "value")
                    lr = next(x.get("ref") for x in e if T(x) == "label")
                    m = re.match(r"jr:itext\((\w+)\)", lr)
                    out.append(Choice(d[vr], s._txt(d[m[1]], n, l) if m else Text(d[lr], l), "", d))
        return tuple(out)

    def outline(s):
        def go(items, prefix_node):
            out = []
            for kind, ref, x, e in items:
                for n in (
                    [m for m in s.nodes(ref) if prefix_node is None or any(a is prefix_node for a in anc(m))]
                    if kind != "repeat"
                    else [None]
                ):
                    ap = frozenset((e.get("appearance") or "").split())
                    if kind == "repeat":
                        par = ref.rpartition("/")[0]
                        if not s.nodes(par) or not all(s.rel.get(id(q), True) for q in s.nodes(par)):
                            continue
                        inst = [m for m in s.nodes(ref)]
                        b = s.d.binds.get(ref, {})
                        if "relevant" in b and not bo(s.ev(b["relevant"], s.nodes(par)[0])):
                            continue
                        out.append(RepeatItem(ref, ap, tuple(GroupItem(s.rr(m), frozenset(), go(x, m)) for m in inst), False))
                    elif s.rel.get(id(n), True):
                        if kind == "group":
                            out.append(GroupItem(s.rr(n), ap, go(x, n)))
                        else:
                            out.append(
                                QuestionItem(
                                    s.rr(n),
                                    x,
                                    s.d.binds.get(n.path, {}).get("type", "string"),
                                    ap | frozenset((e.get("appearance") or "").split()),
                                    {},
                                )
                            )
            return tuple(out)

        def anc(m):
            while m is not None:
                yield m
                m = m.parent

        return go(s.d.body, None)

    def violations(s):
        return tuple(v for n in s.root.walk() if not n.kids and s.rel.get(id(n), True) for v in [s.node(s.rr(n))] if v.violation)

    def stored(s):
        return {
            s.rr(n): n.value
            for n in s.root.walk()
            if not n.kids and n.parent is not None and not (n.isattr and n.parent is s.root)
        }

    def stored_under(s, ref):
        return {k: v for k, v in s.stored().items() if k.startswith(ref)}

    def submission(s, keep=None):
        def go(n):
            e = ET.Element(n.name)
            for a in n.attrs.values():
                e.set(a.name, a.value)
            for k in n.kids:
                if s.rel.get(id(k), True):
                    c = go(k)
                    if c is not None:
                        e.append(c)
            if not n.kids:
                if keep and not keep(s.rr(n)):
                    return None
                e.text = n.value
            elif keep and not len(e):
                return None
            return e

        e = go(s.root)
        return ET.tostring(e if e is not None else ET.Element(s.root.name), encoding="unicode")

    def entities(s):
        return ()

    def evaluate(s, x, ref):
        return st(s.ev(x, s.at(ref)))
