"""A format as the text of its file, in the order of the tables that read it.

What would be so without being said is left out. Cards that came from a deck are written out, so
that the file stands by itself. tomli-w writes each value; the layout is that of formats by hand.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import tomli_w

from coreflect_tui.core.formats import Format, RoundRule, Step, StepKind
from coreflect_tui.library.format_tables import (
    CardTable,
    CertificatesTable,
    ChoiceTable,
    FormatTable,
    InsteadTable,
    MinutesTable,
    OptionTable,
    PeopleTable,
    RepeatTable,
    RoleTable,
    RoomTable,
)
from coreflect_tui.library.shapes import Table
from coreflect_tui.library.step_tables import (
    REST,
    PointTable,
    QuestionTable,
    ReminderTable,
    RoundTable,
    StepTable,
)
from coreflect_tui.library.toml_file import parse

Said = dict[str, Any]
Limits = frozenset[tuple[str, str]]
LIMITS = ("least", "most")
_SECONDS = frozenset({"each", "each_least", "extend", "warn", "after", "left"})
_WIDTH = 100


def format_text(fmt: Format) -> str:
    """The text of a file that is read as `fmt`."""
    # Which limits follow from the rest is known to the reader alone.
    plain = FormatTable.model_validate(parse(_text_of(fmt, frozenset()), "")).format()
    limits = frozenset(
        (one.id, key)
        for one, unsaid in zip(fmt.steps, plain.steps, strict=True)
        for key in LIMITS
        if getattr(one, key) != getattr(unsaid, key)
    )
    return _text_of(fmt, limits)


def _text_of(fmt: Format, limits: Limits) -> str:
    """The text, with those limits of steps said."""
    tables = (f"\n{name}\n{''.join(_lines(said))}" for name, said in _tables(fmt, limits))
    return "".join((*_lines(_said(FormatTable, fmt)), *tables))


def duration(seconds: int) -> str:
    """Seconds as a file has them: "2m", "1:30", "0:45"."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02}" if rest else f"{minutes}m"


def _tables(fmt: Format, limits: Limits) -> Iterator[tuple[str, Said]]:
    yield "[minutes]", _said(MinutesTable, fmt.minutes)
    yield "[people]", _said(PeopleTable, fmt.people)
    if fmt.certificates:
        yield "[certificates]", _said(CertificatesTable, fmt.certificates)
    if fmt.room:
        yield "[room]", _said(RoomTable, fmt.room)
    if instead := _said(InsteadTable, fmt.instead):
        yield "[instead]", instead
    yield from (("[[card]]", _said(CardTable, one)) for one in fmt.cards)
    yield from (("[[role]]", _said(RoleTable, one)) for one in fmt.roles)
    for choice in fmt.choices:
        yield "[[choice]]", _said(ChoiceTable, choice)
        yield from (("[[choice.option]]", _said(OptionTable, one)) for one in choice.options)
    yield from (("[[repeat]]", _said(RepeatTable, one)) for one in fmt.repeats)
    for step in fmt.steps:
        yield "[[step]]", _step(step, limits)
        if step.round:
            yield "[step.round]", _round(step.round)


def _said(table: type[Table], thing: Any) -> Said:
    """What `thing` has for the keys of a table, in their order, without what need not be said. What
    stands in tables of its own is not among it."""
    has = {one.name: getattr(thing, one.name) for one in fields(thing)}
    said: Said = {}
    for key, field in table.model_fields.items():
        value = has.get(key)
        unsaid = (None,) if field.is_required() else (None, "", (), field.default)
        if value not in unsaid and not is_dataclass(value):
            said[key] = _value(key, value)
    return said


def _value(key: str, value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(key, one) for one in value]
    return duration(value) if key in _SECONDS else value


def _round(rule: RoundRule) -> Said:
    said = _said(RoundTable, rule)
    if rule.each_least == rule.each:
        del said["each_least"]
    return said


def _step(step: Step, limits: Limits) -> Said:
    """What a step says, its limits and its kind where they do not follow from the rest."""
    said = _said(StepTable, step) | {
        "minutes": REST if step.rest else step.minutes,
        "points": [_said(PointTable, one) if one.place else one.text for one in step.points],
        "questions": [_said(QuestionTable, one) for one in step.questions],
        "reminders": [_said(ReminderTable, one) for one in step.reminders],
        "kind": step.kind if step.kind in (StepKind.TOPICS, StepKind.BREAK) else "",
    }
    if not step.each:
        said.pop("each", None)
    kept = {key: value for key, value in said.items() if value not in ("", [])}
    if step.warn == ():
        kept["warn"] = []
    unsaid = {key for key in LIMITS if (step.id, key) not in limits}
    return {key: kept[key] for key in StepTable.model_fields if key in kept and key not in unsaid}


def _lines(said: Said) -> Iterator[str]:
    return (f"{key} = {_text(key, value)}\n" for key, value in said.items())


def _text(key: str, value: Any) -> str:
    """A value as TOML; a list on one line where it is short."""
    if isinstance(value, dict):
        inside = ", ".join(f"{name} = {_scalar(one)}" for name, one in value.items())
        return f"{{ {inside} }}"
    if not isinstance(value, list):
        return _scalar(value, several_lines=True)
    entries = [_text("", one) for one in value]
    on_one = f"[{', '.join(entries)}]"
    if len(f"{key} = {on_one}") <= _WIDTH and not any(isinstance(one, dict) for one in value):
        return on_one
    return "".join(("[\n", *(f"  {one},\n" for one in entries), "]"))


def _scalar(value: Any, *, several_lines: bool = False) -> str:
    plain = str(value) if isinstance(value, str) else value
    return tomli_w.dumps({"_": plain}, multiline_strings=several_lines)[len("_ = ") : -1]
