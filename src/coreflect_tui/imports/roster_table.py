"""Tables of people: the header is found by its words, whatever service or language it is from."""

import csv
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from io import StringIO
from unicodedata import normalize

from coreflect_tui.imports.roster_entry import RosterEntry, RosterError, person

_DELIMITERS = ("\t", ";", ",")
# Title lines may stand above the header.
_HEADER_WITHIN = 12
# A header has short cells and not very many of them.
_LONGEST_TITLE, _MOST_TITLES = 200, 200


class Column(StrEnum):
    """What a column of a table of people holds."""

    PREFERRED = "preferred"
    NAME = "name"
    FIRST = "first"
    LAST = "last"
    EMAIL = "email"
    PRONOUNS = "pronouns"
    STATUS = "status"


ALIASES = {
    Column.PREFERRED: "preferredname nametouse nickname chosenname",
    Column.NAME: (
        "name fullname displayname nameoriginalname attendee attendeename participant"
        " participantname teilnehmer nombre nombrenombreoriginal nombrecompleto nombreyapellidos"
        " nomcomplet nometprenom nome nomecompleto navn namn naam imieinazwisko"
    ),
    Column.FIRST: (
        "firstname attendeefirstname givenname forename vorname prenom voornaam fornavn fornamn"
        " imie"
    ),
    Column.LAST: (
        "lastname attendeelastname surname familyname nachname familienname nom nomdefamille"
        " apellido apellidos sobrenome cognome achternaam etternavn efternamn nazwisko"
    ),
    Column.EMAIL: (
        "email emailaddress attendeeemail useremail mail emailadresse emailadres correo"
        " correoelectronico direcciondecorreoelectronico courriel adresseemail epost"
    ),
    Column.PRONOUNS: "pronouns pronoun yourpronouns pronomen pronombres pronoms pronomi",
    Column.STATUS: "attendeestatus approvalstatus registrationstatus status",
}
_ROLES = {alias: column for column, names in ALIASES.items() for alias in names.split()}
# A heading over a list, which in a table is a number of people.
_HEADINGS = frozenset({"names", "participants", "attendees", "people", "nom", "noms", "nombres"})
_TIMESTAMPS = frozenset({"timestamp", "zeitstempel", "marcatemporal", "horodateur"})
# Questions of a form are whole sentences; these words in them say what is asked.
_ASKS = (
    (r"\bpronouns?\b", Column.PRONOUNS),
    (r"\be-?mail\b", Column.EMAIL),
    (r"\bcalled\b|\bcall you\b|\bpreferred name\b", Column.PREFERRED),
    (r"\bfirst name\b", Column.FIRST),
    (r"\b(?:last|family) name\b|\bsurname\b", Column.LAST),
    (r"\b(?:your|full) name\b|^name\b", Column.NAME),
)
_OTHER_NAMES = re.compile(r"organi[sz]ation|company|employer|emergency|event|ticket|group|buyer")
_NOT_COMING = re.compile(
    r"cancel|denied|declin|refund|deleted|not attending|transferred", re.IGNORECASE
)
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=([,;\t|])\"?[,;\t]*\s*(?:\r?\n|\Z)")


def read_table(text: str) -> Iterable[tuple[int, RosterEntry | str]] | None:
    """Rows by number, each an entry or a sentence on what is wrong; None for a plain list.

    Raises RosterError for a table in which no column holds names.
    """
    given = _SEPARATOR_LINE.match(text)
    nameless = False
    for delimiter in (given[1],) if given else _DELIMITERS:
        rows = _rows(text, delimiter)
        for place, row in enumerate(rows[:_HEADER_WITHIN]):
            roles = _roles(row, first=not any(any(above) for above in rows[:place]))
            if _names_people(roles):
                return _people(rows, place, roles)
            nameless |= len(row) > 1 and Column.EMAIL in roles
    if nameless:
        raise RosterError(
            "No column of this table is known to hold names; call one of them Name and try again."
        )
    return None


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return []


def _roles(row: list[str], *, first: bool) -> dict[Column, int]:
    """Which column is where; {} for a row that is no header. A lone word is one only as the
    `first` row."""
    keys = [header_key(cell) for cell in row[:_MOST_TITLES]]
    filled = [place for place, key in enumerate(keys) if key]
    if len(filled) == 1:
        known = keys[filled[0]] in _HEADINGS or _ROLES.get(keys[filled[0]]) is Column.NAME
        return {Column.NAME: filled[0]} if first and known else {}
    roles: dict[Column, int] = {}
    for place, key in enumerate(keys):
        if key in _ROLES:
            roles.setdefault(_ROLES[key], place)
    if Column.EMAIL in roles or _TIMESTAMPS & set(keys):
        _ask(row, roles)
    return roles


def _ask(row: list[str], roles: dict[Column, int]) -> None:
    """Add the columns whose header is a question."""
    for place, cell in enumerate(row[:_MOST_TITLES]):
        words = cell[:_LONGEST_TITLE].casefold()
        if place in roles.values() or _OTHER_NAMES.search(words):
            continue
        role = next((column for pattern, column in _ASKS if re.search(pattern, words)), None)
        if role is not None:
            roles.setdefault(role, place)


def _names_people(roles: dict[Column, int]) -> bool:
    return bool({Column.NAME, Column.FIRST, Column.PREFERRED} & roles.keys())


def _people(
    rows: list[list[str]], header: int, roles: dict[Column, int]
) -> Iterator[tuple[int, RosterEntry | str]]:
    width = len(rows[header])
    for number, row in enumerate(rows[header + 1 :], header + 2):
        if not any(cell.strip() for cell in row):
            continue
        cells = {
            column: row[place].strip() if place < len(row) else ""
            for column, place in roles.items()
        }
        if _NOT_COMING.search(cells.get(Column.STATUS, "")):
            yield number, f"Row {number} is marked as not coming and was left out."
            continue
        if width > 1 and any(cell.strip() for cell in row[width:]):
            yield number, f"Row {number} has more cells than the header; please check its name."
        name = ", ".join(row) if width == 1 else full_name(cells)
        yield number, person(name, cells.get(Column.PRONOUNS, ""), cells.get(Column.EMAIL, ""))


def full_name(cells: dict[Column, str]) -> str:
    """As people wish to be called, else first and last name, whichever columns these stand in."""
    name, first, last = (
        cells.get(column, "") for column in (Column.NAME, Column.FIRST, Column.LAST)
    )
    if preferred := cells.get(Column.PREFERRED):
        return preferred
    # "Nombre, Apellidos" and "Name; Vorname": a column called name holds one half of it.
    if name and not first:
        return name if name.endswith(last) else f"{name} {last}"
    if name and not last:
        return name if name.startswith(first) else f"{first} {name}"
    return f"{first} {last}".strip()


def header_key(cell: str) -> str:
    """A column's title for comparing: its letters and digits, without case and accents."""
    cell = cell[:_LONGEST_TITLE]
    return "".join(char for char in normalize("NFKD", cell).casefold() if char.isalnum())
