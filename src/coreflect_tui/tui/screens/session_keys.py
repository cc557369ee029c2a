"""What the start screen does with sessions: reads them, goes on, closes, looks, removes."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from coreflect_tui.core.standing import Standing
from coreflect_tui.recovering import could_not_be
from coreflect_tui.store import StoreError
from coreflect_tui.tui.erasing import after_a_word
from coreflect_tui.tui.view.home import PAST, SESSION
from coreflect_tui.tui.view.left_sessions import Held, Unclosed, in_order, removal_words

if TYPE_CHECKING:
    from coreflect_tui.kept_sessions import KeptSessions
    from coreflect_tui.store import Summaries
    from coreflect_tui.tui.screens.home import HomeScreen

REPLAYED = 3
"""So many sessions say who had the floor, and whether they are paused."""
PAUSED, UNWRITTEN = "paused", "unwritten"
"""How a session stands for its keys, beside the words of Standing."""


class SessionKeys:
    """The sessions of the start screen. `unclosed` and `past` are as they stand in its list,
    `damaged` counts those that cannot, and `latest` is the format that was held last."""

    def __init__(self, screen: "HomeScreen") -> None:
        self._screen = screen
        self.unclosed: tuple[Unclosed, ...] = ()
        self.past: tuple[Held, ...] = ()
        self.damaged = 0
        self.latest = ""
        self._to_remove = ""

    # --- reading them -------------------------------------------------------------------------

    def read(self, first: str = "") -> str:
        """Read the lists, quickly; a sentence where they cannot be read. A session that was asked
        for stands `first`."""
        workplace = self._screen.program.workplace
        try:
            self._take(workplace.store.summaries, workplace.kept, first)
        except StoreError as error:
            self.clear()
            return could_not_be(error)
        return ""

    def glance(self, first: str = "") -> None:
        """Read the lists while a large file is being checked, as far as that can be."""
        from coreflect_tui.store.glance import NotAtAGlanceError

        try:
            with self._screen.program.workplace.at_a_glance() as (summaries, kept):
                self._take(summaries, kept, first)
        except (NotAtAGlanceError, StoreError):
            self.clear()

    def clear(self) -> None:
        """Nothing is known of them."""
        self.unclosed, self.past, self.damaged = (), (), 0

    def _take(self, summaries: "Summaries", kept: "KeptSessions", first: str) -> None:
        now, usual = self._screen.now, self._screen.program.workplace.clock.now().offset
        listed = summaries.listed(PAST)
        both = (*listed.not_closed, *listed.closed)
        offsets = summaries.offsets(one.session for one in both)
        left = [(one, kept.left_at(one)) for one in listed.not_closed]
        self.latest, self.damaged = listed.newest.format if listed.newest else "", listed.damaged
        self.past = tuple(Held(one, offsets.get(one.session, usual)) for one in listed.closed)
        found = (Unclosed(one, at, now, usual, offsets.get(one.session, usual)) for one, at in left)
        self.unclosed = in_order(found, now, first)

    def read_on(self) -> None:
        """What takes a replay: how those on top were left, and which files were not written."""
        kept = self._screen.program.workplace.kept
        self.unclosed = (
            *map(self._with_state, self.unclosed[:REPLAYED]),
            *self.unclosed[REPLAYED:],
        )
        self.past = tuple(
            replace(one, lacks_files=kept.lacks_files(one.summary.session)) for one in self.past
        )

    def _with_state(self, one: Unclosed) -> Unclosed:
        if one.stands(self._screen.now) not in (Standing.LEFT_OFF, Standing.NOT_CLOSED):
            return one
        try:
            state, _ = self._screen.program.workplace.kept.read(one.summary.session)
        except StoreError:
            return one
        return replace(one, state=state)

    def can_wait(self) -> frozenset[str]:
        """The sessions that nobody is asked about when the program starts."""
        now = self._screen.now
        return frozenset(
            one.summary.session for one in self.unclosed if one.stands(now) is Standing.NOT_BEGUN
        )

    # --- the chosen one -----------------------------------------------------------------------

    @property
    def chosen(self) -> str:
        """Its id; "" where something else is chosen."""
        name = self._screen.choices.chosen or ""
        return name.removeprefix(SESSION) if name.startswith(SESSION) else ""

    def stands(self) -> str:
        """How it stands, for the table of actions; "" where none is chosen."""
        for one in self.unclosed:
            if one.summary.session == self.chosen:
                stands = one.stands(self._screen.now)
                paused = one.paused and stands is Standing.LEFT_OFF
                return PAUSED if paused else str(stands)
        for held in self.past:
            if held.summary.session == self.chosen:
                return UNWRITTEN if held.lacks_files else str(Standing.CLOSED)
        return ""

    def open(self) -> None:
        """Go on with it. Where its end is long past, what lies between was no part of it."""
        stands = self.stands()
        if stands in (Standing.CLOSED, UNWRITTEN):
            self._screen.program.opening.look_at(self.chosen)
        elif stands:
            as_break = stands == Standing.NOT_CLOSED
            self._screen.program.opening.resume(self.chosen, gap_as_break=as_break)

    def set_aside(self) -> None:
        """Go on with it, the time between as a break, however it stands."""
        if self.stands() in (Standing.CLOSED, UNWRITTEN):
            self._screen.program.opening.look_at(self.chosen)
        elif self.chosen:
            self._screen.program.opening.resume(self.chosen, gap_as_break=True)
        else:
            self._screen.warn("Choose a session that was left first.")

    def close(self) -> None:
        """Close it as of its end, or write the files of one that was closed."""
        if self.stands() in (Standing.NOT_CLOSED, UNWRITTEN):
            self._screen.program.opening.look_after(self.chosen)

    def remove(self) -> None:
        """Remove one that was never begun, for good; asks once."""
        from coreflect_tui.forgetting import ForgettingError, what_is_kept

        if self.stands() not in (Standing.PREPARED, Standing.NOT_BEGUN):
            return
        session, workplace = self.chosen, self._screen.program.workplace
        asked, self._to_remove = self._to_remove == session, session
        try:
            if not asked:
                kept = what_is_kept(workplace.store, session)
                self._screen.warn(removal_words(kept.people, kept.notes + kept.drafts))
                return
        except (ForgettingError, StoreError) as error:
            self._screen.warn(str(error))
        else:
            self._to_remove = ""
            after_a_word(self._screen, partial(self._forget, session))

    def _forget(self, session: str) -> None:
        from coreflect_tui.forgetting import ForgettingError, forget_session

        workplace = self._screen.program.workplace
        try:
            problems = forget_session(workplace.store, session, workplace.clock.now().wall)
        except (ForgettingError, StoreError) as error:
            self._screen.warn(str(error))
            return
        self._screen.program.notices.forget()
        self._screen.say(self.read() or " ".join(problems) or "Removed for good.")
        self.read_on()
        self._screen.show()
