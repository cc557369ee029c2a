"""A format's TOML file, read strictly into the core's Format with all its problems at once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from coreflect_tui.core import formats as core
from coreflect_tui.core.agenda import speakers
from coreflect_tui.core.format_checks import check, warnings
from coreflect_tui.library.lines import KeyPath, key_lines, line_of
from coreflect_tui.library.shapes import (
    OWN_SENTENCE,
    Many,
    SaidLine,
    SaidWords,
    Seconds,
    Table,
    Tables,
    TurnSeconds,
    Words,
    file_problems,
)
from coreflect_tui.library.toml_file import FileProblem, LibraryFileError, parse, read_text

LONGEST_MINUTES = 24 * 60
MOST_PEOPLE = 500

Minutes = Annotated[int, Field(ge=1, le=LONGEST_MINUTES)]
FromText = Field(strict=False)
PlaceKey = Annotated[core.Place, FromText]


class FormatError(LibraryFileError):
    """A format's file cannot be used."""


def _as_table(value: object) -> object:
    """A point written as text alone is a point without a place."""
    return {"text": value} if isinstance(value, str) else value


class MinutesTable(Table):
    called: ClassVar[str] = "[minutes]"
    usual: Minutes
    least: Minutes
    most: Minutes


class PeopleTable(Table):
    called: ClassVar[str] = "[people]"
    usual: Annotated[int, Field(ge=1, le=MOST_PEOPLE)]
    least: Annotated[int, Field(ge=1, le=MOST_PEOPLE)]
    most: Annotated[int, Field(ge=1, le=MOST_PEOPLE)]


class CertificatesTable(Table):
    called: ClassVar[str] = "[certificates]"
    issuer: SaidLine
    contact: SaidLine
    shared_in: Many[SaidLine] = ()
    away_minutes: Annotated[int, Field(ge=0, le=LONGEST_MINUTES)] = 0
    core_training: bool = False
    words: Words = ""


class RoomTable(Table):
    called: ClassVar[str] = "[room]"
    closes_after: SaidLine
    minutes: Minutes
    words: SaidWords


class PointTable(Table):
    called: ClassVar[str] = "a point"
    text: SaidLine
    place: PlaceKey | None = None


class QuestionTable(Table):
    called: ClassVar[str] = "a question"
    text: SaidLine
    tone: Annotated[core.Tone, FromText] = core.Tone.OPEN


class ReminderTable(Table):
    called: ClassVar[str] = "a reminder"
    text: SaidLine
    after: Seconds | None = None
    left: Seconds | None = None
    place: PlaceKey | None = None


class RoundTable(Table):
    """`each_least` is `each` where it is not said."""

    called: ClassVar[str] = "[step.round]"
    order: Annotated[core.Order, FromText]
    each: TurnSeconds
    each_least: TurnSeconds | None = None
    everyone_once: bool = True
    may_pass: bool = True
    facilitators: Annotated[core.FacilitatorsIn, FromText] = core.FacilitatorsIn.LISTED
    reverse_of: SaidLine | None = None

    def rule(self) -> core.RoundRule:
        return core.RoundRule(
            order=self.order,
            each=self.each,
            each_least=self.each if self.each_least is None else self.each_least,
            everyone_once=self.everyone_once,
            may_pass=self.may_pass,
            facilitators=self.facilitators,
            reverse_of=self.reverse_of or "",
        )


