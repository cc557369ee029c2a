"""Who a name in a report is: "Mika (Mikaela Torv)", "iPhone (Del Quist)", "Okoro, Bea"."""

import re
from dataclasses import dataclass

from coreflect_tui.core.likeness import is_device, owner
from coreflect_tui.core.names import is_pronouns, split_called
from coreflect_tui.core.text import clean_line, clean_name, fold

# Characters of a cell that may be a name; what is behind them is none.
_LONGEST = 1_000
# How many brackets one name may carry; more are play.
_MOST_BRACKETS = 5

# What a service says of an account behind its name.
_STANDINGS = """
external unverified guest extern externe externo externa esterno esterna ekstern gast
nichtverifiziert nichtuberpruft unbestatigt
invite invitee nonverifie nonverifiee invitado invitada noverificado noverificada
sincomprobar ospite nonverificato nonverificata convidado convidada naoverificado
naoverificada nietgeverifieerd ongeverifieerd gosc zewnetrzny niezweryfikowany niezweryfikowana
overifierad gaest gjest ikkebekraeftet ikkebekreftet ikkeverificeret ikkeverifisert uverifisert
"""
_ROLES = """
host cohost me you organiser organizer presenter facilitator cofacilitator moderator gastgeber
moderatorin anfitrion anfitriona animateur hote hoteur organisateur organizador organizadora ich yo
moi ja io eu interpreter notetaker
"""
_CREDENTIALS = """
jr sr ii iii iv phd md rn np dr prof ma ba bsc msc mba msw lcsw lmsw lpc lmft cps cprs cpss esq
ips he she they him her
"""
_STANDING, _ROLE = frozenset(_STANDINGS.split()), frozenset(_ROLES.split())
_CREDENTIAL = frozenset(_CREDENTIALS.split())
_BRACKET = re.compile(r"[()\[\]]")


@dataclass(frozen=True, slots=True)
class Called:
    """How someone is called in a report; `original` is the name behind it, "" if it is the same."""

    name: str
    alias: str
    original: str = ""
    pronouns: str = ""


def read_name(text: str, *, renamed: bool = True) -> Called:
    """Who `text` names, cleaned; `name` is "" when nobody is named.

    `renamed` says that brackets at the end may hold the name from before; else only pronouns,
    roles and an account's standing are taken from there.
    """
    alias = clean_line(text[:_LONGEST])
    rest, original, pronouns = alias, "", ""
    for _ in range(_MOST_BRACKETS):
        before, inner = _last_brackets(rest)
        if inner is None:
            break
        if not before:
            rest = inner
            break
        if is_pronouns(inner):
            pronouns = pronouns or inner
        elif inner and not _is_standing(inner):
            if original or not (renamed or _of_device(before)):
                break
            original = inner
        rest = before
    name, said = split_called(rest)
    behind, said_there = split_called(original) if original else ("", "")
    behind = _turned(behind)
    if behind and _of_device(name):
        name = behind
    name = clean_name(_turned(name)) or clean_name(alias)
    pronouns = clean_line(pronouns or said or said_there, 40)
    behind = clean_name(behind)
    return Called(name, alias, "" if behind and fold(behind) == fold(name) else behind, pronouns)


def _of_device(name: str) -> bool:
    """Whether a name is that of a device, whoever's it is; signs alone are none."""
    return any(map(str.isalnum, name)) and (is_device(name) or owner(name) != name)


def _is_standing(inner: str) -> bool:
    """Whether brackets hold an account's standing, or only what someone does here: "Host, me"."""
    if _letters(inner) in _STANDING:
        return True
    parts = [letters for part in re.split(r"[,;/&]+", inner) if (letters := _letters(part))]
    return bool(parts) and all(part in _ROLE for part in parts)


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def _last_brackets(text: str) -> tuple[str, str | None]:
    """What stands before the last balanced brackets at the end, and in them; None without any."""
    pairs = {")": "(", "]": "["}
    closing = text[-1:]
    opening = pairs.get(closing)
    depth = 0
    if opening is None:
        return text, None
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] == closing) - (text[place] == opening)
        if depth == 0:
            return text[:place].strip(), text[place + 1 : -1].strip()
    return text, None


def _turned(name: str) -> str:
    """ "Okoro, Bea" as "Bea Okoro"; what only adds to a name stays behind it: "Bea Okoro, PhD"."""
    before, inner = _last_brackets(name)
    if inner is not None and before:
        return f"{_turned(before)} {name[len(before) :].strip()}"
    last, comma, first = (part.strip() for part in name.partition(","))
    if not (comma and last and first) or "," in first or _BRACKET.search(name):
        return name
    return name if _letters(first) in _CREDENTIAL else f"{first} {last}"
