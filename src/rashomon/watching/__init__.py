"""Folders and feeds looked at again and again: what is new is read, and what that changes is told."""

from rashomon.watching.rounds import News, Plan, rounds

__all__ = ["News", "Plan", "rounds"]
