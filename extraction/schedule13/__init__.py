"""Schedules 13D and 13G: covers, first page, items, trades, signatures."""

from extraction.schedule13.schedule import is_schedule, read_schedule

__all__ = ["is_schedule", "read_schedule"]
