"""Draws docs/pictures/harvest.png: the page that a rehearsed session leaves for its group.

Run `python docs/make_harvest_picture.py [FILE]` after a change of the page; it needs Chromium. The
same browser with the same fonts draws the same picture, byte for byte.
"""

import re
import shutil
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from coreflect_tui.library.catalogue import find_format
from coreflect_tui.preparation import Invited
from coreflect_tui.rehearsal import invent_names
from coreflect_tui.rehearsal.headless import hold

PICTURE = Path(__file__).parent / "pictures" / "harvest.png"
EVENING = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
PEOPLE, MINUTES, SEED, BEHIND = 9, 90, 5, 6
SIZE, SCALE = (960, 760), 2
MOST_BYTES = 250_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Where the right half goes on: what a group takes along is further down than a picture reaches.
_BEFORE = re.compile(r"(<main>\n).*?(?=<section>\n<h2[^>]*>What we take with us)", re.DOTALL)
_SPREAD = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; display: flex; overflow: hidden; background: #fbf8f3 }}
iframe {{ border: 0; width: 800px; height: 1270px; zoom: 0.6; flex: none }}
iframe + iframe {{ border-left: 2px solid #e3d9cb }}
</style><iframe srcdoc="{left}"></iframe><iframe srcdoc="{right}"></iframe>
"""


def main(path: Path = PICTURE) -> None:
    """Write the picture to `path`, at twice the size that it is shown in: the head of the page,
    and beside it how it goes on further down."""
    with TemporaryDirectory() as folder:
        page = rehearsed_page(Path(folder) / "rehearsal")
        spread = Path(folder) / "spread.html"
        further = _BEFORE.sub(r"\1", page)
        spread.write_text(_SPREAD.format(left=escape(page), right=escape(further)), "utf-8")
        draw(spread, path, Path(folder) / "profile")


def rehearsed_page(home: Path) -> str:
    """group/harvest.html of a session that was rehearsed under `home`."""
    names = [Invited(name) for name in invent_names(PEOPLE, SEED)]
    fmt = find_format("ips-co-reflection")
    held = hold(fmt, MINUTES, names[:1], names[1:], SEED, home, _unsaid, EVENING, BEHIND)
    return next(Path(one.path) for one in held.files if one.path.endswith(".html")).read_text(
        "utf-8"
    )


def draw(page: Path, path: Path, profile: Path) -> None:
    """A picture of `page` as it is shown by day."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"None of these browsers is installed: {', '.join(BROWSERS)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    width, height = SIZE
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run")
    subprocess.run(
        [
            browser,
            *options,
            f"--user-data-dir={profile}",
            f"--force-device-scale-factor={SCALE}",
            f"--window-size={width},{height}",
            f"--screenshot={path.absolute()}",
            page.as_uri(),
        ],
        check=True,
        timeout=60,
        capture_output=True,
    )
    path.write_bytes(packed(path.read_bytes()))
    if path.stat().st_size > MOST_BYTES:
        sys.exit(f"{path} has more than {MOST_BYTES} bytes; a smaller SIZE helps.")


def packed(png: bytes) -> bytes:
    """The same picture in 256 colours: those it has most of, and for each other the nearest."""
    chunks = dict[bytes, bytes]()
    place = 8
    while place < len(png):
        length = int.from_bytes(png[place : place + 4])
        kind, content = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        chunks[kind] = chunks.get(kind, b"") + content
        place += length + 12
    header = chunks[b"IHDR"]
    width, depth = int.from_bytes(header[:4]), {2: 3, 6: 4}[header[9]]
    rows = [
        [row[place : place + 3] for place in range(0, len(row), depth)]
        for row in unfiltered(zlib.decompress(chunks[b"IDAT"]), width * depth, depth)
    ]
    counted = Counter(colour for row in rows for colour in row)
    palette = [colour for colour, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0]))]
    palette = palette[:256]
    number = {colour: palette.index(min(palette, key=_distance(colour))) for colour in counted}
    pixels = b"".join(b"\0" + bytes(map(number.__getitem__, row)) for row in rows)
    kept = (
        (b"IHDR", header[:8] + bytes((8, 3, 0, 0, 0))),
        (b"PLTE", b"".join(palette)),
        (b"IDAT", zlib.compress(pixels, 9)),
        (b"IEND", b""),
    )
    return png[:8] + b"".join(_chunk(kind, content) for kind, content in kept)


def unfiltered(lines: bytes, stride: int, depth: int) -> Iterator[bytes]:
    """The rows of a picture as they are before PNG's filters."""
    above = bytes(stride)
    for start in range(0, len(lines), stride + 1):
        kind, row = lines[start], bytearray(lines[start + 1 : start + 1 + stride])
        for place in range(stride):
            left = row[place - depth] if place >= depth else 0
            corner = above[place - depth] if place >= depth else 0
            up = above[place]
            guess = (0, left, up, (left + up) // 2, _paeth(left, up, corner))[kind] if kind else 0
            row[place] = (row[place] + guess) & 255
        above = bytes(row)
        yield above


def _paeth(left: int, up: int, corner: int) -> int:
    near = left + up - corner
    return min((left, up, corner), key=lambda one: abs(near - one))


def _distance(colour: bytes) -> Callable[[bytes], int]:
    return lambda other: sum((one - its) ** 2 for one, its in zip(colour, other, strict=True))


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content).to_bytes(4)
    return len(content).to_bytes(4) + kind + content + check


def _unsaid(_: str) -> None:
    """It is held without a word."""


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
