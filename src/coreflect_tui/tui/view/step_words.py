"""What the running step says of speaking: who, how, in which small groups, with which roles."""

from collections.abc import Iterable
from datetime import datetime
from string import ascii_lowercase

from coreflect_tui.core.durations import clock_face
from coreflect_tui.core.formats import Step
from coreflect_tui.core.person import Presence
from coreflect_tui.core.repeating import Choice, Option, RoleRule
from coreflect_tui.core.roles import (
    holders,
    may_have,
    roles_in,
    suggested,
    wanted_role,
)
from coreflect_tui.core.said import said
from coreflect_tui.core.small_groups import Part, counts, groups_at, part_at
from coreflect_tui.core.speaking import (
    GROUP_SIZES,
    PRESENTER,
    RINGS,
    PresenterPart,
    Speaks,
    Speech,
)
from coreflect_tui.core.state import ItemState, SessionState
from coreflect_tui.core.timing import item_seconds
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.numbers import DIGITS, Numbered, choice_here, numbered_here
from coreflect_tui.tui.view.pieces import Line, Lines, Look, Piece, clip_text, fill, hang_some, line

LABEL = 9
_SPEAKS = {
    Speaks.FACILITATOR: "the facilitator speaks",
    Speaks.EVERYONE: "all of us speak",
    Speaks.PAIRS: "in pairs",
    Speaks.THREES: "in threes",
    Speaks.FOURS: "in fours",
    Speaks.SILENCE: "in silence",
    Speaks.WRITING: "everyone writes, nobody speaks",
    Speaks.CHAT: "in the chat",
}
_PRESENTER = {
    PresenterPart.SPEAKS: "{who} speaks",
    PresenterPart.ANSWERS: "{who} only answers",
    PresenterPart.SILENT: "{who} listens, silent",
    PresenterPart.CAMERA_OFF: "{who} listens: muted, camera off",
    PresenterPart.RETURNS: "{who} comes back in",
}
_GONE = {
    Presence.AWAY: "is away",
    Presence.LEFT: "has left",
    Presence.NOT_ADMITTED: "is not here",
    Presence.NO_SHOW: "is not here",
}
_TOGETHER = (*GROUP_SIZES, Speaks.SILENCE, Speaks.WRITING, Speaks.CHAT)
_ORDINALS = ("first", "second", "third", "fourth")


def speaking_line(state: SessionState, item: ItemState) -> Line:
    """Who has the word, what the presenter does, what kind of speech it is; empty where the step
    says nothing of it."""
    step = item.item.step
    parts = [*_who_speaks(state, item), *_presenters_part(state, item)]
    looks = [Piece(words, Look.STRONG) for words in parts]
    looks += [Piece(str(one), Look.NOW) for one in step.speech if one is not Speech.OPEN]
    pieces: list[Piece] = []
    for piece in looks:
        pieces += [Piece(" · ", Look.MUTED), piece] if pieces else [piece]
    return tuple(pieces)


def how_words(item: ItemState, seconds: float) -> tuple[str, ...]:
    """How everybody speaks here, and whose part it is once it ran so many `seconds`: what can be
    said without naming anybody, or a time."""
    step = item.item.step
    words = [_SPEAKS[step.speaks]] if step.speaks in _TOGETHER else []
    part = part_at(step, seconds)
    if part:
        words.append(f"the {_ORDINALS[part.number - 1]} speaks")
    return (*words, *(str(one) for one in step.speech if one is not Speech.OPEN))


def _who_speaks(state: SessionState, item: ItemState) -> list[str]:
    step = item.item.step
    if step.speaks is None:
        return []
    if step.speaks is Speaks.PRESENTER:
        return [] if step.presenter else [f"{presenter_called(state, item)} speaks"]
    if step.speaks is Speaks.OTHERS:
        return [f"everyone but {presenter_called(state, item)} speaks"]
    if step.speaks in RINGS:
        inside = holders(state, RINGS[step.speaks], item)
        names = f" ({', '.join(one.name for one in inside)})" if inside else ""
        return [f"the {step.speaks} speaks{names}, the others listen"]
    return [_SPEAKS[step.speaks]]


