"""The standing group of a session: what of the session goes into its file, and back."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from coreflect_tui.core.agreement import agreement_of, lines_of
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decide.steps import NOTHING_CHANGED
from coreflect_tui.core.group import Group, with_aliases
from coreflect_tui.core.intents import KeepAgreement, LinkRoster
from coreflect_tui.core.state import Agreement
from coreflect_tui.library.groups import GroupError, change_group, group_with_id
from coreflect_tui.library.kept_group import keep_agreement, keep_group
from coreflect_tui.session import Session


class SessionGroup:
    """The group that a session is one of, or becomes one of. Its file is written first, then the
    session says so."""

    def __init__(
        self,
        session: Session,
        folder: Path,
        new_roster_id: Callable[[], str],
        agreed: tuple[str, ...] | None,
    ) -> None:
        """`folder` is where groups are kept; `agreed` is the agreement in the group's file as it is
        known here, None where it is not known."""
        self._session = session
        self._folder = folder
        self._new_roster_id = new_roster_id
        self._agreed = agreed

    def keep(self, name: str = "") -> tuple[Group, str]:
        """Bring the roster of the session's group up to date; without one, that of the group
        called `name`, new or not, whose agreement the session has from then on. Answers the group,
        and what changed in its file, counted.

        First the file is written, then the session is linked with it. Raises GroupError.
        """
        session = self._session
        folder, before = self._folder, session.state.options.group
        kept = keep_group(folder, session.state, name, self._new_roster_id)
        session.dispatch(LinkRoster(kept.links, kept.group.id, kept.group.record))
        if kept.group.id != before:
            self._agreed = lines_of(kept.group.agreement)
            session.dispatch(_keeping(kept.group.agreement))
        return kept.group, kept.changes

    def look_up_agreement(self) -> None:
        """Take up what the file of the session's group says of its agreement by now, as long as
        nothing was changed here alone. A file that cannot be used changes nothing."""
        state = self._session.state
        if state.closed or self._agreed != lines_of(state.agreement):
            return
        with contextlib.suppress(GroupError):
            group = group_with_id(self._folder, state.options.group)
            if group and group.agreement != state.agreement:
                self._agreed = lines_of(group.agreement)
                self._session.dispatch(_keeping(group.agreement))

    def keep_agreement(self, text: str, checked: date | None) -> Refusal | None:
        """Keep the discomfort agreement in these lines, looked at on that day: first in the file of
        the session's group, where it has one, then here. What somebody wrote into the file
        meanwhile stays, and comes here too.

        Raises GroupError where the file cannot be written; the session has it all the same.
        """
        session = self._session
        wanted = agreement_of(text.splitlines(), checked)
        refusal = decide(session.state, _keeping(wanted), session.now().session)
        if isinstance(refusal, Refusal) and refusal != NOTHING_CHANGED:
            return refusal
        try:
            if session.state.options.group:
                folder = self._folder
                wanted = keep_agreement(folder, session.state, wanted, self._agreed)
                self._agreed = lines_of(wanted)
        except GroupError:
            session.dispatch(_keeping(wanted))
            raise
        return session.dispatch(_keeping(wanted))

    def keep_record(self, on: bool) -> Group:
        """Switch the record of the session's group on or off, in its file and for this session.
        Raises GroupError."""
        session = self._session
        folder, group = self._folder, session.state.options.group
        kept = change_group(folder, group, lambda known: replace(known, record=on))
        session.dispatch(LinkRoster((), kept.id, kept.record))
        return kept

    def remember_aliases(self) -> None:
        """Keep in the roster by which names a report knew people. Raises GroupError."""
        state = self._session.state
        if group_with_id(self._folder, state.options.group):
            folder, group = self._folder, state.options.group
            change_group(folder, group, lambda known: with_aliases(known, state))


def _keeping(agreement: Agreement | None) -> KeepAgreement:
    return (
        KeepAgreement(agreement.text, agreement.checked) if agreement else KeepAgreement("", None)
    )
