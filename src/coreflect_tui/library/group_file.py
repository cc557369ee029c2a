"""The file of a standing group: pydantic reads it strictly, tomli-w writes it."""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar

import tomli_w
from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from coreflect_tui.core.agreement import MOST_LINES, agreement_of
from coreflect_tui.core.decide.people import MOST_PEOPLE
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.text import NAME_LIMIT, clean_name, fold
from coreflect_tui.library.bounds import MOST_ENTRIES
from coreflect_tui.library.groups import GroupError
from coreflect_tui.library.lines import KeyPath, key_lines, line_of
from coreflect_tui.library.shapes import Line, Many, SaidLine, Table, Tables, file_problems
from coreflect_tui.library.toml_file import LARGEST, FileProblem, LibraryFileError, parse

HEAD = """\
# A group that meets again. You may change what you like here, and save it as UTF-8.
# Each id stays as it is: sessions know people by it. Somebody new gets one that nobody else has.

"""
ID_LENGTH = 40


def _id(text: str) -> str:
    plain = text.replace("-", "").replace("_", "")
    if not (plain.isascii() and plain.isalnum() and len(text) <= ID_LENGTH):
        raise ValueError(f'is to be up to {ID_LENGTH} plain letters and digits, such as "k3x9ap"')
    return text


def _name(text: str) -> str:
    if len(text) > NAME_LIMIT:
        raise ValueError(f"is longer than {NAME_LIMIT} characters")
    return clean_name(text)


def _called(text: str) -> str:
    if not fold(text):
        raise ValueError("says nothing")
    return text


def _day(value: object) -> object:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError("is to be a date without quotes, such as 2026-11-22")
    return value


def _few(lines: tuple[str, ...]) -> tuple[str, ...]:
    if len(lines) > MOST_LINES:
        raise ValueError(f"has more than {MOST_LINES} lines")
    return lines


Id = Annotated[str, AfterValidator(_id)]
Name = Annotated[str, AfterValidator(_name)]
SaidName = Annotated[str, AfterValidator(_name), AfterValidator(_called)]


class PersonTable(Table):
    called: ClassVar[str] = "a person"
    id: Id
    name: SaidName
    pronouns: Name = ""
    listed_name: Name = ""
    email: Line = ""
    organisation: Line = ""
    core_trained: bool | None = None
    facilitates: bool = False
    aliases: Many[SaidLine] = ()


class AgreementTable(Table):
    called: ClassVar[str] = "an agreement"
    lines: Annotated[Many[SaidLine], AfterValidator(_few)]
    checked: Annotated[date | None, BeforeValidator(_day)] = None


class GroupTable(Table):
    called: ClassVar[str] = "a group"
    id: Id
    name: SaidName
    format: Line = ""
    record: bool = False
    agreement: AgreementTable | None = None
    person: Annotated[Many[PersonTable], Field(max_length=MOST_ENTRIES)] = ()

    def group(self) -> Group:
        people = tuple(Member(**one.model_dump()) for one in self.person)
        said = self.agreement
        agreement = agreement_of(said.lines, said.checked) if said else None
        return Group(self.name, self.format, self.record, people, self.id, agreement)


TABLES: Tables = {(): GroupTable, ("agreement",): AgreementTable, ("person",): PersonTable}


def read_group_text(text: str, name: str) -> Group:
    """The group in a TOML text; `name` is what its problems call it. Raises GroupError with every
    problem, none of which says anybody's name."""
    try:
        values = parse(text, name)
    except LibraryFileError as error:
        raise GroupError(error.name, error.problems) from None
    lines = key_lines(text)
    problems = _alike(values, lines)
    table = None
    try:
        table = GroupTable.model_validate(values)
    except ValidationError as error:
        problems += file_problems(error, TABLES, lines)
    if len(text.encode()) > LARGEST:
        problems += (FileProblem(None, (), f"the file is larger than {LARGEST // 1024} kB"),)
    if table is None or problems:
        raise GroupError(name, tuple(sorted(problems, key=lambda one: one.line or 0)))
    return table.group()


def group_text(group: Group) -> str:
    """The text of the file of a group: its agreement, and a table for each person, with what is
    said of them."""
    head = {"id": group.id, "name": group.name, "format": group.format, "record": group.record}
    parts = [HEAD, tomli_w.dumps({key: value for key, value in head.items() if value != ""})]
    if group.agreement:
        kept = {"lines": group.agreement.lines, "checked": group.agreement.checked}
        said = {key: value for key, value in kept.items() if value is not None}
        parts.append(f"\n[agreement]\n{tomli_w.dumps(said)}")
    # Table by table: tomli-w would write a short one on a single line.
    parts += [f"\n[[person]]\n{tomli_w.dumps(_said(one))}" for one in group.members]
    return "".join(parts)


def quoted(words: str) -> str:
    """Words as they stand in a file that we write."""
    return tomli_w.dumps({"words": words}).partition(" = ")[2].removesuffix("\n")


def _said(member: Member) -> dict[str, Any]:
    said = {
        "id": member.id,
        "name": member.name,
        "pronouns": member.pronouns,
        "listed_name": member.listed_name,
        "email": member.email,
        "organisation": member.organisation,
        "core_trained": member.core_trained,
        "facilitates": member.facilitates or None,
        "aliases": member.aliases,
    }
    return {key: value for key, value in said.items() if value not in (None, "", ())}


def _alike(values: dict[str, Any], lines: dict[KeyPath, int]) -> tuple[FileProblem, ...]:
    """Two people with one id or one name, and more people than a list holds."""
    people = values.get("person")
    people = people if isinstance(people, list) else []
    problems: list[FileProblem] = []
    if len(people) > MOST_PEOPLE:
        key: KeyPath = ("person", MOST_PEOPLE)
        sentence = f"a group holds {MOST_PEOPLE} people at most"
        problems.append(FileProblem(line_of(lines, key), key, sentence))
    first: dict[tuple[str, str], int | None] = {}
    for index, person in enumerate(people):
        for name in ("id", "name"):
            value = person.get(name) if isinstance(person, dict) else None
            if not isinstance(value, str) or not (same := _same(name, value)):
                continue
            key = ("person", index, name)
            line = line_of(lines, key)
            if (name, same) in first:
                sentence = f"'{name}' is that of the person in line {first[name, same]} too"
                problems.append(FileProblem(line, key, f"{sentence}; {_APART[name]}"))
            first.setdefault((name, same), line)
    return tuple(problems)


_APART = {"id": "each has their own", "name": "an initial tells two people apart"}


def _same(name: str, value: str) -> str:
    return value if name == "id" else fold(clean_name(value))
