"""The tables of a format's file, and the core's Format that they become."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field, PlainValidator, WithJsonSchema

from coreflect_tui.core import formats as core
from coreflect_tui.core import repeating
from coreflect_tui.core.laps import with_rest
from coreflect_tui.library.shapes import (
    Many,
    SaidLine,
    SaidWords,
    Table,
    Tables,
    TurnSeconds,
    Words,
)
from coreflect_tui.library.step_tables import (
    LONGEST_MINUTES,
    FromText,
    Minutes,
    PlaceKey,
    PointTable,
    QuestionTable,
    ReminderTable,
    RoundTable,
    Slug,
    StepTable,
)

MOST_PEOPLE = 500
People = Annotated[int, Field(ge=1, le=MOST_PEOPLE)]


def _times(value: object) -> int | repeating.Times:
    words = [str(one) for one in repeating.Times]
    if isinstance(value, str) and value in words:
        return repeating.Times(value)
    if type(value) is not int:
        said = " or ".join(f'"{one}"' for one in words)
        raise ValueError(f"is to be a whole number, {said}")
    if not 1 <= value <= repeating.MOST_LAPS:
        raise ValueError(f"is to be from 1 to {repeating.MOST_LAPS}")
    return value


TimesKey = Annotated[
    int | repeating.Times,
    PlainValidator(_times),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": repeating.MOST_LAPS},
                {"enum": [str(one) for one in repeating.Times]},
            ]
        }
    ),
]


class MinutesTable(Table):
    called: ClassVar[str] = "[minutes]"
    usual: Minutes = Field(description="The steps add up to this.")
    least: Minutes = Field(description="The shortest that it works at.")
    most: Minutes = Field(description="The longest that it works at.")


class PeopleTable(Table):
    called: ClassVar[str] = "[people]"
    usual: People = Field(description="The facilitators included.")
    least: People = Field(description="The fewest that it works with.")
    most: People = Field(description="The most that it works with.")


class CertificatesTable(Table):
    called: ClassVar[str] = "[certificates]"
    issuer: SaidLine = Field(description="Who certifies.")
    contact: SaidLine = Field(description="Where people write themselves.")
    shared_in: Many[SaidLine] = Field(
        default=(), description="Ids of rounds in which to have shared."
    )
    away_minutes: Annotated[int, Field(ge=0, le=LONGEST_MINUTES)] = Field(
        default=0, description="How long away in all still counts as there."
    )
    core_training: bool = Field(default=False, description="Whether it is asked for.")
    words: Words = Field(default="", description="To say or paste.")


class RoomTable(Table):
    called: ClassVar[str] = "[room]"
    closes_after: SaidLine = Field(description="Id of a step.")
    minutes: Minutes = Field(description="Into the session; a reminder.")
    words: SaidWords = Field(description="For newcomers.")


class RepeatTable(Table):
    called: ClassVar[str] = "[[repeat]]"
    steps: Many[SaidLine] = Field(
        description="Ids of steps that follow one another.", json_schema_extra={"minItems": 1}
    )
    times: TimesKey | None = Field(
        default=None,
        description='A number, `"everyone"` or `"until time is up"`; if not said, once for '
        'everyone with `for_each = "presenter"`, else until time is up.',
    )
    for_each: Annotated[repeating.ForEach, FromText] | None = Field(
        default=None, description="What each time belongs to: another presenter, another topic."
    )

    def repeat(self) -> repeating.Repeat:
        presenter = self.for_each is repeating.ForEach.PRESENTER
        unsaid = repeating.Times.EVERYONE if presenter else repeating.Times.UNTIL_TIME
        return repeating.Repeat(self.steps, self.times or unsaid, self.for_each)


class OptionTable(Table):
    called: ClassVar[str] = "[[choice.option]]"
    id: Slug = Field(description="Its own in the choice.")
    title: SaidLine = Field(description="What the group chooses from.")
    steps: Many[SaidLine] = Field(
        default=(), description="Ids of steps that are held only if it is taken."
    )


class ChoiceTable(Table):
    called: ClassVar[str] = "[[choice]]"
    id: Slug = Field(description="Its own in the format.")
    ask: SaidLine = Field(description="What is to be decided.")
    at: SaidLine = Field(description="Id of the step in which the group decides.")
    option: Many[OptionTable] = Field(
        description="The agenda counts with the first until then.",
        json_schema_extra={"minItems": 2, "maxItems": 9},
    )

    def choice(self) -> repeating.Choice:
        options = tuple(repeating.Option(one.id, one.title, one.steps) for one in self.option)
        return repeating.Choice(self.id, self.ask, self.at, options)


class RoleTable(Table):
    called: ClassVar[str] = "[[role]]"
    id: Slug = Field(
        description='Such as `"time-keeper"`; `"inner-ring"` and `"panel"` say how many sit there.'
    )
    title: SaidLine = Field(description="What whoever has it is called.")
    people: People = Field(default=1, description="How many have it.")
    rotates: bool = Field(
        default=False,
        description="Another person with each repeat, or with each session of a group.",
    )
    words: SaidLine | None = Field(default=None, description="What whoever has it does.")

    def role(self) -> repeating.RoleRule:
        return repeating.RoleRule(self.id, self.title, self.people, self.rotates, self.words or "")


class InsteadTable(Table):
    called: ClassVar[str] = "[instead]"
    facilitator: SaidLine = Field(
        default=core.Instead().facilitator, description="For `{facilitator}`."
    )
    presenter: SaidLine = Field(default=core.Instead().presenter, description="For `{presenter}`.")
    topic: SaidLine = Field(default=core.Instead().topic, description="For `{topic}`.")
    list_to: SaidLine = Field(default=core.Instead().list_to, description="For `{list_to}`.")

    def words(self) -> core.Instead:
        return core.Instead(self.facilitator, self.presenter, self.topic, self.list_to)


class CardTable(Table):
    called: ClassVar[str] = "[[card]]"
    title: SaidLine = Field(description="What the list of cards shows.")
    words: SaidWords = Field(description="What stands on it.")
    deck: SaidLine | None = Field(
        default=None, description="Under which heading it stands, as if it came from a deck."
    )

    def card(self) -> repeating.Card:
        return repeating.Card(self.title, self.words, self.deck or "")


class FormatTable(Table):
    called: ClassVar[str] = "a format"
    id: Slug = Field(description="Small letters, digits, hyphens; what commands call it.")
    title: SaidLine = Field(description="What people call it.")
    plain_title: SaidLine | None = Field(
        default=None,
        description="What it may be called when not everyone has done the core training.",
    )
    summary: SaidWords = Field(description="One sentence for lists.")
    source: SaidWords = Field(description="Where the practice comes from.")
    language: SaidLine = Field(description='Such as `"en"`.')
    notice: SaidWords = Field(description="What is noted, for whom, how long; said at the opening.")
    confidentiality: Words = Field(default="", description="Stands in the harvest.")
    places: Many[PlaceKey] = Field(
        description="Where it can be held; the first is offered first.",
        json_schema_extra={"minItems": 1},
    )
    outcomes: Many[Annotated[core.Outcome, FromText]] = Field(
        default=(),
        description="The files that closing writes. With none, and without attendance, a session "
        "leaves nothing.",
    )
    attendance: bool = Field(
        default=True, description="Whether presence and sharing are looked at."
    )
    clock: Annotated[core.ClockStyle, FromText] = Field(
        default=core.ClockStyle.FULL,
        description="A quiet one shows minutes and says nothing of pace.",
    )
    warn: Many[TurnSeconds] = Field(
        default=(), description="Moments before the end of each item at which the time is said."
    )
    minutes: MinutesTable = Field(description="How long it is.")
    people: PeopleTable = Field(description="How many people it is for.")
    certificates: CertificatesTable | None = Field(
        default=None, description="For formats whose issuer certifies taking part."
    )
    room: RoomTable | None = Field(default=None, description="For rooms that close to newcomers.")
    instead: InsteadTable | None = Field(
        default=None,
        description="What stands for a placeholder in place of a name, in this language.",
    )
    decks: Many[SaidLine] = Field(
        default=(), description="Cards that several formats share, by the name of their file."
    )
    card: Many[CardTable] = Field(default=(), description="Cards to call up at any time.")
    role: Many[RoleTable] = Field(default=(), description="Roles besides the facilitator.")
    choice: Many[ChoiceTable] = Field(default=(), description="What the session decides.")
    repeat: Many[RepeatTable] = Field(default=(), description="What is gone through again.")
    step: Many[StepTable] = Field(
        description="In order; as `[[step]]`.", json_schema_extra={"minItems": 1}
    )

    def format(self, decks: Mapping[str, tuple[repeating.Card, ...]] | None = None) -> core.Format:
        """The format; `decks` are the cards that it names, by name."""
        minutes, people = self.minutes, self.people
        seats = {one.id: one.people for one in self.role}
        dealt = (card for name in self.decks for card in (decks or {}).get(name, ()))
        fmt = core.Format(
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
            warn=self.warn,
            instead=self.instead.words() if self.instead else core.Instead(),
            minutes=core.Extent(minutes.usual, minutes.least, minutes.most),
            people=core.Extent(people.usual, people.least, people.most),
            certificates=self._certificates(),
            room=self._room(),
            cards=(*dealt, *(one.card() for one in self.card)),
            roles=tuple(one.role() for one in self.role),
            choices=tuple(one.choice() for one in self.choice),
            repeats=tuple(one.repeat() for one in self.repeat),
            steps=tuple(step.step(people.usual, seats) for step in self.step),
        )
        return with_rest(fmt)

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
    ("instead",): InsteadTable,
    ("card",): CardTable,
    ("role",): RoleTable,
    ("choice",): ChoiceTable,
    ("choice", "option"): OptionTable,
    ("repeat",): RepeatTable,
    ("step",): StepTable,
    ("step", "round"): RoundTable,
    ("step", "points"): PointTable,
    ("step", "questions"): QuestionTable,
    ("step", "reminders"): ReminderTable,
}
