"""The page in a real browser, headless: at the width of a phone, a laptop and paper nothing runs
over, nothing is fetched, and each text stands on a ground on which it can be read."""

import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import pytest

from coreflect_tui.core.harvest import HarvestSummary, ItemTime, TopicHarvest, harvest_summary
from coreflect_tui.core.state import SessionState
from coreflect_tui.exports.harvest_html import harvest_html

# A4 and Letter, less the margins that the page asks for.
WIDTHS = {"phone": 360, "laptop": 1280, "A4": 643, "Letter": 665}
HARD = ("W" * 300, "https://example.org/" + "a" * 200, "长" * 200, "كلمة " * 60, "<3 & \"'")

WRAPPER = """<!doctype html><meta charset="utf-8"><title>measured</title>
<style>iframe {{ border: 0; height: 900px; display: block }}</style>
{frames}
<pre id="measured"></pre>
<script>
const rgba = text => text.match(/[\\d.]+/g).map(Number);
const solid = colour => rgba(colour).length < 4 || rgba(colour)[3] > 0;
const ground = element => {{
  for (let one = element; one; one = one.parentElement) {{
    const colour = getComputedStyle(one).backgroundColor;
    if (solid(colour)) return colour;
  }}
  return "none";
}};
const texts = root => [...root.querySelectorAll("body *")].filter(
  one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
const measure = frame => {{
  const page = frame.contentDocument, root = page.scrollingElement;
  const wide = [...page.querySelectorAll("body *")].filter(
    one => one.getBoundingClientRect().right > root.clientWidth + 0.5
      && !one.closest(".unseen"));
  return {{
    name: frame.title,
    client: root.clientWidth,
    scroll: root.scrollWidth,
    wide: wide.map(one => one.tagName),
    fetched: frame.contentWindow.performance.getEntriesByType("resource").length,
    ran: frame.contentWindow.ran === true,
    bars: [...page.querySelectorAll(".bar")].map(one => one.getBoundingClientRect().width),
    letters: Math.max(...[...page.querySelectorAll(".notes > li, blockquote p")].map(
      one => one.clientWidth / parseFloat(getComputedStyle(one).fontSize))),
    pairs: [...new Set(texts(page).map(
      one => getComputedStyle(one).color + " on " + ground(one)))],
  }};
}};
addEventListener("load", () => {{
  const found = [...document.querySelectorAll("iframe")].map(measure);
  document.getElementById("measured").textContent = JSON.stringify(found);
}});
</script>
"""


@pytest.fixture
def pages(rehearsed: SessionState, closed: SessionState) -> dict[str, str]:
    """The rehearsed session, and one whose words are as hard to set as can be."""
    summary = harvest_summary(rehearsed, rehearsed.hard_end, "seed")
    hard = harvest_summary(closed, closed.hard_end, "seed")
    return {"rehearsed": harvest_html(summary), "hard": harvest_html(_hard(hard))}


def _hard(summary: HarvestSummary) -> HarvestSummary:
    script = "<script>window.ran = true</script><img src=x onerror='window.ran = true'>"
    words = (*HARD, script)
    return replace(
        summary,
        title=HARD[0],
        intentions=words,
        topics=tuple(TopicHarvest(one, 90_000, 90_000, words) for one in HARD),
        takeaways=words,
        harvest=words,
        compost=words,
        quotes=words,
        not_reached=words,
        times=tuple(ItemTime(one, 36_000, 40_000, 90_000) for one in HARD),
    )


def as_media(page: str, scheme: str) -> str:
    """The page as if it were shown in the dark or printed; a frame has the screen's media."""
    light = page.replace("(prefers-color-scheme: dark)", "(max-width: 0)")
    if scheme == "dark":
        return page.replace("@media screen and (prefers-color-scheme: dark)", "@media all")
    if scheme == "print":
        return light.replace("@media screen", "@media (max-width: 0)").replace(
            "@media print", "@media all"
        )
    return light


def measured(pages: dict[str, str], browser: str, folder: Path) -> list[dict[str, Any]]:
    frames = [
        f'<iframe title="{name} {place} {scheme}" style="width: {width}px"'
        f' srcdoc="{escape(as_media(page, scheme))}"></iframe>'
        for name, page in pages.items()
        for place, width in WIDTHS.items()
        for scheme in (("light", "dark") if place in ("phone", "laptop") else ("print",))
    ]
    wrapper = folder / "wrapper.html"
    wrapper.write_text(WRAPPER.format(frames="\n".join(frames)), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]
    dom = subprocess.run(
        [
            browser,
            *options,
            f"--user-data-dir={folder / 'profile'}",
            "--window-size=1400,900",
            "--virtual-time-budget=10000",
            "--dump-dom",
            wrapper.as_uri(),
        ],
        check=True,
        timeout=60,
        capture_output=True,
        text=True,
        encoding="utf-8",
    ).stdout
    found = re.search(r'<pre id="measured">(.*?)</pre>', dom, re.DOTALL)
    assert found
    return list(json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">")))


def test_it_fits_and_can_be_read_everywhere(
    pages: dict[str, str], tmp_path: Path, tool: Callable[[str], str]
) -> None:
    """One start of the browser for all widths, light, dark and printed."""
    frames = measured(pages, tool("chromium"), tmp_path)
    assert len(frames) == 12
    for frame in frames:
        name = frame["name"]
        assert frame["client"] in WIDTHS.values(), name
        assert frame["scroll"] <= frame["client"], name
        assert frame["wide"] == [], name
        assert frame["fetched"] == 0, name
        assert not frame["ran"], name
        assert frame["bars"], name
        assert min(frame["bars"]) > 60, f"the bars can be seen: {name}"
        assert len(frame["pairs"]) > 4, name
        for pair in frame["pairs"]:
            ink, _, paper = pair.partition(" on ")
            assert contrast(ink, paper) >= 4.5, (name, pair)
        if "laptop" in name:
            assert frame["letters"] < 36, "a line has 60 to 70 letters, which are half an em wide"


def contrast(ink: str, paper: str) -> float:
    """The ratio of WCAG 2.2, of two colours as a browser says them."""
    first, second = sorted(map(luminance, (ink, paper)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def luminance(colour: str) -> float:
    numbers = [float(number) / 255 for number in re.findall(r"[\d.]+", colour)[:3]]
    assert len(numbers) == 3, colour
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in numbers
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
