"""The tables of a format's file that say what a step is, and what they become in the core."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from coreflect_tui.core import formats as core
from coreflect_tui.core.agenda import speakers
from coreflect_tui.core.protocol_checks import ID_SHAPE
from coreflect_tui.core.speaking import (
    EXCLUDES_PRESENTER,
    GROUP_SIZES,
    RINGS,
    Ends,
    PresenterPart,
    Speaks,
    Speech,
)
from coreflect_tui.core.text import LINE_LIMIT
from coreflect_tui.library.shapes import (
    ABOUT,
    OWN_SENTENCE,
    Many,
    SaidLine,
    SaidWords,
    Seconds,
    Table,
    TurnSeconds,
    Words,
)

LONGEST_MINUTES = 24 * 60
REST = "rest"
_REST = 0

Minutes = Annotated[int, Field(ge=1, le=LONGEST_MINUTES)]
Slug = Annotated[
    SaidLine,
    WithJsonSchema({"type": "string", "maxLength": LINE_LIMIT, "pattern": f"^{ID_SHAPE.pattern}$"}),
]
"""An id of its own making; what only names another one is a line."""
FromText = Field(strict=False)
PlaceKey = Annotated[core.Place, FromText]


def _or_rest(value: object) -> object:
    """Minutes, or the word for what the other steps leave."""
    if value == REST:
        return _REST
    if isinstance(value, str):
        raise ValueError(f'is to be a whole number of minutes, or "{REST}"')
    if type(value) is int and value < 1:
        raise ValueError("is to be 1 or more")
    return value


MinutesOrRest = Annotated[
    int,
    BeforeValidator(_or_rest),
    Field(le=LONGEST_MINUTES),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": LONGEST_MINUTES},
                {"const": REST},
            ]
        }
    ),
]


def _as_table(value: object) -> object:
    """A point written as text alone is a point without a place."""
    return {"text": value} if isinstance(value, str) else value


class PointTable(Table):
    called: ClassVar[str] = "a point"
    text: SaidLine = Field(description="What is to be said or done.")
    place: PlaceKey | None = Field(default=None, description="Only there.")


PointOrText = Annotated[
    PointTable, BeforeValidator(_as_table, json_schema_input_type=SaidLine | PointTable)
]


class QuestionTable(Table):
    called: ClassVar[str] = "a question"
    text: SaidLine = Field(description="What is asked.")
    tone: Annotated[core.Tone, FromText] = Field(
        default=core.Tone.OPEN,
        description="What works comes before what is hard; `formats check` says so if not.",
    )


class ReminderTable(Table):
    called: ClassVar[str] = "a reminder"
    text: SaidLine = Field(description="For the facilitator's eye alone.")
    after: Seconds | None = Field(default=None, description="Into the step.")
    left: Seconds | None = Field(default=None, description="Before its end; not with `after`.")
    place: PlaceKey | None = Field(default=None, description="Only there.")


class RoundTable(Table):
    called: ClassVar[str] = "[step.round]"
    order: Annotated[core.Order, FromText] = Field(
        description="How the next person is found: on the list, as the call shows them, by whoever "
        "spoke last (baton), by themselves (popcorn), drawn, an earlier round turned round, by "
        "raised hands (queue)."
    )
    each: TurnSeconds = Field(description="For one person, wished.")
    each_least: TurnSeconds | None = Field(
        default=None, description="For one person, at least; `each`, if not said."
    )
    everyone_once: bool = Field(default=True, description="Leaving while someone waits asks once.")
    may_pass: bool = Field(default=True, description="Whether a turn may be passed.")
    facilitators: Annotated[core.FacilitatorsIn, FromText] = Field(
        default=core.FacilitatorsIn.LISTED, description="Where they stand in the order."
    )
    reverse_of: SaidLine | None = Field(
        default=None,
        description="Id of the round that a reversed one turns round; the latest, if not said.",
    )


class StepTable(Table):
    called: ClassVar[str] = "a step"
    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": [key]} for key in ("minutes", "round", "each")]}
    )
    id: Slug = Field(description="Small letters, digits, hyphens; its own in the format.")
    title: SaidLine = Field(description="What the agenda calls it.")
    minutes: MinutesOrRest | None = Field(
        default=None,
        description='At the usual length and number of people; `"rest"` takes what the other '
        "steps leave, in one step of a format. A round or small groups may leave it to `each`.",
    )
    least: Minutes | None = Field(
        default=None,
        description="If not said, a step does not shrink, and a round shrinks to `each_least`.",
    )
    most: Minutes | None = Field(
        default=None,
        description="If not said, twice `minutes`; a break or a protected step does not grow, and "
        'the `"rest"` has no limit.',
    )
    ends: Annotated[Ends, FromText] = Field(
        default=Ends.ON_TIME,
        description='`"when done"`: the group says when it is over; `minutes` is a guess, and '
        "the clock counts up.",
    )
    kind: Annotated[core.StepKind, FromText] | None = Field(
        default=None,
        description='Topics share the time of their step. If not said, `"round"` with a '
        '`[step.round]`, else `"talk"`.',
    )
    speaks: Annotated[Speaks, FromText] | None = Field(
        default=None, description="Who has the word. In silence and writing nobody has."
    )
    presenter: Annotated[PresenterPart, FromText] | None = Field(
        default=None, description="What whoever brought the case does meanwhile."
    )
    speech: Many[Annotated[Speech, FromText]] = Field(
        default=(), description="What kind of speech is asked for."
    )
    each: TurnSeconds | None = Field(
        default=None,
        description="In pairs, threes or fours: for one person, on one clock for all groups.",
    )
    extend: Many[TurnSeconds] = Field(
        default=(),
        description="What a vote may add when the time is over, first, second and so on.",
    )
    warn: Many[TurnSeconds] | None = Field(
        default=None,
        description="Moments before the end at which the time is said; those of the format, "
        "if not said.",
    )
    ask: Words = Field(default="", description="What the group is asked.")
    say: Many[SaidWords] = Field(default=(), description="Words to say, in full behind one key.")
    points: Many[PointOrText] = Field(default=(), description="To tick off; text alone will do.")
    questions: Many[QuestionTable] = Field(default=(), description="To ask.")
    reminders: Many[ReminderTable] = Field(default=(), description="Quiet lines.")
    writes: Many[Annotated[core.NoteKind, FromText]] = Field(
        default=(), description="What is written down here; the first is on enter."
    )
    not_written: SaidLine | None = Field(
        default=None, description="What must not be written down here, in words."
    )
    door: Annotated[core.NoteKind, FromText] | None = Field(
        default=None,
        description="One of `writes`: when the step ends, the footer offers a line for it.",
    )
    agreement: bool = Field(
        default=False, description="Where the discomfort agreement of the group is looked at."
    )
    protected: bool = Field(default=False, description="Keeps its time.")
    drop: Annotated[int, Field(ge=1, le=999)] | None = Field(
        default=None, description="Optional; 1 goes first."
    )
    place: PlaceKey | None = Field(default=None, description="Only there.")
    from_minutes: Annotated[int, Field(ge=0, le=LONGEST_MINUTES)] = Field(
        default=0, description="Only in sessions at least that long."
    )
    round: RoundTable | None = Field(
        default=None, description="The people have the floor one after the other."
    )

    @model_validator(mode="after")
    def _has_minutes(self) -> Self:
        if self.minutes is None and self.round is None and self.each is None:
            raise PydanticCustomError(OWN_SENTENCE, "a step needs 'minutes'", {ABOUT: "minutes"})
        return self

    def step(self, usual_people: int, seats: Mapping[str, int]) -> core.Step:
        """The step; `seats` is how many people have each role that the format names."""
        rule = self._rule(seats)
        kind = self.kind or (core.StepKind.ROUND if rule else core.StepKind.TALK)
        in_groups = self._minutes_by_each()
        rest = self.minutes == _REST
        minutes = in_groups if self.minutes is None else self.minutes
        least = in_groups if rest else minutes
        if rule is not None:
            count = speakers(rule, usual_people, 1)
            minutes = self.minutes or -(-rule.each * count // 60)
            least = minutes if self.protected else min(minutes, -(-rule.each_least * count // 60))
        steady = self.protected or kind is core.StepKind.BREAK
        unsaid_most = LONGEST_MINUTES if rest else minutes * (1 if steady else 2)
        return core.Step(
            id=self.id,
            title=self.title,
            minutes=minutes,
            least=least if self.least is None else self.least,
            most=self.most or unsaid_most,
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
            speaks=self.speaks,
            presenter=self.presenter,
            speech=self.speech,
            each=self.each or 0,
            rest=rest,
            ends=self.ends,
            extend=self.extend,
            warn=self.warn,
            not_written=self.not_written or "",
            agreement=self.agreement,
        )

    def _minutes_by_each(self) -> int:
        size = GROUP_SIZES.get(self.speaks, 0) if self.speaks else 0
        return -(-(self.each or 0) * size // 60)

    def _rule(self, seats: Mapping[str, int]) -> core.RoundRule | None:
        """Who has a turn follows from who speaks, and from what the presenter does."""
        given = self.round
        if given is None:
            return None
        only = RINGS.get(self.speaks, "") if self.speaks else ""
        silent = self.speaks is Speaks.OTHERS or self.presenter in EXCLUDES_PRESENTER
        return core.RoundRule(
            order=given.order,
            each=given.each,
            each_least=given.each if given.each_least is None else given.each_least,
            everyone_once=given.everyone_once,
            may_pass=given.may_pass,
            facilitators=given.facilitators,
            reverse_of=given.reverse_of or "",
            presenter=not silent,
            only=only,
            seats=seats.get(only, 0),
        )
