"""What the shipped formats were read as is what they are, and never more than that."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coreflect_tui.library import ready_formats
from coreflect_tui.library.format_file import FormatError, read_format
from coreflect_tui.library.ready_formats import FOLDER, format_at, ready_file, ready_text
from coreflect_tui.library.shipped import shipped_folder

FORMATS = shipped_folder("formats")
SHIPPED = sorted(FORMATS.glob("*.toml"))
WITH_CARDS = "ips-co-reflection.toml"


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of all that is shipped, in its place."""
    folder = tmp_path / "formats"
    shutil.copytree(FORMATS, folder)
    monkeypatch.setattr(ready_formats, "shipped_folder", lambda _: folder)
    return folder


def is_ready(path: Path) -> bool:
    """Whether a format need not be read in full."""
    return ready_formats._ready(path) is not None


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_each_shipped_format_was_read_as_what_it_is(path: Path) -> None:
    assert ready_file(path).read_text("utf-8") == ready_text(path), "run docs/make_formats.py"
    assert is_ready(path)
    assert format_at(path) == read_format(path)
    # Words from a choice are equal to plain text.
    assert repr(format_at(path)) == repr(read_format(path))


def test_nothing_else_was_read() -> None:
    assert sorted((FORMATS / FOLDER).iterdir()) == [ready_file(path) for path in SHIPPED]


def test_a_format_that_is_another_now_is_read_in_full(shipped: Path) -> None:
    path = shipped / WITH_CARDS
    text = path.read_text("utf-8")
    title = read_format(path).title
    path.write_text(text.replace(f'"{title}"', '"Another evening"', 1), "utf-8")
    assert format_at(path).title == "Another evening"
    path.write_text(text + "\nno = 1\n", "utf-8")
    with pytest.raises(FormatError):
        format_at(path)


def test_cards_that_are_others_now_are_read_in_full(shipped: Path) -> None:
    path = shipped / WITH_CARDS
    assert is_ready(path)
    (deck,) = [shipped / name for name, _ in _files(path) if name != WITH_CARDS]
    card = format_at(path).cards[0]
    deck.write_text(deck.read_text("utf-8").replace(card.title, "Another card", 1), "utf-8")
    assert format_at(path).cards[0].title == "Another card"
    deck.unlink()
    assert not is_ready(path)


def _files(path: Path) -> list[tuple[str, str]]:
    files: list[tuple[str, str]] = json.loads(ready_file(path).read_text("utf-8"))["files"]
    return files


def changed(text: str, key: str, value: object) -> str:
    values = json.loads(text)
    values["format"][key] = value
    return json.dumps(values)


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: "",
        lambda text: text[: len(text) // 2],
        lambda _: "[]",
        lambda _: "{}",
        lambda text: changed(text, "steps", "none"),
        lambda text: changed(text, "clock", "sundial"),
        lambda text: changed(text, "title", None),
        lambda text: text.replace('"online"', '"on the moon"'),
        lambda text: "[" * 100_000 + text,
    ],
)
def test_what_cannot_be_read_was_not_read(damage: Callable[[str], str], shipped: Path) -> None:
    path = shipped / WITH_CARDS
    ready = ready_file(path)
    ready.write_text(damage(ready.read_text("utf-8")), "utf-8")
    assert not is_ready(path)
    assert format_at(path) == read_format(path)


def test_without_what_was_read_a_format_is_read_in_full(shipped: Path) -> None:
    shutil.rmtree(shipped / FOLDER)
    path = shipped / WITH_CARDS
    assert not is_ready(path)
    assert format_at(path) == read_format(path)


def test_other_ends_of_lines_make_no_other_format(shipped: Path) -> None:
    for path in (shipped / WITH_CARDS, *(shipped / "cards").iterdir()):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert is_ready(shipped / WITH_CARDS)


def test_what_stands_beside_a_format_of_the_user_is_no_word_about_it(tmp_path: Path) -> None:
    shutil.copytree(FORMATS, tmp_path / "own")
    assert not is_ready(tmp_path / "own" / WITH_CARDS)
