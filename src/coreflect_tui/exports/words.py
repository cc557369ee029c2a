"""What the documents say in the same words, whatever form they have."""

from datetime import date

from coreflect_tui.core.durations import clock_face
from coreflect_tui.core.harvest import HarvestSummary, TopicHarvest

ASKED = "What was asked"
NEEDS = "What we need from each other"
INTENTIONS = "What we wanted from today"
TOPICS = "What we reflected on"
ALSO_RAISED = "Also raised"
TAKEAWAYS = "What we take with us"
HARVEST = "Harvest: what worked well in this co-reflection"
COMPOST = "Compost: what else would be possible"
QUOTES = "Quotes"
NOT_REACHED = "Topics we did not reach"
TIME = "How our time went"
NOTHING = "Nothing was written down this time, and that is fine."

_MONTHS = "January February March April May June July August September October November December"


def day_in_words(day: date) -> str:
    """As in "22 November 2026", whatever the settings of the machine."""
    return f"{day.day} {_MONTHS.split()[day.month - 1]} {day.year}"


def people_in_words(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def minutes_in_words(count: int) -> str:
    return "1 minute" if count == 1 else f"{count} minutes"


def nothing_noted(summary: HarvestSummary) -> bool:
    """Whether nobody's words are in it."""
    return not any(
        (
            summary.needs,
            summary.intentions,
            summary.topics,
            summary.also_raised,
            summary.takeaways,
            summary.harvest,
            summary.compost,
            summary.quotes,
            summary.not_reached,
        )
    )


def topic_time(topic: TopicHarvest) -> str:
    """How long the group was with a topic, of what it had."""
    had = f"{clock_face(topic.planned)} min set aside" if topic.planned else ""
    if topic.real is None:
        return f"{had} for it" if had else "no time set"
    spent = f"{clock_face(topic.real)} min with this topic"
    return f"{spent}, of {had}" if had else spent
