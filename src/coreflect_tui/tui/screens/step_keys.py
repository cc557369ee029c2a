"""Keys of the live screen about the running step: roles, options, cards."""

from typing import TYPE_CHECKING

from coreflect_tui.core.intents import GiveRole, TakeOption
from coreflect_tui.core.names import split_called
from coreflect_tui.core.repeating import RoleRule
from coreflect_tui.core.roles import holders, role_rule, suggested, wanted_role
from coreflect_tui.core.state import SessionState
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.cards import card_lines
from coreflect_tui.tui.view.letters import Letter
from coreflect_tui.tui.view.numbers import choice_here
from coreflect_tui.tui.view.step_words import role_letters, way_letters
from coreflect_tui.tui.view.typed_names import find_by_name
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.letter_menu import LetterMenu

if TYPE_CHECKING:
    from coreflect_tui.tui.screens.live import LiveScreen

ROLE, WAY = "role", "way"
ROLE_OF = "role:"
"""Begins what the line is for while names for a role are typed."""


class StepKeys:
    """What the live screen does about what its running step asks for."""

    def __init__(self, screen: "LiveScreen") -> None:
        self._screen = screen

    def ask_way(self) -> None:
        """Which of the ways to choose, by a letter."""
        state = self._screen.state
        choice = choice_here(state) if state else None
        if choice:
            ways = (Letter(letter, one.id, one.title) for letter, one in way_letters(choice))
            self._screen.query_one(LetterMenu).open(WAY, tuple(ways))

    def take(self, option: str) -> None:
        """The group goes that way."""
        choice = choice_here(self._screen.state) if self._screen.state else None
        if choice:
            self._screen.do(TakeOption(choice.id, option))

    def give(self, person: str) -> None:
        """The role that the step needs goes to that person, beside those who have it where it is
        for several."""
        state = self._screen.state
        rule = wanted_role(state, state.running) if state else None
        if state and rule:
            kept = tuple(one.id for one in holders(state, rule.id)) if rule.people != 1 else ()
            self._screen.do(GiveRole(rule.id, (*kept, person)))

    def ask_role(self) -> None:
        """Which role, and then who has it; with one role only, who has it."""
        state = self._screen.state
        letters = role_letters(state) if state else ()
        if len(letters) == 1:
            self.ask_who(letters[0][1].id)
        elif letters:
            offered = (Letter(letter, rule.id, rule.title.lower()) for letter, rule in letters)
            self._screen.query_one(LetterMenu).open(ROLE, tuple(offered))

    def ask_who(self, role: str) -> None:
        """Who has the role: those who have it, or else whom to ask, stand there already."""
        state = self._screen.state
        rule = role_rule(state.format, role) if state else None
        if state is None or rule is None:
            return
        held = holders(state, role)
        people = held or tuple(filter(None, (suggested(state, rule),)))
        names = ", ".join(one.name for one in people)
        self._screen.query_one(Entry).ask(
            f"{ROLE_OF}{role}", f"{rule.title.lower()}:", names, proposed=not held
        )
        if rule.words:
            self._screen.hint(rule.words)

    def typed_who(self, event: Entry.Typed) -> None:
        """Names with commas between them; an empty line takes the role away."""
        state = self._screen.state
        rule = role_rule(state.format, event.purpose.removeprefix(ROLE_OF)) if state else None
        if state is None or rule is None:
            return
        people = self._people(state, rule, event.text)
        if isinstance(people, str):
            # What was typed stays, to be put right.
            line = self._screen.query_one(Entry)
            line.ask(event.purpose, f"{rule.title.lower()}:", event.text)
            self._screen.warn(people)
        else:
            self._screen.do(GiveRole(rule.id, people))

    def _people(self, state: SessionState, rule: RoleRule, text: str) -> tuple[str, ...] | str:
        """Who is meant, or a sentence where that cannot be."""
        typed = [part.strip() for part in text.split(",") if part.strip()]
        found = [find_by_name(state, split_called(one)[0]) for one in typed]
        people = tuple(one.id for one in found if one)
        if len(people) < len(typed):
            return (
                "Not everybody named is on the list. Esc leaves the line;"
                f" {key_of('live.people')} adds people."
            )
        if rule.people and len(people) > rule.people:
            most = "one person has" if rule.people == 1 else f"{rule.people} people have"
            return f"In this format {most} that role."
        return people

    def show_cards(self) -> None:
        """The cards of the format, to read and leave."""
        from coreflect_tui.tui.screens.reading import ReadingScreen

        if self._screen.state:
            lines = card_lines(self._screen.state.format.cards)
            self._screen.app.push_screen(ReadingScreen("Cards", lines))
