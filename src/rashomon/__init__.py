"""Rashomon reads dispatches and keeps who says what, in which words, and who says otherwise.

    import rashomon

    dossier = rashomon.read("examples/raqqa-2017")
    contested = [q for q in dossier.conclusions.questions if q.status == "contested"]

See docs/api.md. Everything behind these names is imported when it is first used.
"""

from importlib import import_module

__version__ = "0.1.0"
__all__ = ["__version__", "export", "load", "open", "read", "record", "tables"]


def __getattr__(name: str) -> object:
    # By name, so that the packages below, which import `__version__` from here, do not depend on the API above them.
    if name in __all__:
        return getattr(import_module("rashomon.api"), name)
    raise AttributeError(f"module 'rashomon' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
