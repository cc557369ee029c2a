"""Small groups from step to step: who sits together stays together."""

from dataclasses import replace

from builders import Play, a_format, talk
from coreflect_tui.core.formats import Step
from coreflect_tui.core.intents import DrawSmallGroups, NextItem
from coreflect_tui.core.repeating import Repeat
from coreflect_tui.core.small_groups import groups_at
from coreflect_tui.core.speaking import Speaks
from coreflect_tui.core.state import SmallGroups


def test_who_sits_together_stays_so_until_another_size_or_the_same_step_again() -> None:
    def threes(name: str) -> Step:
        return replace(talk(name, 4), speaks=Speaks.THREES)

    fmt = replace(
        a_format(threes("tell"), threes("wonder"), threes("meet"), talk("all", 5)),
        repeats=(Repeat(("tell", "wonder"), 2), Repeat(("meet",), 2)),
    )
    play = Play(people=7, here=True, fmt=fmt).does(NextItem())
    assert [one.id for one in play.state.items][3:6] == ["wonder.2", "meet", "meet.2"]
    assert group_at(play) is None
    play.does(DrawSmallGroups())
    first = group_at(play)
    for item in ("wonder", "tell.2", "wonder.2", "meet"):
        play.does(NextItem())
        assert play.state.running
        assert play.state.running.id == item
        assert group_at(play) == first
    play.does(DrawSmallGroups())
    assert group_at(play) not in (first, None)
    play.does(NextItem())
    assert group_at(play) is None, "others are to meet"
    play.does(NextItem())
    assert group_at(play) is None, "all together"


def group_at(play: Play) -> SmallGroups | None:
    assert play.state.running
    return groups_at(play.state, play.state.running)
