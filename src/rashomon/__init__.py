"""Rashomon reads dispatches and keeps who says what, in which words, and who says otherwise."""

__version__ = "0.1.0"
