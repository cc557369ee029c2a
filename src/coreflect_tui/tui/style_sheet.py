"""The style sheet of the app, parsed once.

Textual 8.2 parses every sheet anew when a screen brings one of its own, and each time that it is
told of a theme, which is twice before the first frame.
"""

from textual.css.stylesheet import Stylesheet


class ParsedOnce(Stylesheet):
    """Remembers what it has parsed for as long as the variables are the same."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._given = variables

    def set_variables(self, variables: dict[str, str]) -> None:
        if variables != self._given:
            self._given = variables
            super().set_variables(variables)

    def reparse(self) -> None:
        # In a sheet of its own, as Textual does it, nothing would be known of before. That is for
        # sheets with mistakes, and those are none of ours.
        self.parse()
