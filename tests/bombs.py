"""Files made to be slow or large to read, as they may come from anywhere, and what reads them.

`tests/test_bombs.py` tries them in the gate, `benchmarks/long/bombs.py` each in its own process.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import foreign_store
from coreflect_tui.imports.report import MOST_BYTES as OF_A_REPORT
from coreflect_tui.imports.report import MOST_ROWS as REPORT_ROWS
from coreflect_tui.imports.roster import MOST_BYTES as OF_A_LIST
from coreflect_tui.library.bounds import LARGEST, MOST_ENTRIES, MOST_VALUES
from coreflect_tui.library.shipped import shipped_folder


@dataclass(frozen=True)
class Bomb:
    """A file, as text or bytes. `sampled` is tried in the gate: what once took long, or would again
    if a bound were forgotten."""

    name: str
    content: Callable[[], str | bytes]
    sampled: bool = False

    def bytes(self) -> bytes:
        content = self.content()
        return content if isinstance(content, bytes) else content.encode()


@dataclass(frozen=True)
class Target:
    """What reads a file: where it stands under the program's home, the arguments, and a file in
    order of that kind."""

    name: str
    path: str
    arguments: tuple[str, ...]
    usual: str
    bombs: Sequence[Bomb]


# --- TOML -----------------------------------------------------------------------------------------


def full(unit: str, head: str = "", tail: str = "", size: int = LARGEST - 10) -> str:
    """`unit` as often as it fits between `head` and `tail`."""
    room = size - len(head.encode()) - len(tail.encode())
    return head + unit * (room // len(unit.encode())) + tail


def numbered(unit: str, head: str = "", tail: str = "", size: int = LARGEST - 10) -> str:
    """The same, with numbers in the place of "%"."""
    return head + "".join(_counted(unit, size - len(head.encode()) - len(tail.encode()))) + tail


def _counted(unit: str, room: int) -> Iterator[str]:
    number = 0
    while (room := room - len(unit) - 6) > 0:
        yield unit.replace("%", str(number))
        number += 1


def _format() -> str:
    return (shipped_folder("formats") / "ips-co-reflection.toml").read_text("utf-8")


def _steps(count: int) -> str:
    """A format with that many steps more, so that the minutes do not add up."""
    return _format() + "".join(
        f"[[step]]\nid = 'a{number}'\ntitle = 'x'\nminutes = 1\n" for number in range(count)
    )


TOML = (
    Bomb("a dotted key", lambda: full("a.", tail="a = 1\n"), sampled=True),
    Bomb("a dotted header", lambda: full("a.", "[", "a]\n"), sampled=True),
    Bomb("a dotted key in braces", lambda: full("a.", "x = {", "a = 1}\n")),
    Bomb("a quoted dotted key", lambda: full('"a".', tail="a = 1\n")),
    Bomb("many dotted headers", lambda: numbered("[" + "a." * 30 + "k%]\n")),
    Bomb("many dotted keys", lambda: numbered("a.b.c.d.e.f.k% = 1\n")),
    Bomb("open brackets", lambda: full("[", "a = ")),
    Bomb("nested lists", lambda: "a = " + "[" * 120_000 + "]" * 120_000),
    Bomb("nested tables", lambda: "a = " + "{a = " * 40_000 + "1" + "}" * 40_000, sampled=True),
    Bomb("empty lists", lambda: full("[],", "a = [", "]\n")),
    Bomb("empty tables", lambda: full("{},", "step = [", "]\n"), sampled=True),
    Bomb("numbers", lambda: full("1,", "step = [", "]\n")),
    Bomb("keys", lambda: numbered("k% = 1\n")),
    Bomb("keys that are near others", lambda: numbered("titel% = 1\n"), sampled=True),
    Bomb("headers", lambda: numbered("[k%]\n")),
    Bomb("headers of lists", lambda: full("[[step]]\n"), sampled=True),
    Bomb("one key, again and again", lambda: full("a = 1\n")),
    Bomb("a long text", lambda: full("a", 'title = "', '"\n')),
    Bomb("escapes", lambda: full("\\u0301", 'title = "', '"\n')),
    Bomb("marks", lambda: full("\u0316\u0301", 'title = "e', '"\n')),
    Bomb("a quote left open", lambda: full("a", 'title = "')),
    Bomb("three quotes left open", lambda: full("a\n", 'title = """')),
    Bomb("quotes", lambda: full('"')),
    Bomb("digits", lambda: full("1", "a = "), sampled=True),
    Bomb("digits by sixteen", lambda: full("f", "a = 0x")),
    Bomb("blanks", lambda: full(" ")),
    Bomb("empty lines", lambda: full("\n")),
    Bomb("comments", lambda: full("#\n")),
    Bomb("NUL", lambda: full("\0")),
    Bomb("a long key", lambda: full("a", "title", "= 1\n")),
    Bomb("dates", lambda: full("2026-11-22,", "a = [", "]\n")),
    Bomb("too large", lambda: "#" * 50_000_000, sampled=True),
)
"""For every file of TOML; none is one."""

