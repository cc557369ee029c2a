"""What a format says, in lines to read: `coreflect formats show`."""

from collections.abc import Iterable, Iterator

from coreflect_tui.core.durations import clock_face
from coreflect_tui.core.formats import Format, Step
from coreflect_tui.core.repeating import Choice, Repeat, RoleRule, Times
from coreflect_tui.core.speaking import Ends

INDENT = "      "


def described(fmt: Format) -> tuple[str, ...]:
    """A format: what it is, what holds for the whole of it, then step by step."""
    minutes, people = fmt.minutes, fmt.people
    return (
        fmt.title,
        fmt.summary,
        "",
        f"{minutes.usual} min ({minutes.least}–{minutes.most}), "
        f"{people.usual} people ({people.least}–{people.most}), {' or '.join(fmt.places)}",
        f"Source: {fmt.source}",
        f"To say at the opening: {fmt.notice}",
        *_as_a_whole(fmt),
        "",
        *(line for step in fmt.steps for line in _step(step)),
    )


def _as_a_whole(fmt: Format) -> Iterator[str]:
    if fmt.leaves_nothing:
        yield "Leaves nothing behind"
    elif fmt.outcomes:
        yield f"Leaves: {', '.join(fmt.outcomes)}"
    if fmt.warn:
        yield f"Says the time when there is left: {_times(fmt.warn)}"
    for role in fmt.roles:
        yield f"Role: {_role(role)}"
    for choice in fmt.choices:
        yield f"Choice: {_choice(choice, fmt)}"
    for repeat in fmt.repeats:
        yield f"Repeats: {_repeat(repeat, fmt)}"
    decks: dict[str, list[str]] = {}
    for card in fmt.cards:
        decks.setdefault(card.deck, []).append(card.title)
    for deck, titles in decks.items():
        yield f"Cards{f' ({deck})' if deck else ''}: {'; '.join(titles)}"


def _role(role: RoleRule) -> str:
    marks = [f"{role.people} people"] if role.people > 1 else []
    marks += ["rotates"] if role.rotates else []
    return f"{role.title}{_in_brackets(marks)}{f': {role.words}' if role.words else ''}"


def _choice(choice: Choice, fmt: Format) -> str:
    options = [
        f"{option.title}{_in_brackets(_titles(option.steps, fmt))}" for option in choice.options
    ]
    at = ", ".join(_titles((choice.at,), fmt))
    return f"{choice.ask} {' or '.join(options)}; decided at {at}"


def _repeat(repeat: Repeat, fmt: Format) -> str:
    words = {Times.EVERYONE: "once for everyone", Times.UNTIL_TIME: str(Times.UNTIL_TIME)}
    times = repeat.times
    often = words[times] if isinstance(times, Times) else f"{times} times"
    each = f", each with another {repeat.for_each}" if repeat.for_each else ""
    return f"{', '.join(_titles(repeat.steps, fmt))}: {often}{each}"


def _titles(ids: Iterable[str], fmt: Format) -> list[str]:
    steps = (fmt.step(one) for one in ids)
    return [step.title for step in steps if step]


def _step(step: Step) -> Iterator[str]:
    yield f"{step.minutes:>4}  {step.title}{_in_brackets(_marks(step))}"
    yield from (f"{INDENT}{line}" for line in step.ask.splitlines())
    who = (
        f"speaks: {step.speaks}" if step.speaks else "",
        f"{clock_face(step.each)} each" if step.each else "",
        f"presenter: {step.presenter}" if step.presenter else "",
        f"speech: {', '.join(step.speech)}" if step.speech else "",
    )
    if any(who):
        yield f"{INDENT}{'; '.join(filter(None, who))}"
    if step.writes:
        yield f"{INDENT}writes: {', '.join(step.writes)}"
    if step.not_written:
        yield f"{INDENT}not written: {step.not_written}"
    if step.extend:
        yield f"{INDENT}a vote may add: {_times(step.extend)}"
    if step.warn is not None:
        said = _times(step.warn) if step.warn else "never"
        yield f"{INDENT}says the time when there is left: {said}"


def _marks(step: Step) -> list[str]:
    marks = (
        (f"{step.round.order} round" if step.round else "", step.round is not None),
        ("takes the rest", step.rest),
        ("ends when done", step.ends is Ends.WHEN_DONE),
        ("discomfort agreement", step.agreement),
        ("protected", step.protected),
        ("optional", step.drop is not None),
        (f"{step.place} only", step.place is not None),
        (f"from {step.from_minutes} min", step.from_minutes > 0),
    )
    return [mark for mark, holds in marks if holds]


def _in_brackets(words: list[str]) -> str:
    return f" ({', '.join(words)})" if words else ""


def _times(seconds: Iterable[int]) -> str:
    said = (f"{one // 60} min" if one % 60 == 0 else clock_face(one) for one in seconds)
    return ", then ".join(said)