def _presenters_part(state: SessionState, item: ItemState) -> list[str]:
    part = item.item.step.presenter
    return [_PRESENTER[part].format(who=presenter_called(state, item))] if part else []


def presenter_called(state: SessionState, item: ItemState | None = None) -> str:
    """The presenter by name, where it is known who it is."""
    people = holders(state, PRESENTER, item)
    return " and ".join(one.name for one in people) or "the presenter"


def gone_line(state: SessionState, item: ItemState) -> Line:
    """Who has a role here and is not in the call any more, or not now: it stays theirs until R says
    otherwise."""
    step = item.item.step
    asked = [role for role in (PRESENTER,) if _presenters_part(state, item) or _speaks_of(step)]
    asked += [RINGS[step.speaks]] if step.speaks in RINGS else []
    asked += [one.id for one in state.format.roles if one.id not in RINGS.values()]
    gone = {
        one.id: f"{one.name} {_GONE[one.presence]}"
        for role in asked
        for one in holders(state, role, item)
        if one.presence in _GONE
    }
    if not gone:
        return ()
    return line(
        Piece(f"{', '.join(gone.values())}; ", Look.MUTED),
        Piece(key_of("live.roles"), Look.KEY, "screen.roles"),
        Piece(" names somebody else", Look.MUTED),
    )


def _speaks_of(step: Step) -> bool:
    """Whether what is said of speaking names the presenter."""
    return step.speaks in (Speaks.PRESENTER, Speaks.OTHERS)


def not_written_line(state: SessionState, step: Step) -> Line:
    """What must not be written down here."""
    if not step.not_written:
        return ()
    return line(
        Piece("not written down: ", Look.NOW), Piece(said(state, step.not_written), Look.MUTED)
    )


# --- roles ---------------------------------------------------------------------------------------


def role_line(state: SessionState, item: ItemState) -> Line:
    """The roles that the format names: who has them, or whom to ask."""
    pieces: list[Piece] = []
    for rule in state.format.roles:
        if rule.id in RINGS.values():
            continue
        called = _role_words(state, rule, item)
        pieces += [Piece(" · ", Look.MUTED)] if pieces else []
        pieces += [Piece(f"{rule.title.lower()} ", Look.MUTED), called]
    return tuple(pieces)


def _role_words(state: SessionState, rule: RoleRule, item: ItemState) -> Piece:
    people = holders(state, rule.id, item)
    if people:
        return Piece(", ".join(one.name for one in people))
    next_one = suggested(state, rule)
    return Piece(
        f"{next_one.name}? ({key_of('live.roles')})"
        if next_one
        else f"who? ({key_of('live.roles')})",
        Look.KEY,
        "screen.roles",
    )


def wanted_lines(state: SessionState, width: int) -> Lines:
    """Whom to choose for the role that the step needs, numbered where the digits are free for it;
    nothing where it needs none."""
    rule = wanted_role(state, state.running)
    if rule is None or state.round:
        return ()
    question = "Who presents?" if rule.id == PRESENTER else f"Who sits in the {rule.title.lower()}?"
    people = may_have(state, rule.id)
    held = holders(state, rule.id)
    inside = f" so far {', '.join(one.name for one in held)}" if held else ""
    if not people:
        return (
            line(
                Piece(question, Look.STRONG),
                Piece(f"  {key_of('live.people')} marks or adds people", Look.MUTED),
            ),
        )
    if numbered_here(state) is not Numbered.ROLE:
        by_name = Piece(f"{key_of('live.roles')} by name", Look.KEY, "screen.roles")
        return (line(Piece(question, Look.STRONG), Piece(inside, Look.MUTED), "  ", by_name),)
    units = [
        line(
            Piece(f"{number} ", Look.KEY, f"screen.digit({number})"),
            Piece(f"{one.name}  ", Look.PLAIN, f"screen.digit({number})"),
        )
        for number, one in enumerate(people[:DIGITS], 1)
    ]
    more = len(people) - DIGITS
    if more > 0:
        units.append(line(Piece(f"+{more}, {key_of('live.roles')} by name", Look.MUTED)))
    return (
        line(Piece(question, Look.STRONG), Piece(inside, Look.MUTED)),
        *hang_some(Piece(fill("choose", LABEL), Look.MUTED), units, width, 4, _more),
    )


