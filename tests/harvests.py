"""Harvests for the tests of what they become: empty, and with words wherever some can be."""

from dataclasses import replace
from datetime import date

from coreflect_tui.core.harvest import Asked, HarvestSummary, ItemTime, TopicHarvest


def everywhere(summary: HarvestSummary, words: str) -> HarvestSummary:
    """The summary with these words wherever a person's or a format's can stand."""
    notes = (words, words)
    return replace(
        summary,
        title=words,
        place=words,
        confidentiality=words,
        asked=(Asked(words, words),),
        needs=notes,
        intentions=notes,
        topics=(TopicHarvest(words, 60, 60, notes),),
        also_raised=notes,
        takeaways=notes,
        harvest=notes,
        compost=notes,
        quotes=notes,
        not_reached=notes,
        times=(ItemTime(words, 60, 90, 120),),
    )


EMPTY_SUMMARY = HarvestSummary(
    title="",
    language="en",
    date=date(2026, 11, 22),
    place="",
    planned_minutes=90,
    real_minutes=88,
    people=3,
    confidentiality="",
    asked=(),
    needs=(),
    intentions=(),
    topics=(),
    also_raised=(),
    takeaways=(),
    harvest=(),
    compost=(),
    quotes=(),
    not_reached=(),
    times=(),
)