STEP = "[[step]]\nid = 'z'\ntitle = 'x'\nminutes = 1\n"
BRACES = "'" + "{a}" * 1_300 + "', "
FORMATS = (
    *TOML,
    Bomb("a format and keys", lambda: numbered("k% = 1\n", _format()), sampled=True),
    Bomb("a format and steps without keys", lambda: full("[[step]]\n", _format())),
    Bomb("a format and many steps", lambda: _steps(5_000), sampled=True),
    Bomb("as many steps as a list may have", lambda: _steps(MOST_ENTRIES - 50), sampled=True),
    Bomb("as many keys as a file may have", lambda: _full_of_keys(_format()), sampled=True),
    Bomb("one step, again and again", lambda: _format() + "[[step]]\n" * (MOST_ENTRIES - 50)),
    Bomb("points", lambda: full("'a',", _format() + STEP + "points = [", "]\n")),
    Bomb("braces", lambda: _format() + STEP + f"say = [{BRACES * 60}]\n", sampled=True),
    Bomb("open braces", lambda: _format() + STEP + "say = ['" + "{" * 3_900 + "']\n"),
    Bomb("places", lambda: _listed("places", "onlin")),
    Bomb("decks", lambda: _listed("decks", "ip%"), sampled=True),
    Bomb("warnings", lambda: _listed("warn", "1m")),
    Bomb("who shared", lambda: _listed("outcomes", "harvest")),
    Bomb("a repeat in repeats", lambda: _repeating(), sampled=True),
)