def _more(count: int) -> Line:
    return line(Piece(f"+{count} more", Look.MUTED))


def role_letters(state: SessionState) -> tuple[tuple[str, RoleRule], ...]:
    """A letter for each role of the format."""
    rules = roles_in(state.format)
    return tuple(zip(_letters(one.title for one in rules), rules, strict=True))


def way_letters(choice: Choice) -> tuple[tuple[str, Option], ...]:
    """A letter for each option of a choice."""
    letters = _letters(one.title for one in choice.options)
    return tuple(zip(letters, choice.options, strict=True))


def _letters(titles: Iterable[str]) -> tuple[str, ...]:
    """A letter for each of these: the first in it that is free."""
    used: list[str] = []
    for title in titles:
        free = [one for one in title.casefold() if one.isascii() and one.isalpha()]
        used.append(next(one for one in (*free, *ascii_lowercase) if one not in used))
    return tuple(used)


# --- choices and small groups --------------------------------------------------------------------


def choice_lines(state: SessionState, width: int) -> Lines:
    """The options of the choice that is made here, numbered where the digits are free for it."""
    choice = choice_here(state)
    if choice is None:
        return ()
    taken = dict(state.taken).get(choice.id, "")
    numbered = numbered_here(state) is Numbered.WAYS
    by_letter = (
        () if numbered else (Piece(f"  {key_of('live.ways')} chooses", Look.KEY, "screen.ways"),)
    )
    lines: list[Line] = [line(Piece(choice.ask, Look.STRONG), *by_letter)]
    for number, option in enumerate(choice.options, 1):
        sign = "✓" if option.id == taken else str(number) if numbered else "–"
        click = f"screen.digit({number})" if numbered else ""
        lines.append(
            line(
                Piece(f"{sign} ", Look.GOOD if option.id == taken else Look.KEY, click),
                Piece(clip_text(option.title, width - 2), Look.PLAIN, click),
            )
        )
    return tuple(lines)


def small_group_lines(state: SessionState, item: ItemState, now: datetime) -> Lines:
    """Whose part it is in every small group, and who is with whom."""
    step = item.item.step
    lines: list[Line] = []
    part = part_at(step, item_seconds(state, item, now))
    if part:
        lines.append(line(Piece(part_words(part), Look.STRONG)))
    held = groups_at(state, item)
    if held:
        names = {one.id: one.name for one in state.people}
        # Without whoever was taken off the list since.
        called = [tuple(names[one] for one in group if one in names) for group in held.groups]
        groups = tuple(filter(None, called))
        shown = "  ·  ".join(map(" + ".join, groups))
        lines.append(line(Piece(f"{counts(groups)}: ", Look.MUTED), Piece(shown)))
    elif step.speaks in GROUP_SIZES:
        lines.append(line(Piece(f"{key_of('live.small_groups')} draws {step.speaks}", Look.MUTED)))
    return tuple(lines)


def part_words(part: Part) -> str:
    """Such as "the first speaks, 1:10 until you swap"."""
    who = f"the {_ORDINALS[part.number - 1]} speaks"
    if part.number == part.size:
        return f"{who}, {clock_face(part.left)} left"
    return f"{who}, {clock_face(part.left)} until you swap"
