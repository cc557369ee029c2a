"""Writes the tables of keys in the README anew, out of the program's one table of actions.

Run `python docs/make_keys.py` after a change of tui/actions.py.
"""

from collections.abc import Iterable
from pathlib import Path

from coreflect_tui.tui.action import Action
from coreflect_tui.tui.all_actions import ACTIONS
from coreflect_tui.tui.tables.live import LIVE
from coreflect_tui.tui.view.settings import SCREENS

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- keys: made by docs/make_keys.py -->", "<!-- keys end -->"


def tables() -> str:
    """The live screen key by key, then a row for each other screen."""
    live = [f"| {_key(one)} | {one.title} | {one.tooltip} |" for one in LIVE]
    others = [
        f"| {title} | {_row(one for one in ACTIONS if one.screen == screen)} |"
        for screen, title in SCREENS.items()
        if screen != "live"
    ]
    return "\n".join(
        (
            *(f"{SCREENS['live']}:", "", "| key | | |", "|---|---|---|", *live, ""),
            *("On the other screens:", "", "| screen | keys |", "|---|---|", *others),
        )
    )


def with_tables(readme: str) -> str:
    """The text of the README with the tables between their marks written anew."""
    before, _, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"the README has no place for the keys: {BEGIN} … {END}")
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"


def _key(action: Action) -> str:
    return f"`{action.shows}`"


def _row(actions: Iterable[Action]) -> str:
    return " · ".join(f"{_key(one)} {one.title}" for one in actions)


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text("utf-8")), "utf-8")
