"""A stage for the screens: a clock that stands still, ids out of a seed, the screen as text.

`play` runs the program without a terminal and tells a story on it, an async function of a Stage.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache
from random import Random

from textual.pilot import Pilot

from builders import START, at
from coreflect_tui.clock import FastClock
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import Format, Place
from coreflect_tui.core.intents import Intent
from coreflect_tui.core.state import Options, Recipient, SessionState
from coreflect_tui.library.format_file import read_format
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.locations import locations
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.saving import Journal
from coreflect_tui.session import Session
from coreflect_tui.settings import Settings
from coreflect_tui.tui.app import CoreflectApp
from coreflect_tui.tui.coach import Coach
from coreflect_tui.tui.screens.base import CoreflectScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.setup import SetupScreen
from coreflect_tui.tui.view.home import FORMAT
from coreflect_tui.tui.widgets.choices import Choices
from coreflect_tui.workplace import Workplace
from seen import Seen

OFFSET = 3600
"""The place is an hour ahead of UTC: sessions of tests begin at 19:00 there."""
USUAL = (80, 24)
SIZES = ((60, 20), USUAL, (120, 40))

FACILITATOR = Invited("Ana", "she/her")
INVITED = (
    Invited("Bo"),
    Invited("Cy", "he/him"),
    Invited("Dee"),
    Invited("Eli", "they/them"),
    Invited("Fay", email="fay@example.org"),
    Invited("Gus"),
    Invited("Hal"),
)

IPS_PATH = shipped_folder("formats") / "ips-co-reflection.toml"
IPS_ROW = f"{FORMAT}{IPS_PATH}"
"""What the home screen calls that format."""

Story = Callable[["Stage"], Awaitable[None]]
First = Callable[[], CoreflectScreen]
Kind = type[CoreflectScreen]


@cache
def ips() -> Format:
    """The format that is shipped."""
    return read_format(IPS_PATH)


def options(minutes: int = 90) -> Options:
    return Options(START, minutes, Place.ONLINE, OFFSET, Recipient("IPS Central"))


def still_clock(minutes: float = -6) -> FastClock:
    """A clock that only `advance` moves, so many minutes after the planned start."""
    return FastClock(at(minutes), 0, real=lambda: 0.0, offset=OFFSET)


def a_workplace(clock: FastClock | None = None, settings: Settings | None = None) -> Workplace:
    """A workplace in the folders of this test, with ids out of a seed."""
    return Workplace(locations(), clock or still_clock(), Random(7), settings)


def begin(workplace: Workplace, invited: tuple[Invited, ...] = INVITED) -> Session:
    """A session of the shipped format, prepared and not begun."""
    prepared = prepare_session(ips(), options(), [FACILITATOR], invited, workplace.random)
    assert not isinstance(prepared, Refusal), prepared.sentence
    return workplace.begin(*prepared)


def begin_on(workplace: Workplace, journal: Journal) -> None:
    """The same, kept in that journal."""
    (first,) = begin(workplace).saved
    new_id = workplace.new_id
    workplace.held.session = Session.begin(first.events, journal, workplace.clock, new_id)


def setup_screen() -> CoreflectScreen:
    return SetupScreen(ips(), None, {})


def play(
    story: Story,
    first: First = LiveScreen,
    size: tuple[int, int] = USUAL,
    workplace: Workplace | None = None,
    coach: Coach | None = None,
    theme: str | None = None,
) -> None:
    """Tell `story` on a program that opens with `first`; live has a session of eight people."""
    workplace = workplace or a_workplace()
    if first is LiveScreen and workplace.session is None:
        begin(workplace)
    asyncio.run(_played(CoreflectApp(workplace, first, coach, theme), story, size))


def play_home(story: Story, size: tuple[int, int] = USUAL) -> None:
    """The same from the home screen."""
    play(story, HomeScreen, size)


async def _played(app: CoreflectApp, story: Story, size: tuple[int, int]) -> None:
    try:
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot)
            await stage.settle()
            await story(stage)
    finally:
        app.workplace.close()


class Stage(Seen[CoreflectApp]):
    """The program as the person at the keyboard meets it."""

    def __init__(self, app: CoreflectApp, pilot: Pilot[int]) -> None:
        super().__init__(app, pilot)
        clock = app.workplace.clock
        assert isinstance(clock, FastClock)
        self.clock = clock

    # --- time and acts --------------------------------------------------------------------------

    def at(self, minutes: float, seconds: float = 0) -> None:
        """Let time go on to that instant after the planned start."""
        self.clock.advance((at(minutes, seconds) - self.clock.now().session).total_seconds())

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, a second apart."""
        for key in keys:
            self.clock.advance(1)
            await self.at_once(key)

    async def start_ips(self) -> None:
        """Go to the IPS co-reflection on the home screen, and open it."""
        self.screen.query_one(Choices).choose(IPS_ROW)
        await self.press("enter")

    async def does(self, *intents: Intent) -> None:
        """Do these at once, past the keyboard; none may be refused."""
        for intent in intents:
            refusal = self.session.dispatch(intent)
            assert refusal is None, refusal.sentence
        self.app.show()
        await self.settle()

    # --- what there is --------------------------------------------------------------------------

    @property
    def screen(self) -> CoreflectScreen:
        screen = self.app.screen
        assert isinstance(screen, CoreflectScreen), screen
        return screen

    def shows(self, kind: Kind) -> bool:
        """Whether a screen of that kind is open."""
        return isinstance(self.app.screen, kind)

    @property
    def session(self) -> Session:
        assert isinstance(self.app.session, Session)
        return self.app.session

    @property
    def state(self) -> SessionState:
        return self.session.state

    def id_of(self, name: str) -> str:
        (person,) = [one.id for one in self.state.people if one.name == name]
        return person

    @property
    def speaker(self) -> str:
        """The name of whoever has the floor; "" for nobody."""
        held = self.state.round
        person = self.state.person(held.speaker.person) if held and held.speaker else None
        return person.name if person else ""
