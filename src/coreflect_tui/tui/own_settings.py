"""The settings, changed on a screen: kept in the file, and in force at once where they can be."""

from typing import TYPE_CHECKING

from coreflect_tui.settings import KEYS, Settings, read_settings
from coreflect_tui.settings_file import Key, Value, write_setting
from coreflect_tui.tui.own_keys import own_keys

if TYPE_CHECKING:
    from coreflect_tui.tui.app import CoreflectApp


class OwnSettings:
    """What a screen changes of them; its last change can be taken back, and that again."""

    def __init__(self, app: "CoreflectApp") -> None:
        self._app = app
        self.last: Key | None = None
        """What was changed last here."""
        self._before: Value | None = None

    @property
    def now(self) -> Settings:
        return self._app.workplace.settings

    def change(self, key: Key, value: Value | None) -> None:
        """Set it, None for not set, in the file and here. Raises SettingsError; all is as it was
        then."""
        before = value_of(self.now, key)
        write_setting(self._app.workplace.locations.settings_file, key, value)
        self.last, self._before = key, before
        self._take()

    def undo(self) -> Key | None:
        """Bring back what was before the last change; answers what that was about. Raises
        SettingsError."""
        if self.last:
            self.change(self.last, self._before)
        return self.last

    def _take(self) -> None:
        """Go by what the file says now, also by what else was written there meanwhile."""
        settings, _ = read_settings(self._app.workplace.locations.settings_file)
        self._app.workplace.take_settings(settings)
        self._app.theme = self._app.theme_for(settings.theme)
        self._app.calm_down(settings.reduce_motion)
        self._app.take_keys(own_keys(settings.keys)[0])


def value_of(settings: Settings, key: Key) -> Value | None:
    """What is set, None where nothing is."""
    if key[0] == KEYS:
        return next((one.key for one in settings.keys if one.action == key[1]), None)
    value: Value | None = getattr(settings, key[0])
    return None if value is False else value
