"""The ways out of a session and of the program, and what is said of what would be lost by them."""

from pathlib import Path
from typing import TYPE_CHECKING

from coreflect_tui.locations import typed_path
from coreflect_tui.tui.actions import key_of

if TYPE_CHECKING:
    from coreflect_tui.tui.app import CoreflectApp


class Leaving:
    """What leaving would lose is said once; leaving again leaves all the same."""

    def __init__(self, app: "CoreflectApp") -> None:
        self._app = app
        self._workplace = app.workplace
        self._warned = self._warned_of_words = self.has_quit = False
        self._aside: Path | None = None
        self._asked_at = -1

    def look(self) -> None:
        """Where nothing would be lost any more, the next time is the first again."""
        if not self._workplace.held.unsaved:
            self._warned = False
        if not self._would_be_lost:
            self._warned_of_words = False

    def leave_session(self) -> None:
        """Back to the start; a session that is not closed goes on later. Ends a rehearsal.

        With acts that are not saved the session stays, leaving would lose them: the live screen
        then offers another folder.
        """
        self._workplace.held.look_at_disk(closely=True)
        if self._workplace.held.unsaved:
            self._offer_folder()
            return
        if self._held_back() or self._goes_on_rehearsing():
            return
        problem = self.remember_aliases()
        self._workplace.leave()
        if self._app.coach:
            self._app.exit(0)
            return
        self._app.go_home(problem)

    def save_elsewhere(self, text: str) -> str:
        """Keep the session in the folder that was typed; answers what came of it."""
        from coreflect_tui.store import StoreError
        from coreflect_tui.tui.view.parting import going_on_words

        if not text.strip():
            return ""
        folder = typed_path(text).absolute()
        try:
            self._workplace.held.save_elsewhere(folder)
        except StoreError as error:
            return f"Not saved in {folder} either: {error}. Another folder may do."
        return f"Saved. To go on with it later: {going_on_words(folder)}"

    def quit(self) -> None:
        """End the program; a session that is open is kept and goes on later."""
        from coreflect_tui.tui.view.parting import leaving_words

        self._workplace.held.look_at_disk(closely=True)
        unsaved = self._workplace.held.unsaved
        # What cannot be saved here any more stands in a file of its own already.
        if unsaved and unsaved.trying and not self._warned:
            self._warned = True
            self._app.ask(leaving_words(unsaved))
            return
        if self._held_back():
            return
        self.remember_aliases()
        self.keep_unsaved()
        self.has_quit = True
        self._app.exit(0)

    def remember_aliases(self) -> str:
        """Keep in the group's file by which names a report knew people, now that nobody takes it
        back any more; a sentence where that failed."""
        if self._workplace.session is None:
            return ""
        from coreflect_tui.library.groups import GroupError
        from coreflect_tui.session import Session

        try:
            if isinstance(self._workplace.session, Session):
                self._workplace.held.group.remember_aliases()
        except GroupError as error:
            return str(error)
        return ""

    def keep_unsaved(self) -> None:
        """Put acts that the disk refused into a file of their own; nobody can be asked now."""
        workplace, session = self._workplace, self._workplace.session
        if session is None:
            return
        from coreflect_tui.session import Session
        from coreflect_tui.unsaved import keep_unsaved

        if isinstance(session, Session) and session.unsaved and not self._app.coach:
            settings = workplace.locations.settings_file.parent
            self._aside = keep_unsaved(session, workplace.store.path.parent, settings)

    def last_words(self) -> str:
        """After an end that was not the way out of a session: what is kept, and how to go on."""
        from coreflect_tui.tui.view.parting import (
            NOTHING_OPEN,
            READ_ALONG,
            REHEARSED,
            parting_words,
            typed_words,
        )

        ended = self._app.broken_off or self.has_quit
        session = self._workplace.session
        if self._app.coach:
            return REHEARSED if self._app.broken_off else ""
        if session is None:
            return NOTHING_OPEN if self._app.broken_off else ""
        from coreflect_tui.followed_session import FollowedSession

        if isinstance(session, FollowedSession):
            return READ_ALONG if ended else ""
        if ended:
            elsewhere, gone = self._workplace.held.saved_elsewhere, not session.saved
            kept = parting_words(session.state, session.unsaved, self._aside, elsewhere, gone=gone)
            return f"{typed_words(self._workplace.held.typed_unsaved)}{kept}"
        return ""

    @property
    def _would_be_lost(self) -> str:
        """A sentence where leaving would end the tries to erase words that were struck, or to keep
        what another window outran; else ""."""
        return self._workplace.held.not_erased or self._app.windows.not_kept

    def _held_back(self) -> bool:
        """Whether it was said just now, once, what leaving would end."""
        if not self._would_be_lost or self._warned_of_words:
            return False
        self._warned_of_words = True
        self._app.ask(f"{self._would_be_lost} Leaving again leaves all the same.")
        return True

    def _goes_on_rehearsing(self) -> bool:
        """Whether it was said just now what the same key does next: it leads back from every other
        screen, and here it would end a rehearsal that nothing brings back."""
        session, acts = self._workplace.session, self._app.notices.acts
        if self._app.coach is None or session is None or session.state.closed:
            return False
        if self._asked_at == acts - 1:
            return False
        self._asked_at = acts
        rest = (
            "what it left stays in its folder" if self._app.coach.kept else "nothing of it is kept"
        )
        what = "tour" if self._app.touring else "rehearsal"
        self._app.ask(f"{key_of('live.leave')} again ends the {what}; {rest}.")
        return True

    def _offer_folder(self) -> None:
        from coreflect_tui.tui.screens.live import LiveScreen

        self._app.to_first_screen()
        if isinstance(self._app.screen, LiveScreen):
            self._app.screen.offer_folder()
