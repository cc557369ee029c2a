"""The form of setup: its fields, row by row, and what they are called."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Horizontal

from coreflect_tui.core.formats import Format
from coreflect_tui.tui.view.setup import people_head, who_label
from coreflect_tui.tui.view.setup_fields import PAIR, SetUp, Typed, has_list
from coreflect_tui.tui.widgets.names_field import NamesField
from coreflect_tui.tui.widgets.one_line import APART, OneLine
from coreflect_tui.tui.widgets.pane import Pane
from coreflect_tui.tui.widgets.place_choice import PlaceChoice


def form_rows(fmt: Format, first: Typed) -> ComposeResult:
    """The fields as they are filled in at `first`; the label of each has its id and "-label"."""
    with Horizontal(id="time"):
        with Horizontal(id="time-from", classes="row"):
            yield _label("when")
            yield _line("when", first.when)
        with Horizontal(id="time-for", classes="row"):
            yield _label("length")
            yield _line("length", first.length)
    with Horizontal(classes="row"):
        yield _label("place")
        yield PlaceChoice(fmt.places, first.place)
    with Horizontal(classes="row"):
        yield _label("facilitator")
        yield _line("facilitator", first.facilitator, "your name (pronouns)")
    if has_list(fmt):
        yield from _list_rows(first)
    yield Pane(id="people-label")
    yield NamesField(first.people, "people", is_small=fmt.people.most <= PAIR)


def _list_rows(first: Typed) -> ComposeResult:
    """Who receives the list, and what it has beside the names."""
    with Horizontal(id="list"):
        with Horizontal(id="list-who", classes="row"):
            yield _label("list-to")
            yield _line("list-to", first.list_to, "who asked for the session <e-mail>")
        with Horizontal(id="list-what", classes="row"):
            yield _label("columns")
            yield _line("columns", first.columns, "names only")


def labels(fmt: Format, setup: SetUp) -> Mapping[str, str]:
    """What each field is called, by its id."""
    return {
        "when": "When",
        "length": "Length",
        "place": "Where",
        "facilitator": who_label(fmt),
        "list-to": "List goes to",
        "columns": "with",
        "people": people_head(fmt, setup),
    }


def _label(name: str) -> Pane:
    return Pane(id=f"{name}-label", classes="label")


def _line(name: str, value: str, placeholder: str = "") -> OneLine:
    line = OneLine(value, placeholder=placeholder, id=name, compact=True)
    # Several lines are names, and so for another field.
    line.joiner = APART
    line.cursor_blink = False
    return line
