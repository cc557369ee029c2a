"""What one act costs among two hundred people: the rows that it changes."""

import pytest
from textual.strip import Strip

from coreflect_tui.core.intents import GoToItem, NextItem, SetPresence
from coreflect_tui.core.person import Presence
from coreflect_tui.preparation import Invited
from coreflect_tui.tui.view import people
from coreflect_tui.tui.view.pieces import Line
from coreflect_tui.tui.widgets.choices import Choices
from stage import Stage, a_workplace, begin, play

MANY = 200


@pytest.mark.parametrize(
    ("keys", "rows"),
    [(("w",), 1), (("e",), 1), (("t",), 1), (("space", "space", "w"), 2)],
)
def test_a_key_about_a_person_costs_the_row_of_that_person(
    keys: tuple[str, ...], rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[people.PersonRow] = []
    drawn: set[int] = set()
    make, draw = people._line, Choices.render_line

    def seen_made(row: people.PersonRow) -> Line:
        made.append(row)
        return make(row)

    def seen_drawn(choices: Choices, y: int) -> Strip:
        drawn.add(y)
        return draw(choices, y)

    async def story(stage: Stage) -> None:
        stage.at(0)
        everyone = tuple(one.id for one in stage.state.people)
        assert len(everyone) == MANY
        await stage.does(SetPresence(everyone, Presence.PRESENT), NextItem(), GoToItem("check-in"))
        await stage.press("a", "down", *keys[:-1])
        with monkeypatch.context() as patch:
            patch.setattr(people, "_line", seen_made)
            patch.setattr(Choices, "render_line", seen_drawn)
            await stage.press(keys[-1])
        assert len(made) == rows
        assert len(drawn) == rows

    workplace = a_workplace()
    begin(workplace, tuple(Invited(f"Guest {n:03}") for n in range(2, MANY + 1)))
    play(story, size=(120, 40), workplace=workplace)
