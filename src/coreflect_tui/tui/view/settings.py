"""The settings as a list in plain words, and the keys of all actions."""

from collections.abc import Mapping
from pathlib import Path

from coreflect_tui.core.text import clean_line
from coreflect_tui.locations import Locations, typed_path
from coreflect_tui.settings import MOST_MONTHS, Settings
from coreflect_tui.settings_file import Value
from coreflect_tui.tui.action import Action
from coreflect_tui.tui.all_actions import ACTIONS
from coreflect_tui.tui.bound import Bound, as_bound, name_of
from coreflect_tui.tui.own_keys import NUMBERS
from coreflect_tui.tui.view.pieces import (
    BLANK,
    Line,
    Lines,
    Look,
    Piece,
    clip,
    fill,
    flow,
    line,
    looking,
)

LABEL = 26
"""Cells before the value."""
LABELS = {
    "facilitator": "Your name",
    "pronouns": "Your pronouns",
    "documents": "Folder for sessions",
    "theme": "Colours",
    "reduce_motion": "Lists move",
    "keep_months": "Remind of old sessions",
    "keys": "Keys of your own",
}
"""What each setting is called, in the order of the list."""
_ABOUT = {
    "facilitator": "Setup fills it in, or who facilitated last time. A rehearsal with your own"
    " names uses it too.",
    "pronouns": "They stand beside your name.",
    "documents": "Where lists and harvests of sessions that begin from now on go.",
    "theme": "What suits the terminal, or what you choose.",
    "reduce_motion": "Smoothly, or in jumps from one row to the next, which is calmer for some.",
    "keep_months": "The start screen says how many sessions are older; nothing is removed by"
    " itself.",
    "keys": "Other keys for what you do often.",
}
ASKED = {
    "facilitator": "your name:",
    "pronouns": "your pronouns:",
    "documents": "the folder, in full:",
    "keep_months": "older than how many months:",
}
"""What stands before the line to type in."""
SCREENS = {
    "live": "While the session goes on",
    "home": "Start",
    "tour": "Two-minute tour",
    "setup": "Setup",
    "agenda": "Agenda",
    "fit": "Fit",
    "topics": "Topics",
    "agreement": "Agreement",
    "people": "People",
    "report": "Attendance report",
    "notes": "Notes",
    "closing": "Closing",
    "closed": "Closed",
    "display": "Window for the group",
    "cover": "Cover",
    "copied": "Copied for the chat",
    "log": "What was said",
    "page": "Pages to read",
    "words": "Words in full",
    "help": "Help",
    "settings": "Settings",
    "colours": "Colours",
    "keys": "Keys",
}


def settings_rows(
    settings: Settings, places: Locations, keys: int, width: int
) -> tuple[tuple[str | None, Lines], ...]:
    """A row for each setting; `keys` is how many keys of one's own are in force."""
    rows = (
        (name, line(Piece(fill(f" {label}", LABEL)), _value(name, settings, places, keys)))
        for name, label in LABELS.items()
    )
    return tuple((name, (clip(row, width),)) for name, row in rows)


def _value(name: str, settings: Settings, places: Locations, keys: int) -> Piece:
    if name == "keys":
        return Piece(f"{keys} key{'' if keys == 1 else 's'}") if keys else _unset("none")
    if name == "reduce_motion":
        return Piece("in jumps") if settings.reduce_motion else _unset("smoothly")
    value = getattr(settings, name)
    if value is None:
        usual = {"documents": str(places.documents), "theme": "what suits the terminal"}
        return _unset(usual.get(name, "not set"))
    months = f"older than {value} month{'' if value == 1 else 's'}"
    return Piece(months if name == "keep_months" else str(value))


def _unset(words: str) -> Piece:
    return Piece(words, Look.MUTED)


def about_lines(name: str, file: Path, width: int) -> Lines:
    """What the chosen setting is for, and where all of them stand."""
    where = f" All of it stands in {file}, which you may edit as well."
    return (
        *flow(looking(Look.PLAIN, f" {_ABOUT.get(name, '')}"), width, 2),
        *flow(looking(Look.MUTED, where), width, 3),
    )


def changed_words(name: str, settings: Settings, *, held: bool) -> str:
    """What came of a change; `held` says that a session is open."""
    label, value = LABELS[name], getattr(settings, name)
    if name == "reduce_motion":
        return f"Lists move {'in jumps' if value else 'smoothly'} from now on."
    said = f"{label}: {value}." if value is not None else f"{label}: not set any more."
    if name == "documents" and held:
        return f"{said} This session keeps its folder; later ones go by it."
    if name in ("facilitator", "pronouns"):
        return f"{said} Setup goes by it from the next session on."
    return said


def typed_value(name: str, text: str) -> tuple[Value | None, str]:
    """What was typed for a setting, None for not set, or a sentence on what is wrong with it."""
    if name == "documents":
        folder = text.strip()
        whole = not folder or typed_path(folder).is_absolute()
        sentence = "Write the whole way to the folder, from its root or from ~ on."
        return folder or None, "" if whole else sentence
    value = clean_line(text)
    if name != "keep_months" or not value:
        return value or None, ""
    if value.isascii() and value.isdecimal() and 1 <= int(value[:9]) <= MOST_MONTHS:
        return int(value), ""
    return None, f"Write a number of months from 1 to {MOST_MONTHS}; nothing for no reminder."


# --- keys ----------------------------------------------------------------------------------------


def _changeable() -> tuple[Action, ...]:
    return tuple(one for one in ACTIONS if one.id != NUMBERS)


def keys_rows(own: Mapping[str, Bound], width: int) -> tuple[tuple[str | None, Lines], ...]:
    """All actions by screen, with the key that does each now; one's own say so."""
    rows: list[tuple[str | None, Lines]] = []
    screen = ""
    for name in SCREENS:
        for action in (one for one in _changeable() if one.screen == name):
            if screen != name:
                gap: Lines = (BLANK,) if screen else ()
                rows.append((None, (*gap, looking(Look.TITLE, f" {SCREENS[name]}"))))
                screen = name
            rows.append((name_of(action), (_key_row(action, own, width),)))
    return tuple(rows)


def _key_row(action: Action, own: Mapping[str, Bound], width: int) -> Line:
    now = as_bound(action)
    mine = name_of(action) in own
    return clip(
        line(
            Piece(fill(f"   {now.shows}", 11), Look.KEY),
            Piece(fill(action.title, 23)),
            Piece(f"  yours, usually {action.shows}" if mine else "", Look.NOW),
        ),
        width,
    )


def key_about(action: Action | None, width: int) -> Lines:
    """What the chosen action does, and what the settings call it."""
    if action is None:
        return ()
    named = f' In settings.toml: "{name_of(action)}" under [keys].'
    return (
        *flow(looking(Look.PLAIN, f" {action.tooltip}"), width, 2),
        *flow(looking(Look.MUTED, named), width, 2),
    )


def waiting_words(action: Action) -> str:
    """While the new key is waited for."""
    return f"Press the new key for “{action.title}”."
