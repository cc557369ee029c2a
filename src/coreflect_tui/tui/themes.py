"""The colours: themes of our own, and in what each look is drawn, whichever theme is chosen.

Style sheets name the variables made here (`$look-muted` and so on) and no others, so a theme that
somebody else made is readable too: what stands out too little on its grounds is moved away from
them until it does.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from coreflect_tui.core.text import similar
from coreflect_tui.tui.view.pieces import Look

READABLE = 4.5
"""Least contrast of text (WCAG 2.2, level AA), here for bold text as well."""
HIGH = 7.0
"""The same in the high-contrast themes (level AAA)."""
SEEN = 3.0
"""Least contrast of what is no text: the bar, the sign of the chosen row."""
USUAL, LIGHT, TERMINAL = "dark", "light", "terminal"
PLAIN = "ansi_default"
"""What the terminal writes with, or on, by itself."""
SIXTEEN_ON_DARK = ("ansi_bright_cyan", "ansi_bright_yellow", "ansi_bright_green", "ansi_bright_red")
SIXTEEN_ON_LIGHT = ("ansi_blue", "ansi_magenta", PLAIN, "ansi_red")


Drawn = tuple[Color, bool]
"""The colour of a look, and whether it is bold."""


class Colours(NamedTuple):
    """What the looks and the grounds under them are drawn in."""

    background: str
    field: str
    chosen: str
    text: str
    muted: str
    title: str
    now: str
    good: str
    warn: str
    bar: str
    trough: str
    line: str
    scroll: str


# The grounds are nearly grey: where a terminal has 256 colours the nearest one of another ground
# would be a loud one.
PALETTES = {
    USUAL: Colours(
        background="#16191c",
        field="#24282c",
        chosen="#343b43",
        text="#dde3ea",
        muted="#a9b2bb",
        title="#8fbcf0",
        now="#f2cc78",
        good="#98d292",
        warn="#f9aa94",
        bar="#6f9fd0",
        trough="#6b7682",
        line="#444d56",
        scroll="#66717c",
    ),
    LIGHT: Colours(
        background="#f7f6f3",
        field="#e8e7e3",
        chosen="#d6e3f0",
        text="#20262c",
        muted="#4f5964",
        title="#1b5590",
        now="#6f4a00",
        good="#22652a",
        warn="#9c2f17",
        bar="#3f78b0",
        trough="#828b94",
        line="#c4c8ca",
        scroll="#848d96",
    ),
    "high contrast": Colours(
        background="#000000",
        field="#1c1c1c",
        chosen="#363636",
        text="#ffffff",
        muted="#dadada",
        title="#a5d8ff",
        now="#ffe066",
        good="#9df09d",
        warn="#ffc4b5",
        bar="#8cc8ff",
        trough="#a0a0a0",
        line="#9a9a9a",
        scroll="#c0c0c0",
    ),
    "high contrast light": Colours(
        background="#ffffff",
        field="#efefef",
        chosen="#d3e6fb",
        text="#000000",
        muted="#303030",
        title="#00397a",
        now="#503200",
        good="#004a0c",
        warn="#7a1200",
        bar="#00509e",
        trough="#666666",
        line="#767676",
        scroll="#555555",
    ),
}
WORDS = {
    USUAL: "calm, for most terminals",
    LIGHT: "calm, dark on light",
    "high contrast": "white and strong colours on black",
    "high contrast light": "black and strong colours on white",
    TERMINAL: "no colours, only what your terminal writes with",
}
"""Our own themes, the usual one first, with what is said of each."""


# Not rules of the style sheets: those would be worked out anew for each of the widgets that show
# text, a dozen of them, whenever a class or the focus changes.
_DRAWN = {
    Look.PLAIN: ("text", False),
    Look.STRONG: ("text", True),
    Look.MUTED: ("muted", False),
    Look.TITLE: ("title", True),
    Look.CLOCK: ("text", True),
    Look.NOW: ("now", True),
    Look.GOOD: ("good", False),
    Look.WARN: ("warn", True),
    Look.KEY: ("title", True),
    Look.BAR: ("bar", False),
    Look.TROUGH: ("trough", False),
}
"""In which of the colours each look is drawn, and whether it is bold."""


def own_themes() -> tuple[Theme, ...]:
    """Our own, to be registered with the app."""
    return (*(_theme(name, one) for name, one in PALETTES.items()), _of_the_terminal())


def usual_theme(environment: Mapping[str, str], colours: str | None) -> str:
    """The theme where none is set. `colours` is how many of them the terminal shows, in Rich's
    words; "standard" are sixteen, which each terminal paints in its own way.

    A terminal that says that its ground is light (rxvt, Konsole and others do) gets the light one.
    """
    if "NO_COLOR" in environment or colours in (None, "standard"):
        return TERMINAL
    # "15;0" or "0;default;15": the last is the ground, counted as the sixteen colours are.
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT if ground in ("7", "15") else USUAL


def theme_named(typed: str) -> str | None:
    """The theme that somebody means, of our own or of Textual's: "high-contrast" and "High
    contrast" are the same. None where there is none."""
    spoken = " ".join(typed.casefold().replace("-", " ").replace("_", " ").split())
    return {one.replace("-", " "): one for one in (*WORDS, *BUILTIN_THEMES)}.get(spoken)


