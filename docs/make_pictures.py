"""Draws the pictures of the documents: rehearsals on a clock that stands still, seven screens.

Run `python docs/make_pictures.py [FOLDER]` after a change of a screen; the same program draws the
same pictures, byte for byte.
"""

import asyncio
import random
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.app import App
from textual.widgets import Input, TextArea

from coreflect_tui.clock import FastClock
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.fit import propose
from coreflect_tui.core.formats import Format
from coreflect_tui.core.intents import AcceptFit, GiveTurn, NextItem
from coreflect_tui.core.rounds import have_shared
from coreflect_tui.core.state import Options, SessionState
from coreflect_tui.core.timing import item_left
from coreflect_tui.library.catalogue import find_format
from coreflect_tui.locations import locations
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.rehearsal import Happening, cast_for, invent_names, what_next
from coreflect_tui.rehearsal.headless import hold
from coreflect_tui.rehearsal.home import rehearsal_home
from coreflect_tui.rehearsal.tour import NAMES
from coreflect_tui.session import Session
from coreflect_tui.settings import Settings
from coreflect_tui.shown_session import ShownSession
from coreflect_tui.tui.app import CoreflectApp
from coreflect_tui.tui.display_app import DisplayApp
from coreflect_tui.tui.screens.base import CoreflectScreen
from coreflect_tui.tui.screens.closing import ClosingScreen
from coreflect_tui.tui.screens.display import KEYS_STAY
from coreflect_tui.tui.screens.fit import FitScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.setup import SetupScreen
from coreflect_tui.tui.tour import tour_in
from coreflect_tui.workplace import Workplace

PICTURES = Path(__file__).parent / "pictures"
SIZE = (80, 24)
THEME = "dark"
OFFSET = 3600
"""The evening is an hour ahead of UTC."""
EVENING = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
EARLIER = (datetime(2026, 9, 27, 18, 0, tzinfo=UTC), datetime(2026, 10, 25, 18, 0, tzinfo=UTC))
PEOPLE, MINUTES, SEED = 9, 90, 5
DOCUMENTS = Path("~/Documents/Co-reflection")
"""Only shown: nothing is written there."""
LONGER = "discussion", 400
"""The item that takes longer, and by how many seconds; the picture of the fit shows what then."""
LAST_LOOK = ("change-note", "keep-name", "full", "close-session")
"""What a rehearsal does on the closing screen; the picture shows it before."""

# A font would be loaded from a server; a picture in a file opens no connection either.
_LINKS = re.compile(r"\s*@font-face \{.*?\}|\s*<!--.*?-->", re.DOTALL)
_ID = re.compile(r"terminal-\d+")
_TEXT = re.compile(r'x="([\d.]+)" (y="[\d.]+") textLength="[\d.]+"( [^>]*)>((?:&#160;)+)(?=\S)')
_BLANK, _CELL = "&#160;", 12.2


