"""A list whose rows change where they stand looks like one that is made anew."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

import pytest
from rich.color import Color
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from coreflect_tui.locations import locations
from coreflect_tui.tui.themed_app import ThemedApp
from coreflect_tui.tui.view.pieces import Lines, Look, looking
from coreflect_tui.tui.widgets.choices import Choice, Choices
from seen import Seen

STEPS = 30
WIDTH = 30


class TwoLists(Screen[None]):
    """The same list twice: one that lives on, and one that is made anew each time."""

    CSS = f"Choices {{ width: {WIDTH}; height: 8; }}"

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Choices(id="kept")
            yield Choices(id="anew")


class Two(ThemedApp):
    def get_default_screen(self) -> Screen[None]:
        return TwoLists()


Story = Callable[[Seen[Two], Choices, Choices], Awaitable[None]]


def told(story: Story) -> None:
    """Tell it on both lists, the first of which has the keys."""

    async def play() -> None:
        app = Two(locations().data, None)
        async with app.run_test(size=(2 * WIDTH, 10)) as pilot:
            kept, anew = (app.screen.query_one(name, Choices) for name in ("#kept", "#anew"))
            kept.focus()
            await story(Seen(app, pilot), kept, anew)

    asyncio.run(play())


def some_lines(random: Random) -> Lines:
    """One row or two, now and then one that is folded into two."""
    words = f" {random.choice(('here', 'away', 'left'))} {random.randrange(100)}"
    if random.random() < 0.1:
        words += " and many words behind it"
    rows = random.choice((1, 1, 1, 2))
    return tuple(looking(random.choice(list(Look)), words) for _ in range(rows))


def another(random: Random, before: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The list after one change."""
    choices = list(before)
    place = random.randrange(len(choices))
    kind = random.choice(("change",) * 6 + ("several", "add", "remove", "move"))
    if kind == "change":
        choices[place] = (choices[place][0], some_lines(random))
    elif kind == "several":
        choices = [(name, some_lines(random)) for name, _ in choices]
    elif kind == "add":
        name = random.choice((None, f"p{random.randrange(10**6)}"))
        choices.insert(place, (name, some_lines(random)))
    elif kind == "remove" and len(choices) > 3:
        del choices[place]
    else:
        random.shuffle(choices)
    return tuple(choices)


def colours(choices: Choices, y: int) -> list[tuple[str, Color | None]]:
    """The words of a row with what they are written in; the ground tells who has the keys."""
    pieces = (one for one in choices.render_line(y) if one.text.strip())
    return [(one.text, one.style.color if one.style else None) for one in pieces]


@pytest.mark.parametrize("seed", range(3))
def test_changed_where_it_stands_it_looks_as_made_anew(seed: int) -> None:
    async def story(seen: Seen[Two], kept: Choices, anew: Choices) -> None:
        random = Random(seed)
        choices: tuple[Choice, ...] = tuple((f"p{n}", some_lines(random)) for n in range(9))
        for _ in range(STEPS):
            kept.show(choices)
            anew.show(())
            anew.show(choices)
            await seen.at_once(random.choice(("down", "up", "end", "home", "x")))
            anew.highlighted = kept.highlighted
            anew.scroll_to(y=kept.scroll_y, animate=False)
            await seen.settle()
            assert kept.chosen == anew.chosen
            for line in seen.lines[:8]:
                # Without the bars at their right, whose ends are drawn later than the rows.
                left, right = line[: WIDTH - 2], line[WIDTH : 2 * WIDTH - 2]
                assert left == right, "\n".join(seen.lines)
            choices = another(random, choices)

    told(story)


def test_a_row_that_changes_leaves_the_list_where_it_was() -> None:
    async def story(seen: Seen[Two], kept: Choices, _: Choices) -> None:
        rows = {f"p{n:02}": (looking(Look.PLAIN, f" row {n}"),) for n in range(40)}
        kept.show(tuple(rows.items()))
        await seen.at_once("pagedown", "pagedown", "up")
        chosen, top = kept.chosen, kept.scroll_y
        assert top
        assert chosen
        kept.show(tuple((rows | {chosen: (looking(Look.GOOD, " it is another"),)}).items()))
        await seen.settle()
        assert (kept.chosen, kept.scroll_y) == (chosen, top)
        assert any("it is another" in line for line in seen.lines)

    told(story)


def test_changed_while_the_colours_change_all_of_it_has_the_new_ones() -> None:
    async def story(seen: Seen[Two], kept: Choices, anew: Choices) -> None:
        rows = {f"p{n}": (looking(Look.GOOD, f" row {n}"),) for n in range(5)}
        kept.show(tuple(rows.items()))
        await seen.settle()
        seen.app.theme = seen.app.theme_for("light")
        changed = tuple((rows | {"p2": (looking(Look.WARN, " it is another"),)}).items())
        kept.show(changed)
        await seen.settle()
        anew.show(changed)
        await seen.settle()
        assert [colours(kept, y) for y in range(5)] == [colours(anew, y) for y in range(5)]

    told(story)