def unknown_theme(typed: str) -> str:
    """A sentence for a theme that is none."""
    near = similar(typed, (*WORDS, *BUILTIN_THEMES))
    hint = f"did you mean {near}?" if near else f"there are {', '.join(WORDS)}, and Textual's."
    return f'no theme is called "{typed}", so the usual one is shown; {hint}'


def look_variables(theme: Theme) -> dict[str, str]:
    """The variables of style sheets for that theme, each `look-` and a field of Colours."""
    return {f"look-{name}": value for name, value in colours_of(theme)._asdict().items()}


def drawn_looks(theme: Theme) -> dict[Look, Drawn]:
    """How each look is drawn in that theme, on whichever ground."""
    colours = colours_of(theme)._asdict()
    return {look: (Color.parse(colours[name]), bold) for look, (name, bold) in _DRAWN.items()}


def colours_of(theme: Theme) -> Colours:
    """The colours of a theme: of our own as they are written here, else what it has, readable."""
    if theme.name in PALETTES:
        return PALETTES[theme.name]
    if theme.ansi:
        return _unmixed(theme)
    made = theme.to_color_system().generate()
    ground, text = Color.parse(made["background"]), Color.parse(made["foreground"])
    field, chosen = ground.blend(text, 0.06, 1), ground.blend(text, 0.16, 1)
    grounds = (ground, field, chosen)

    def readable(name: str) -> str:
        return _apart(Color.parse(made[name]), grounds, READABLE).hex6

    return Colours(
        background=ground.hex6,
        field=field.hex6,
        chosen=chosen.hex6,
        text=readable("foreground"),
        muted=_apart(ground.blend(text, 0.7, 1), grounds, READABLE).hex6,
        title=readable("primary"),
        now=readable("accent"),
        good=readable("success"),
        warn=readable("warning"),
        bar=_apart(Color.parse(made["primary"]), (ground,), SEEN).hex6,
        trough=_apart(ground.blend(text, 0.4, 1), (ground,), SEEN).hex6,
        line=ground.blend(text, 0.25, 1).hex6,
        scroll=_apart(ground.blend(text, 0.4, 1), (ground,), SEEN).hex6,
    )


def contrast(one: Color, other: Color) -> float:
    """How much two colours stand out from each other, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _apart(colour: Color, grounds: Iterable[Color], least: float) -> Color:
    """The colour itself, or so much nearer to white or black that it stands out from all."""
    grounds = tuple(grounds)
    ends = (Color.parse("white"), Color.parse("black"))
    end = max(ends, key=lambda one: min(contrast(one, ground) for ground in grounds))
    for step in range(21):
        moved = colour.blend(end, step / 20, 1)
        if all(contrast(moved, ground) >= least for ground in grounds):
            return moved
    return end


def _unmixed(theme: Theme) -> Colours:
    """Of a theme in the terminal's own colours, which nobody can mix or measure; the chosen row is
    turned round by the style sheet. Of the sixteen, these stand out nearly everywhere: the blue of
    many terminals does not on black, nor their green on white."""
    looks = dict.fromkeys(Colours._fields, PLAIN)
    if theme.name != TERMINAL:
        title, now, good, warn = SIXTEEN_ON_DARK if theme.dark else SIXTEEN_ON_LIGHT
        looks |= {"title": title, "bar": title, "now": now, "good": good, "warn": warn}
    return Colours(**looks)


def _of_the_terminal() -> Theme:
    """No colour of our own: on any ground it is as readable as the terminal itself."""
    return Theme(
        TERMINAL,
        primary=PLAIN,
        accent=PLAIN,
        success=PLAIN,
        warning=PLAIN,
        error=PLAIN,
        foreground=PLAIN,
        background=PLAIN,
        variables={"ansi-background": PLAIN, "ansi-foreground": PLAIN},
        ansi=True,
    )


def _theme(name: str, colours: Colours) -> Theme:
    """A theme in Textual's words; what of its own we show (the palette) is drawn in these."""
    return Theme(
        name,
        primary=colours.title,
        secondary=colours.bar,
        accent=colours.now,
        success=colours.good,
        warning=colours.warn,
        error=colours.warn,
        foreground=colours.text,
        background=colours.background,
        surface=colours.field,
        panel=colours.field,
        dark=contrast(Color.parse("white"), Color.parse(colours.background)) > HIGH,
    )
