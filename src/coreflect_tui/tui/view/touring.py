"""The tour: what is asked for at each step, by the screen that is up, and when it is done."""

from collections.abc import Callable
from dataclasses import dataclass

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.person import Presence
from coreflect_tui.core.rounds import digits
from coreflect_tui.core.state import SessionState, TurnStatus
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.tables.pages import PAGES
from coreflect_tui.tui.view.key_words import with_keys
from coreflect_tui.tui.view.pieces import Lines, Look, Piece, flow, line, spread


@dataclass(frozen=True, slots=True)
class TourStep:
    """One act that is asked for. `says` are words for a screen by its table; braces hold a key, as
    in {live.undo}, or the number of somebody, as in {#Bo}. `time_flies` before it."""

    done: Callable[[SessionState], bool]
    says: dict[str, str]
    time_flies: bool = False


def _named(state: SessionState, name: str) -> str:
    return next((one.id for one in state.people if one.name == name), "")


def _has_shared(name: str) -> Callable[[SessionState], bool]:
    """Whether that person has, or had, the floor."""

    def done(state: SessionState) -> bool:
        turn = state.round.turn(_named(state, name)) if state.round else None
        return state.round is None or bool(turn and turn.status is not TurnStatus.WAITING)

    return done


def _passed(state: SessionState) -> bool:
    turns = state.round.turns if state.round else ()
    return state.round is None or any(one.status is TurnStatus.PASSED for one in turns)


def _runs(item: str) -> Callable[[SessionState], bool]:
    """Whether that item is running, or over."""

    def done(state: SessionState) -> bool:
        found = state.item(item)
        return found is not None and bool(found.visits)

    return done


def _is_here(name: str) -> Callable[[SessionState], bool]:
    return lambda state: any(
        one.name == name and one.presence is Presence.PRESENT for one in state.people
    )


TRIED = "Enter does nothing yet:"
"""What leads over to what is asked for."""
WHOLE = "That was a whole session. Its files are there to look at now, and go with the tour."
STEPS = (
    TourStep(
        lambda state: state.began is not None,
        {"live": "Nothing here is kept. Press {live.next_item} to begin."},
    ),
    TourStep(
        _runs("check-in"),
        {"live": "Everyone is greeted. Press {live.next_item} to go on to the check-in."},
    ),
    TourStep(
        _has_shared("Bo"),
        {"live": "Bo begins: press {#Bo}, the number before the name."},
    ),
    TourStep(
        _has_shared("Cy"),
        {"live": "Bo has shared and names Cy: press {#Cy}."},
    ),
    TourStep(_passed, {"live": "Cy would rather not, which is fine: {live.pass_turn} for a pass."}),
    TourStep(
        lambda state: bool(state.notes),
        {
            "live": "To write down what worked press {live.write}, then {h} for"
            f" {NoteKind.HARVEST}, type a few words, then press {{enter}}."
        },
    ),
    TourStep(
        lambda state: not state.notes,
        {"live": "Any act can be taken back: press {live.undo}, the note goes."},
    ),
    TourStep(
        _is_here("Hal"),
        {
            "live": "Hal arrives late: press {live.people} for the people.",
            "people": "Go down to Hal with {↓} and press {people.here}: Hal is here.",
        },
    ),
    TourStep(
        lambda state: any(one.accepted is not None for one in state.items),
        {
            "live": "The tour skips ahead fifteen minutes, so you are late now. Press {live.fit}:"
            " it proposes how to end on time.",
            "fit": "So far it is a proposal: {fit.take} takes it.",
        },
        time_flies=True,
    ),
    TourStep(
        _runs("reflection"),
        {"live": "Nothing goes on by itself. Press {live.next_item} when all are ready."},
    ),
    TourStep(
        lambda state: state.closed is not None,
        {
            "live": "Press {live.next_item} for the last item, and again to close: first all is"
            " looked through.",
            "closing": "Each line can be mended or left. {closing.write} writes and closes.",
        },
    ),
    TourStep(
        lambda _: False,
        {
            "closed": f"{WHOLE} {{closed.leave}} leads home.",
            "live": f"{WHOLE} {{live.leave}} leads home.",
        },
    ),
)


def tour_lines(
    place: int, state: SessionState, table: str, width: int, *, tried: bool = False
) -> Lines:
    """What step number `place` asks for on that screen, and how to end the tour. `tried` says that
    enter was pressed where it does nothing."""
    says = STEPS[place].says
    words = says.get(table) or f"{{{table}.leave}} leads back to the session."
    if table in PAGES:
        words = f"{{{table}.leave}} leads back."
    still = f". {TRIED}" if tried and table == "live" else ""
    head = line(Piece(f" Tour, {place + 1} of {len(STEPS)}{still}", Look.TITLE))
    out = line(Piece(key_of("tour.leave"), Look.KEY), Piece(" ends it ", Look.MUTED))
    return (spread(head, out, width), *flow(with_keys(words, _numbers(state)), width))


def _numbers(state: SessionState) -> dict[str, str]:
    """For each of the invented people the key that gives them the floor."""
    held = state.round
    found = digits(state, held) if held else {}
    by_name = key_of("live.by_name")
    return {f"#{one.name}": str(found.get(one.id, by_name)) for one in state.people}