def _full_of_keys(text: str) -> str:
    """The text and just as many tables of a few keys as are read."""
    return text + "".join(
        f"[k{number}]\n" + "".join(f"a{key} = 1\n" for key in range(18))
        for number in range(MOST_VALUES // 19 - 40)
    )


def _listed(key: str, entry: str) -> str:
    """The format with a list of very many entries in the place of what stands there."""
    lines = [one for one in _format().splitlines() if not one.startswith(f"{key} =")]
    entries = "".join(f'"{entry.replace("%", str(one))}",' for one in range(MOST_ENTRIES))
    return f"{key} = [{entries}]\n" + "\n".join(lines) + "\n"


def _repeating() -> str:
    """A format whose 190 steps come twenty times each."""
    names = [f"a{number}" for number in range(190)]
    steps = "".join(f"[[step]]\nid = '{one}'\ntitle = 'x'\nminutes = 1\n" for one in names)
    listed = ", ".join(f"'{one}'" for one in names)
    return _format() + f"[[repeat]]\nsteps = [{listed}]\ntimes = 20\n" + steps


QUOTE = "[[quote]]\nwords = 'a%'\nwho = 'b'\nwhere = 'c'\n"
QUOTES = (
    *TOML,
    Bomb("very many quotes", lambda: numbered(QUOTE), sampled=True),
    Bomb("quotes without keys", lambda: full("[[quote]]\n")),
    Bomb("quotes with other keys", lambda: numbered(QUOTE.replace("who", "whos%")), sampled=True),
    Bomb("quotes in one line", lambda: full("{},", "quote = [", "]\n")),
    Bomb("tags", lambda: full("'a',", QUOTE + "tags = [", "]\n")),
)
GROUP = "id = 'a'\nname = 'Tuesday'\n"
PERSON = "[[person]]\nid = 'p%'\nname = 'n%'\n"
GROUPS = (
    *TOML,
    Bomb("very many people", lambda: numbered(PERSON, GROUP), sampled=True),
    Bomb("as many people as a list may have", lambda: _people(MOST_ENTRIES)),
    Bomb("one person, again and again", lambda: GROUP + PERSON * (MOST_ENTRIES - 1)),
    Bomb("people without keys", lambda: full("[[person]]\n", GROUP)),
    Bomb(
        "people with other keys",
        lambda: numbered(PERSON.replace("name", "nam%"), GROUP),
        sampled=True,
    ),
    Bomb("aliases", lambda: numbered("'a%',", GROUP + PERSON + "aliases = [", "]\n"), sampled=True),
    Bomb("lines", lambda: full("'a',", GROUP + "[agreement]\nlines = [", "]\n")),
)


def _people(count: int) -> str:
    return GROUP + "".join(PERSON.replace("%", str(number)) for number in range(count))


# --- lists from elsewhere -------------------------------------------------------------------------

HEADER = "Name (original name),Email,Join time,Leave time,Duration (minutes)\n"
INSTANTS = "11/22/2026 06:22:15 PM,11/22/2026 07:33:00 PM,71\n"
ROWS = REPORT_ROWS - 2


def _rows(cell: Callable[[int], str], count: int = ROWS, rest: str = INSTANTS) -> str:
    return HEADER + "".join(f"{cell(number)},,{rest}" for number in range(count))


REPORTS = (
    Bomb("5,000 rows", lambda: _rows(lambda one: f"Name{one} Last{one}", 5_000), sampled=True),
    Bomb(
        "100,000 rows", lambda: _rows(lambda one: f"N{one}", 100_000, "1:00,2:00,1\n"), sampled=True
    ),
    Bomb("as many rows as are read", lambda: _rows(lambda one: f"Name{one} Last{one}")),
    Bomb("rows of one name", lambda: _rows(lambda _: "Bea Okoro")),
    Bomb(
        "rows without times", lambda: _rows(lambda one: f"Name{one}", rest="x,y,z\n"), sampled=True
    ),
    Bomb("rows without names", lambda: _rows(lambda _: "")),
    Bomb(
        "names of many words",
        lambda: _rows(lambda one: "Abcdefghij " * 40 + str(one)),
    ),
    Bomb("names of many letters", lambda: _rows(lambda one: "Abcdefghij" * 40 + str(one))),
    Bomb("names with brackets", lambda: _rows(lambda one: "(" * 200 + ")" * 200 + str(one))),
    Bomb("names with marks", lambda: _rows(lambda one: "e" + "\u0316\u0301" * 200 + str(one))),
    Bomb(
        "names in other letters", lambda: _rows(lambda one: "ǅéżņķ" * 80 + str(one)), sampled=True
    ),
    Bomb("times that are none", lambda: _rows(lambda _: "1:" * 100, rest="1/" * 90 + ",1,1\n")),
    Bomb("long cells", lambda: _rows(lambda one: f"{one}" + "a" * 2_400)),
    Bomb("wide rows", lambda: _rows(lambda _: "A", rest=INSTANTS.strip() + ",x" * 1_200 + "\n")),
    Bomb("delimiters", lambda: "," * (OF_A_REPORT - 1)),
    Bomb("cells", lambda: ",a" * (OF_A_REPORT // 2 - 1)),
    Bomb("a wide header", lambda: HEADER.strip() + ",x" * (OF_A_REPORT // 2 - 99) + "\n"),
    Bomb("headers", lambda: HEADER * ROWS),
    Bomb("one huge field", lambda: HEADER + '"' + "a" * (OF_A_REPORT - 100)),
    Bomb("nothing but quotes", lambda: HEADER + '""' * (OF_A_REPORT // 2 - 100)),
    Bomb("quotes left open", lambda: HEADER + ('"a,' + "b" * 2_400 + "\n") * ROWS),
    Bomb("empty lines", lambda: "\n" * (OF_A_REPORT - 1) + "x"),
    Bomb("ends of lines", lambda: HEADER + "\r" * (OF_A_REPORT - 99) + "x"),
    Bomb("cells by any delimiter", lambda: ("a,b;c\td" * 300 + "\n") * ROWS),
    Bomb("one word after each empty line", lambda: HEADER + "x\n\n" * (ROWS // 2)),
    Bomb("NUL", lambda: b"\0" * (OF_A_REPORT - 1)),
    Bomb("in UTF-16", lambda: _rows(lambda one: f"Name{one}").encode("utf-16")),
    Bomb("too large", lambda: b"a" * 50_000_000, sampled=True),
)
LISTS = (
    Bomb("one name", lambda: "Ana\n" * (OF_A_LIST // 4 - 1), sampled=True),
    Bomb("names", lambda: numbered("N%\n", size=OF_A_LIST)),
    Bomb("names in one line", lambda: "a," * (OF_A_LIST // 2 - 1), sampled=True),
    Bomb("names apart by semicolons", lambda: "a;" * (OF_A_LIST // 2 - 1)),
    Bomb("bullets", lambda: ("- " * 100 + "\n") * (OF_A_LIST // 202)),
    Bomb("addresses", lambda: ("a@b" * 90 + "\n") * (OF_A_LIST // 300), sampled=True),
    Bomb("addresses without end", lambda: ("a@b" + ".c" * 130 + ",\n") * (OF_A_LIST // 300)),
    Bomb("brackets", lambda: ("(" * 99 + "\n") * (OF_A_LIST // 101)),
    Bomb("pronouns", lambda: ("A (" + "they/" * 50 + "them)\n") * (OF_A_LIST // 270)),
    Bomb("slashes", lambda: ("A, " + "a/" * 140 + "b\n") * (OF_A_LIST // 300)),
    Bomb("a table", lambda: "Name,Email\n" + "Ana,a@b.c\n" * (OF_A_LIST // 11)),
    Bomb("a table of nobody", lambda: "Name,Email\n" + ",b\n" * (OF_A_LIST // 4)),
    Bomb("a table of who does not come", lambda: _not_coming()),
    Bomb("a wide table", lambda: "Name,Email\n" + ("A,b" + ",x" * 100 + "\n") * 4_000),
    Bomb("a wide header", lambda: "Name,Email," + "pronouns," * 100_000),
    Bomb(
        "wide questions",
        lambda: ("Timestamp" + "\tWhat is your name " * 4_000 + "\n") * 12,
    ),
    Bomb("quotes", lambda: "Name,Email\n" + '"' * (OF_A_LIST - 99)),
    Bomb("marks", lambda: "e" + "\u0316\u0301" * (OF_A_LIST // 4 - 9)),
    Bomb(
        "marks in a header",
        lambda: "Name,e" + "\u0316\u0301" * (OF_A_LIST // 4 - 9) + ",Email",
        sampled=True,
    ),
    Bomb("sequences for a terminal", lambda: "\x9d" * (OF_A_LIST // 2 - 9)),
    Bomb("no text", lambda: b"\0\x01" * (OF_A_LIST // 2 - 9)),
    Bomb("too large", lambda: b"a" * 50_000_000, sampled=True),
)


def _not_coming() -> str:
    return "Name,Email,Status\n" + "A,b,declined\n" * (OF_A_LIST // 14)


DATABASES = (
    Bomb("no database", lambda: b"SQLite format 3\0" + bytes(range(256)) * 40_000),
    Bomb("NUL", lambda: bytes(20_000_000)),
    Bomb("cut", lambda: foreign_store.database()[:-5_000]),
    Bomb("pages without end", lambda: foreign_store.database() + bytes(20_000_000)),
)

TARGETS = (
    Target("formats", "ours.toml", ("formats", "check", "ours.toml"), _format(), FORMATS),
    Target("list of formats", "formats/ours.toml", ("formats", "list"), _format(), TOML),
    Target("quotes", "ours.toml", ("quotes", "add", "--from", "ours.toml"), QUOTE, QUOTES),
    Target("groups", "groups/ours.toml", ("groups", "show", "Tuesday"), GROUP, GROUPS),
    Target("settings", "settings.toml", ("sessions", "list"), "theme = 'nord'\n", TOML),
    Target("lists", "names.csv", ("groups", "new", "Tuesday", "names.csv"), "Ana\nBo\n", LISTS),
    Target(
        "reports",
        "report.csv",
        ("attendance", "last", "report.csv", "--preview"),
        _rows(lambda _: "Ana", 1),
        REPORTS,
    ),
)