def main(folder: Path = PICTURES) -> None:
    """Write live.svg, display.svg, home.svg, fit.svg, closing.svg, setup.svg and tour.svg to
    `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    fmt = find_format("ips-co-reflection")
    with TemporaryDirectory() as home:
        for number, start in enumerate(EARLIER):
            hold(fmt, MINUTES, *_people(number), number, Path(home), _unsaid, start)
        clock = FastClock(EVENING - timedelta(minutes=6), 0, real=lambda: 0.0, offset=OFFSET)
        places = rehearsal_home(Path(home))
        workplace = Workplace(places, clock, random.Random(SEED))
        try:
            _draw_all(workplace, clock, fmt, folder)
        finally:
            workplace.close()


def _draw_all(workplace: Workplace, clock: FastClock, fmt: Format, folder: Path) -> None:
    _draw_setup(workplace, fmt, folder / "setup.svg")
    _draw_tour(workplace.locations.data.parent / "tour", folder / "tour.svg")
    session = _begin(workplace, fmt)
    name = session.state.id
    _hold(session, clock, lambda _: _in_the_check_in(session.state))
    clock.advance(48)
    _draw(workplace, LiveScreen, folder / "live.svg")
    _draw_shared(workplace, clock, folder / "display.svg")
    workplace.leave()
    clock.advance(240)
    _draw(workplace, HomeScreen, folder / "home.svg")
    session = workplace.resume(name, gap_as_break=True).session
    workplace.documents = DOCUMENTS
    _take_longer(session, clock)
    _draw(workplace, FitScreen, folder / "fit.svg")
    session.dispatch(AcceptFit(propose(session.state, session.now().session)))
    _hold(session, clock, lambda one: one.hint.startswith(LAST_LOOK))
    _draw(workplace, ClosingScreen, folder / "closing.svg")


def _begin(workplace: Workplace, fmt: Format) -> Session:
    options = Options(EVENING, MINUTES, fmt.places[0], OFFSET)
    prepared = prepare_session(fmt, options, *_people(SEED), workplace.random)
    assert not isinstance(prepared, Refusal), prepared.sentence
    return workplace.begin(*prepared)


def _people(seed: int) -> tuple[list[Invited], list[Invited]]:
    first, *others = (Invited(name) for name in invent_names(PEOPLE, seed))
    return [first], others


def _hold(session: Session, clock: FastClock, there: Callable[[Happening], bool]) -> None:
    """Let the rehearsal go on until `there` says so of what would happen next."""
    cast = cast_for(session.state.people, SEED)
    while (coming := what_next(session.state, cast, session.now().session)) and not there(coming):
        clock.advance(max((coming.at - session.now().session).total_seconds(), 0))
        for intent in coming.intents:
            session.dispatch(intent)


def _take_longer(session: Session, clock: FastClock) -> None:
    """The group stays with one item beyond its time."""
    item, seconds = LONGER
    _hold(session, clock, lambda _: _runs(session.state, item))
    running = session.state.running
    assert running, item
    clock.advance(item_left(session.state, running, session.now().session) + seconds)


def _runs(state: SessionState, item: str) -> bool:
    return state.running is not None and state.running.id == item


def _in_the_check_in(state: SessionState) -> bool:
    """Four have shared, and someone speaks."""
    held = state.round
    return bool(held and held.speaker and len(have_shared(held)) == 4)


def _draw(workplace: Workplace, screen: Callable[[], CoreflectScreen], path: Path) -> None:
    app = CoreflectApp(workplace, screen, theme=THEME)
    _write(app, app.show, path)


def _draw_setup(workplace: Workplace, fmt: Format, path: Path) -> None:
    """The form as somebody has filled it in for the first time."""
    app = CoreflectApp(workplace, lambda: SetupScreen(fmt, None, {}), theme=THEME)
    (leads,), others = _people(SEED)

    def fill_in() -> None:
        app.screen.query_one("#facilitator", Input).value = f"{leads.name} (they/them)"
        app.screen.query_one("#list-to", Input).value = "IPS Central <list@example.org>"
        people = app.screen.query_one("#people", TextArea)
        people.text = "\n".join(one.name for one in others)
        people.focus()

    _write(app, fill_in, path)


def _draw_tour(home: Path, path: Path) -> None:
    """The tour in its round."""
    clock = FastClock(EVENING, 0, real=lambda: 0.0, offset=OFFSET)
    app = tour_in(rehearsal_home(home), Settings(theme=THEME), locations(), clock)
    session = app.workplace.session
    assert isinstance(session, Session)
    first = next(one.id for one in session.state.people if one.name == NAMES[0])
    for intent in (NextItem(), NextItem(), GiveTurn(first)):
        session.dispatch(intent)
        clock.advance(20)
    try:
        _write(app, app.show, path)
    finally:
        app.workplace.close()


def _draw_shared(workplace: Workplace, clock: FastClock, path: Path) -> None:
    """What the group sees beside it, once the keys have gone."""
    data = workplace.locations.data
    session = ShownSession(data, lambda: clock)
    app = DisplayApp(session, data, theme=THEME, clock=clock)

    def looks() -> None:
        for _ in range(KEYS_STAY):
            app.tick()

    try:
        _write(app, looks, path)
    finally:
        session.close()


def _write(app: App[int], looks: Callable[[], None], path: Path) -> None:
    """The picture of an app after it `looks` at what there is."""

    async def drawn() -> str:
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            looks()
            await pilot.pause()
            return app.export_screenshot(title="coreflect", simplify=True)

    svg = _TEXT.sub(_without_blanks, _ID.sub(path.stem, _LINKS.sub("", asyncio.run(drawn()))))
    path.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", "utf-8")


def _without_blanks(found: re.Match[str]) -> str:
    """A text that begins where its first letter is; some viewers swallow blanks before it."""
    x, y, rest, blanks = found.groups()
    start = float(x) + blanks.count(_BLANK) * _CELL
    return f'x="{start:g}" {y}{rest}>'


def _unsaid(_: str) -> None:
    """Earlier evenings are held without a word."""


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
