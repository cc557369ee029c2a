"""What every screen shares: its actions out of the table, the key line, one line for a notice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.screen import Screen

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.text import harmless
from coreflect_tui.tui.action import Action
from coreflect_tui.tui.actions import action_named, actions_of, call_of, usual_actions_of
from coreflect_tui.tui.bound import name_of
from coreflect_tui.tui.conditions import Situation
from coreflect_tui.tui.kept import Kept
from coreflect_tui.tui.notices import NoticeLine, Tone
from coreflect_tui.tui.reasons import why_not
from coreflect_tui.tui.screens.foot import Foot
from coreflect_tui.tui.screens.key_row import KeyRow
from coreflect_tui.tui.sizes import LEAST, classes_for
from coreflect_tui.tui.typed_on import TypedOn
from coreflect_tui.tui.view.keys import help_lines, title_of
from coreflect_tui.tui.view.pieces import BLANK, Line, Lines, Look, flow, looking, plain
from coreflect_tui.tui.view.time_words import clock_time, unsaved_words
from coreflect_tui.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from coreflect_tui.core.decide.answer import Refusal
    from coreflect_tui.core.intents import Intent
    from coreflect_tui.core.state import SessionState
    from coreflect_tui.tui.app import CoreflectApp

SMALL = "A larger window shows all."
GUARD = 0.4
"""Seconds in which a key that moves on does not move on again (design: a guard against doubles)."""


def bindings_of(table: str) -> list[BindingType]:
    """The bindings of a screen, out of the table of actions; by their ids the app puts the user's
    own keys in their place."""
    bindings: list[BindingType] = []
    for action in usual_actions_of(table):
        for key in action.key.split(","):
            does = f"digit({key})" if action.id == "digit" else call_of(action)
            name = name_of(action)
            bindings.append(
                Binding(key, does, action.title, show=False, tooltip=action.tooltip, id=name)
            )
    return bindings


class CoreflectScreen(Screen[None]):
    """A screen of the program. `table` names its actions; `show` brings it up to date."""

    table: ClassVar[str] = ""
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._line = NoticeLine()
        self._foot = Foot(self)
        self._typed_on = TypedOn()
        self._asked: tuple[Intent, Intent] | None = None
        self._key_row = KeyRow(self, self._foot)
        self._folded: Kept[Lines] = Kept()
        # A second may pass before the widgets are there, and asks for a screen up to date.
        self._built = False

    # --- what a screen says of itself -------------------------------------------------------

    def show_body(self) -> None:
        """Bring what is special to this screen up to date."""

    def quiet_line(self) -> Line:
        """The line above the keys when there is no notice."""
        return BLANK

    def keys_line(self) -> Line:
        """The keys at the foot."""
        return self._key_row.line()

    # --- what all do ------------------------------------------------------------------------

    @property
    def program(self) -> CoreflectApp:
        return cast("CoreflectApp", self.app)

    @property
    def state(self) -> SessionState | None:
        session = self.program.session
        if session is None:
            return None
        from coreflect_tui.followed_session import FollowedSession

        gone = isinstance(session, FollowedSession) and session.is_gone
        return None if gone else session.state

    @property
    def reads_along(self) -> bool:
        """Whether another window holds the session, so that nothing of it can be changed here."""
        if self.program.session is None:
            return False
        from coreflect_tui.followed_session import FollowedSession

        return isinstance(self.program.session, FollowedSession)

    @property
    def now(self) -> datetime:
        return self.program.workplace.clock.now().session

    @property
    def utc_offset(self) -> int:
        """From session time to the clock that people look at, in seconds, for display."""
        ahead = self.state.clock_ahead if self.state else 0.0
        return self.program.workplace.clock.now().offset + round(ahead)

    def situation(self) -> Situation:
        """What the table of actions is asked about."""
        session = self.program.session
        return Situation(
            state=self.state,
            now=self.now,
            can_undo=bool(session and session.can_undo),
            can_redo=bool(session and session.can_redo),
            rehearsing=self.program.coach is not None,
            enter=self.program.coach.word(self.now) if self.program.coach else "",
            touring=self.program.touring,
            reading_along=self.reads_along,
            not_saved=self.program.windows.lost is not None,
        )

    def title_of(self, action: Action) -> str:
        """What an action is called here and now."""
        title = title_of(action, self.situation())
        return title[:1].upper() + title[1:]

    def run_by_name(self, action_id: str) -> Callable[[], object]:
        """What the palette calls for an action."""
        action = action_named(self.table, action_id)
        return partial(self.run_action, call_of(action))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key may come before there is anything that it could be about."""
        return self._built and super().check_action(action, parameters)

    def refuses(self) -> bool:
        """Whether nothing can be changed here, which is said then."""
        from coreflect_tui.followed_session import ONLY_READ

        if self.reads_along:
            self.warn(ONLY_READ.sentence)
        return self.reads_along

    def on_key(self, event: Key) -> None:
        """While a line is typed, keys of the screen rest, the cover's apart. A key that would
        change what is only read along, or that is for another moment, says so and does no more."""
        if self._foot.is_typed_in:
            bound = self.active_bindings.get(event.key)
            if bound and bound.node is self and "cover" not in bound.binding.action:
                event.stop()
            return
        if self._foot.keys:
            return
        if said := self._typed_on.takes(event, self.program.notices_now().seconds):
            event.stop()
            self.warn(said)
            return
        means = [one for one in actions_of(self.table) if event.key in one.key.split(",")]
        if self.reads_along and any(not one.only_looks for one in means):
            event.stop()
            self.refuses()
        elif reason := why_not(means, self.situation()):
            event.stop()
            self.warn(reason)
            if any(one.types for one in means):
                self._typed_on.refused(reason, self.program.notices_now().seconds)
        elif event.is_printable and self._is_dead(event, means):
            event.stop()
            name = event.key if event.key == "space" else event.character
            self.warn(f"{name} does nothing here.")

    def _is_dead(self, event: Key, means: list[Action]) -> bool:
        # All that is bound takes long to gather, and is looked at last.
        alive = any(self.check_action(one.id, ()) for one in means)
        return not alive and event.key not in self.active_bindings

    def action_ask(self, action_id: str) -> None:
        """Ask the session for what an action of the table stands for."""
        action = action_named(self.table, action_id)
        intent = action.asks_for(self.state) if self.state else None
        if intent:
            self.do(intent, moves_on=action.moves_on)

    def on_compose(self) -> None:
        # Textual would say so after the first frame, which was laid out otherwise then; and with no
        # widgets yet, none is looked at anew.
        self.update_classes(classes_for(*self.app.size))

    def on_mount(self) -> None:
        # Textual asks each class of a screen by itself, and each of them asks this one.
        if self._built:
            return
        self._built = True
        self.show()

    def on_screen_resume(self) -> None:
        self.look_again()
        self.show()

    def look_again(self) -> None:
        """The screen, or its terminal, is looked at again: read what others may have changed."""

    def on_screen_suspend(self) -> None:
        """What was said here is old when the screen comes back."""
        if not self.program.covered:
            self.hush()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Bring the whole screen up to date with state and now."""
        if not self.is_there:
            return
        if self.app.screen is self and self._line.look(self.program.notices_now()):
            self._asked = None
        self.set_class(self.size.height < LEAST[1], "-few-rows")
        self.show_body()
        asked, said = self.program.asked_for(), self._notice_line()
        # An empty row below what is asked for would take one from the words above it.
        width = self.size.width
        rows = self._folded.of((said, width), lambda: flow(said, width))
        if asked and not plain((said,)):
            rows = ()
        self.query_one("#notice", Pane).show((*asked, *rows))
        self._key_row.show()

    @property
    def is_there(self) -> bool:
        """Whether there is anything to show: what was asked for later may come before the widgets
        are there, or after they went."""
        return self._built and self.query_one_optional("#notice", Pane) is not None

    @property
    def _is_small(self) -> bool:
        return self.size.width < LEAST[0] or self.size.height < LEAST[1]

    @property
    def is_ready(self) -> bool:
        """Whether a key that comes now goes to where the one before it led: the widgets are there,
        and a line or the letters that were opened have the focus."""
        return self._built and self._foot.has_focus

    def _notice_line(self) -> Line:
        """What was last said; else what is not saved, where the top line does not say so."""
        if self._notice:
            return looking(Look.STRONG, self._notice)
        unsaved = self.program.workplace.held.unsaved
        if unsaved and self.table != "live":
            return looking(Look.WARN, unsaved_words(unsaved, self.utc_offset))
        if self.reads_along and (words := self._only_read()):
            return looking(Look.STRONG, words)
        if self.program.workplace.held.not_erased:
            return looking(Look.WARN, self.program.workplace.held.not_erased)
        return looking(Look.STRONG, SMALL) if self._is_small else self.quiet_line()

    def _only_read(self) -> str:
        """That nothing can be done here; "" where that is said elsewhere, or nobody would."""
        from coreflect_tui.tui.tables.pages import PAGES
        from coreflect_tui.tui.view.along import nothing_here

        return "" if self.table in ("live", *PAGES) else nothing_here(self.table)

    def on_entry_turned(self) -> None:
        if self._line.tone is Tone.HINT and not self._foot.is_typed_in:
            self.hush()
        self.show()

    def action_line(self, how: str) -> None:
        """A click on what finishes the line that is typed, or leaves it or the letters."""
        if how == "done":
            self._foot.finish()
        else:
            self._foot.leave()

    def on_letter_menu_turned(self) -> None:
        self.show()

    @property
    def _notice(self) -> str:
        """What was last said, as long as it can be read."""
        return self._line.sentence

    def hush(self) -> None:
        """What was said can be read no more, and what asking again means was said there."""
        self._line.put("")
        self._asked = None

    def say(self, sentence: str) -> None:
        """Say what was done or came about: until the next act, or for as long as it takes to be
        read in a calm moment. "" says nothing."""
        self._say(sentence, Tone.DONE)

    def warn(self, sentence: str) -> None:
        """Say what was refused or went wrong: until the next key."""
        self._say(sentence, Tone.WARNING)

    def ask(self, sentence: str) -> None:
        """Say what the same key does when it is pressed again; it names nobody."""
        self.warn(sentence)

    def hint(self, sentence: str) -> None:
        """Say what helps with the line that is being typed, until it is finished or left."""
        self._say(sentence, Tone.HINT)

    def _say(self, sentence: str, tone: Tone) -> None:
        self.hush()
        self._line.put(sentence, tone)
        self.program.notices.keep(sentence, tone, clock_time(self.now, self.utc_offset))
        self.show()

    def do(self, intent: Intent, *, moves_on: bool = False) -> Refusal | None:
        """Ask for `intent`; what is refused is said in one line.

        When the refusal knows what asking again means, the same act once more does that; closing
        is never meant by it. A key that moves on and comes twice within a moment is one press.
        """
        from coreflect_tui.core.intents import CloseSession

        if moves_on and self.program.rests:
            return None
        if self._asked and self._asked[0] == intent:
            intent = self._asked[1]
        self.hush()
        self._key_row.follow()
        refusal = self.program.do(intent, moves_on=moves_on)
        if refusal:
            self.warn(refusal.sentence)
            if refusal.instead and not isinstance(refusal.instead, CloseSession):
                self._asked = (intent, refusal.instead)
        return refusal

    def action_undo(self) -> None:
        if self.program.session:
            self._say_change("Taken back", self.program.session.undo())

    def action_redo(self) -> None:
        if self.program.session:
            self._say_change("Brought back", self.program.session.redo())

    def _say_change(self, words: str, result: Decision | Refusal) -> None:
        from coreflect_tui.core.decide.answer import Refusal
        from coreflect_tui.tui.view.undo_words import what_was_done

        if isinstance(result, Refusal):
            self.warn(result.sentence)
            return
        self.say(f"{words}: {what_was_done(result, self.state)}")
        self.program.show()

    def action_open(self, name: str) -> None:
        """Open a screen above this one."""
        from coreflect_tui.tui.screens.above import screen_above

        self.app.push_screen(screen_above(name))

    def copy_for_chat(self, title: str, words: str) -> None:
        """Copy words to the clipboard, and show them: not every terminal lets a program copy."""
        from coreflect_tui.tui.screens.copied import CopiedScreen

        self.app.copy_to_clipboard(harmless(words))
        self.app.push_screen(CopiedScreen(title, harmless(words)))

    def action_help(self) -> None:
        from coreflect_tui.tui.screens.reading import WIDEST, HelpScreen

        lines = help_lines(self.table, self.situation(), min(self.size.width - 6, WIDEST))
        self.app.push_screen(HelpScreen("What can be done here", lines))