class StepTable(Table):
    """Where it is not said: `minutes` of a round is `each` times the usual speakers, its `least`
    is `each_least` times these; any other step does not shrink; `most` is twice `minutes`, and a
    break or a protected step does not grow."""

    called: ClassVar[str] = "a step"
    id: SaidLine
    title: SaidLine
    minutes: Minutes | None = None
    least: Minutes | None = None
    most: Minutes | None = None
    kind: Annotated[core.StepKind, FromText] | None = None
    ask: Words = ""
    say: Many[SaidWords] = ()
    points: Many[Annotated[PointTable, BeforeValidator(_as_table)]] = ()
    questions: Many[QuestionTable] = ()
    reminders: Many[ReminderTable] = ()
    writes: Many[Annotated[core.NoteKind, FromText]] = ()
    door: Annotated[core.NoteKind, FromText] | None = None
    protected: bool = False
    drop: Annotated[int, Field(ge=1, le=999)] | None = None
    place: PlaceKey | None = None
    from_minutes: Annotated[int, Field(ge=0, le=LONGEST_MINUTES)] = 0
    round: RoundTable | None = None

    @model_validator(mode="after")
    def _has_minutes(self) -> Self:
        if self.minutes is None and self.round is None:
            raise PydanticCustomError(OWN_SENTENCE, "a step needs 'minutes'")
        return self

    def step(self, usual_people: int) -> core.Step:
        rule = self.round.rule() if self.round else None
        kind = self.kind or (core.StepKind.ROUND if rule else core.StepKind.TALK)
        minutes = self.minutes or 0
        least = minutes
        if rule is not None:
            count = speakers(rule, usual_people, 1)
            minutes = self.minutes or -(-rule.each * count // 60)
            least = minutes if self.protected else min(minutes, -(-rule.each_least * count // 60))
        steady = self.protected or kind is core.StepKind.BREAK
        return core.Step(
            id=self.id,
            title=self.title,
            minutes=minutes,
            least=least if self.least is None else self.least,
            most=self.most or (minutes if steady else minutes * 2),
            kind=kind,
            round=rule,
            ask=self.ask,
            say=self.say,
            points=tuple(core.Point(one.text, one.place) for one in self.points),
            questions=tuple(core.Question(one.text, one.tone) for one in self.questions),
            reminders=tuple(
                core.Reminder(one.text, one.after, one.left, one.place) for one in self.reminders
            ),
            writes=self.writes,
            door=self.door,
            protected=self.protected,
            drop=self.drop,
            place=self.place,
            from_minutes=self.from_minutes,
        )


class FormatTable(Table):
    called: ClassVar[str] = "a format"
    id: SaidLine
    title: SaidLine
    plain_title: SaidLine | None = None
    summary: SaidWords
    source: SaidWords
    language: SaidLine
    notice: SaidWords
    confidentiality: Words = ""
    places: Many[PlaceKey]
    outcomes: Many[Annotated[core.Outcome, FromText]] = ()
    attendance: bool = True
    clock: Annotated[core.ClockStyle, FromText] = core.ClockStyle.FULL
    minutes: MinutesTable
    people: PeopleTable
    certificates: CertificatesTable | None = None
    room: RoomTable | None = None
    step: Many[StepTable]

    def format(self) -> core.Format:
        minutes, people = self.minutes, self.people
        return core.Format(
            id=self.id,
            title=self.title,
            plain_title=self.plain_title or "",
            summary=self.summary,
            source=self.source,
            language=self.language,
            notice=self.notice,
            confidentiality=self.confidentiality,
            places=self.places,
            outcomes=self.outcomes,
            attendance=self.attendance,
            clock=self.clock,
            minutes=core.Extent(minutes.usual, minutes.least, minutes.most),
            people=core.Extent(people.usual, people.least, people.most),
            certificates=self._certificates(),
            room=self._room(),
            steps=tuple(step.step(people.usual) for step in self.step),
        )

    def _certificates(self) -> core.Certificates | None:
        given = self.certificates
        if given is None:
            return None
        return core.Certificates(
            issuer=given.issuer,
            contact=given.contact,
            shared_in=given.shared_in,
            away_minutes=given.away_minutes,
            core_training=given.core_training,
            words=given.words,
        )

    def _room(self) -> core.RoomRule | None:
        if self.room is None:
            return None
        return core.RoomRule(self.room.closes_after, self.room.minutes, self.room.words)


TABLES: Tables = {
    (): FormatTable,
    ("minutes",): MinutesTable,
    ("people",): PeopleTable,
    ("certificates",): CertificatesTable,
    ("room",): RoomTable,
    ("step",): StepTable,
    ("step", "round"): RoundTable,
    ("step", "points"): PointTable,
    ("step", "questions"): QuestionTable,
    ("step", "reminders"): ReminderTable,
}


def read_format(path: Path) -> core.Format:
    """The format in the file at `path`. Raises FormatError with every problem of the file."""
    try:
        text = read_text(path)
    except LibraryFileError as error:
        raise FormatError(error.name, error.problems) from None
    return read_format_text(text, str(path))


def read_format_text(text: str, name: str) -> core.Format:
    """The format in a TOML text; `name` is what its problems call it. Raises FormatError."""
    try:
        values = parse(text, name)
    except LibraryFileError as error:
        raise FormatError(error.name, error.problems) from None
    lines = key_lines(text)
    try:
        table = FormatTable.model_validate(values)
    except ValidationError as error:
        raise FormatError(name, file_problems(error, TABLES, lines)) from None
    fmt = table.format()
    if wrong := _placed(check(fmt), lines):
        raise FormatError(name, wrong)
    return fmt


def format_warnings(fmt: core.Format, text: str) -> tuple[FileProblem, ...]:
    """What is worth a second look in a format that was read from `text`."""
    return _placed(warnings(fmt), key_lines(text))


def _placed(
    problems: tuple[core.Problem, ...], lines: Mapping[KeyPath, int]
) -> tuple[FileProblem, ...]:
    placed = (FileProblem(line_of(lines, one.key), one.key, one.sentence) for one in problems)
    return tuple(sorted(placed, key=lambda problem: problem.line or 0))
