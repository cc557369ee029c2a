"""What can be done on every screen of the tour, beside what that screen is for."""

from coreflect_tui.tui.action import Action

TOUR = (
    Action("tour", "leave", "ctrl+t", "ctrl+t", "end the tour",
           "Ends the tour wherever you are; nothing of it is kept.", 1, only_looks=True),
)  # fmt: skip
