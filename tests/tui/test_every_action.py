"""Every action of the one table, tried by its key in every place where it is offered."""

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.tui.action import Action
from coreflect_tui.tui.actions import action_named, available, call_of
from coreflect_tui.tui.all_actions import ACTIONS
from coreflect_tui.tui.view.keys import help_lines, key_line
from coreflect_tui.tui.view.pieces import Look, Piece, plain
from coreflect_tui.tui.widgets.choices import Choices
from coreflect_tui.tui.widgets.entry import Entry
from stage import USUAL, Stage
from walks import PLACES, Place

SAME = {"select": "choose"}
"""What a list calls for a key, and what a click at the foot calls for the same."""
REACHED = {(place.screen, name) for place in PLACES for name in place.shows.split()}


def test_there_is_a_place_for_each_action_of_the_table() -> None:
    # These are apps of their own; their keys are tried in test_display.py and test_tour.py.
    named = {(one.screen, one.id) for one in ACTIONS if one.screen not in ("display", "tour")}
    missing, unknown = sorted(named - REACHED), sorted(REACHED - named)
    assert not missing, f"no place of tests/walks.py is there for {missing}"
    assert not unknown, f"the table of actions has no {unknown}"


@pytest.mark.parametrize("place", PLACES, ids=lambda one: f"{one.screen}, {one.name}")
def test_each_action_does_something_wherever_it_is_offered(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No editor and no desktop: where an action would open one, it says why not.
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("EDITOR", "true")
    left: list[str] | None = None
    programs = 0
    while left is None or left:
        walk = Walk(place, left)
        monkeypatch.setenv("COREFLECT_HOME", str(tmp_path / f"home-{programs}"))
        place.begins(walk.told)
        left, programs = walk.left, programs + 1


class Walk:
    """From one program on: action after action, as long as each can be taken back. `left` are the
    ids of those that another program has to try."""

    def __init__(self, place: Place, left: list[str] | None) -> None:
        self._place = place
        self.left = left or []
        self._first = left is None

    async def told(self, stage: Stage) -> None:
        await self._place.reach(stage)
        assert stage.screen.table == self._place.screen
        offered = [one.id for one in available(self._place.screen, stage.screen.situation())]
        if self._first:
            missing = set(self._place.shows.split()) - set(offered)
            assert not missing, "the place is not there for these any more"
            self._offered_are_those_shown(stage)
            self.left = self._place.shows.split() if self._place.only else offered
        start = Start(stage)
        while self.left:
            name = self.left.pop(0)
            await tried(stage, action_named(self._place.screen, name))
            if not await start.come_back():
                return

    def _offered_are_those_shown(self, stage: Stage) -> None:
        """Help and the key line name what is tried here, and nothing else."""
        situation, screen = stage.screen.situation(), self._place.screen
        offered = available(screen, situation)
        # Behind them stands the palette.
        assert len(help_lines(screen, situation, 200)) == len(offered) + 1
        line = plain((key_line(screen, situation, 1000),))
        for one in offered:
            assert not one.rank or one.shows in line
        self._clicks_do_what_keys_do(stage, offered)

    def _clicks_do_what_keys_do(self, stage: Stage, offered: tuple[Action, ...]) -> None:
        """A click on what stands at the foot calls what its key calls here and now, whatever has
        the focus; that a click is carried out at all is tried in test_mouse.py."""
        line = key_line(self._place.screen, stage.screen.situation(), 1000)
        keys = stage.screen.active_bindings
        for one in offered:
            if not one.rank or one.id == "digit":
                continue
            shown = line.index(Piece(one.shows, Look.KEY, f"screen.{call_of(one)}"))
            assert line[shown + 1].action == line[shown].action
            for key in one.key.split(","):
                found = keys[key]
                called = SAME.get(found.binding.action, found.binding.action)
                assert called == call_of(one), (one.screen, key)
                assert found.enabled


async def tried(stage: Stage, action: Action) -> None:
    """Press its key: something is seen, or said, and the layout is whole."""
    stage.clock.advance(1)
    stage.screen.say("")
    await stage.does()
    before = stage.text
    await stage.at_once(action.key.split(",")[0])
    if not stage.app.is_running or stage.app.return_code is not None:
        assert stage.app.return_code == 0, f"{action.id} ended the program"
        return
    assert stage.text != before, f"{action.screen}, {action.id}: the key does nothing\n{before}"
    opened = any(one.is_open for one in stage.screen.query(Entry))
    # What follows a letter that did not open its line is to be known as words.
    assert action.types or not opened or not is_letter(action.key), f"{action.id} opens a line"
    whole(stage, action)


def is_letter(keys: str) -> bool:
    """Whether something that is typed calls it."""
    return any(
        one != "space" and not one.startswith("ctrl+")
        for one in keys.split(",")
        if one not in ("enter", "delete", "backspace", "tab", "f1", "escape")
    )


def whole(stage: Stage, action: Action) -> None:
    """Each row fills the screen, and nothing hides the line at the foot or the one on top."""
    width, height = USUAL
    lines, at = stage.lines, f"{action.screen}, {action.id}"
    assert len(lines) == height, at
    assert {cell_len(line) for line in lines} == {width}, at
    assert lines[0].strip(), f"{at}: nothing on top\n{stage.text}"
    assert lines[-1].strip(), f"{at}: no keys\n{stage.text}"
    for pane in stage.app.screen.query("#top, #notice, #keys, Entry, LetterMenu"):
        if pane.display and pane.region:
            assert stage.app.screen.region.contains_region(pane.region), (
                f"{at}: #{pane.id}\n{stage.text}"
            )


class Start:
    """How it was before anything was tried."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._session = stage.app.session
        self._screen = stage.app.screen
        self._stack = len(stage.app.screen_stack)
        self._seen = self._as_seen()

    def _as_seen(self) -> tuple[object, ...]:
        """What the actions ask about, whatever the time."""
        screen = self._stage.screen
        situation = replace(screen.situation(), now=None, can_redo=False)
        return situation, [one.chosen for one in screen.query(Choices)]

    async def come_back(self) -> bool:
        """Out of a line, a menu or a screen above, and what was done is undone; whether it is as it
        was."""
        stage = self._stage
        if stage.app.return_code is not None or stage.app.session is not self._session:
            return False
        while len(stage.app.screen_stack) > self._stack:
            stage.app.pop_screen()
            await stage.settle()
        if stage.app.screen is not self._screen:
            return False
        if stage.screen.query("Entry.-open, LetterMenu.-open"):
            await stage.at_once("escape")
        session = self._session
        while session and self._as_seen() != self._seen:
            if isinstance(session.undo(), Refusal):
                break
            await stage.does()
        return self._as_seen() == self._seen
