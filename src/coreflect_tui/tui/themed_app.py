"""An app in our colours and sizes, whose palette searches acts and themes."""

import os
from collections.abc import Mapping
from pathlib import Path

from coreflect_tui.tui.bound import Bound, use_keys
from coreflect_tui.tui.sizes import HEIGHTS, WIDTHS
from coreflect_tui.tui.style_sheet import ParsedOnce
from coreflect_tui.tui.terminal import SteadyApp
from coreflect_tui.tui.themes import (
    Drawn,
    drawn_looks,
    look_variables,
    own_themes,
    theme_named,
    usual_theme,
)
from coreflect_tui.tui.view.pieces import Look


class ThemedApp(SteadyApp):
    """`theme` is what the user settled, None or an unknown one for what suits the terminal; with
    `reduce_motion` lists and pages jump instead of gliding."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    _has_theme = False

    def __init__(self, reports: Path, theme: str | None, *, reduce_motion: bool = False) -> None:
        super().__init__(reports)
        self._looks_of = ""
        self._looks: Mapping[Look, Drawn] = {}
        for one in own_themes():
            self.register_theme(one)
        self.keys: Mapping[str, Bound] = {}
        """Those of the user's own that are in force, by action."""
        self._has_theme = True
        self.theme = self.theme_for(theme)
        # Textual begins with what the variable says, before it knows our themes; setting the same
        # again would leave it at that.
        self.mutate_reactive(ThemedApp.theme)
        self.stylesheet = ParsedOnce(variables=self.get_css_variables())
        self._usual_motion = self.animation_level
        self.calm_down(reduce_motion)

    def theme_for(self, asked: str | None) -> str:
        """The theme that was settled, or what suits the terminal."""
        # The variable is Textual's, and whoever set it wants it here too.
        named = theme_named(asked or os.environ.get("TEXTUAL_THEME", ""))
        return named or usual_theme(os.environ, self.console.color_system)

    def calm_down(self, reduce_motion: bool) -> None:
        """Let lists and pages jump from now on, or glide as Textual's own settings say."""
        self.animation_level = "none" if reduce_motion else self._usual_motion

    @property
    def looks(self) -> Mapping[Look, Drawn]:
        """How each look is drawn in the theme that is shown."""
        if self._looks_of != self.theme:
            self._looks_of, self._looks = self.theme, drawn_looks(self.current_theme)
        return self._looks

    def get_css_variables(self) -> dict[str, str]:
        """Those of the theme. Textual asks first for those of its own, which is never shown."""
        return super().get_css_variables() if self._has_theme else {}

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of looks, made readable in whatever theme is chosen."""
        return look_variables(self.current_theme)

    def take_keys(self, own: Mapping[str, Bound]) -> None:
        """From now on these keys of the user's own do what they are for."""
        self.keys = own
        use_keys(own)
        self.set_keymap({name: bound.key for name, bound in own.items()})

    def action_command_palette(self) -> None:
        from coreflect_tui.tui.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder="What would you like to do?"))

    def search_themes(self) -> None:
        """Our own themes first, then those of Textual."""
        from coreflect_tui.tui.screens.palette import Palette, ThemesProvider

        self.push_screen(Palette([ThemesProvider], placeholder="Which colours?"))
