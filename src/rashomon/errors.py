"""The one tree of errors. Each message is a line for a person: what is wrong, where, and what to do next.

RashomonError
├── InputError            something given to Rashomon cannot be used (exit code 3; the rest is still processed)
│   ├── UnreadableFile    a path that is missing, forbidden, empty, too large, or not of a kind we read
│   ├── ReadingFailed     a report that reading broke down on: kept, without claims
│   ├── NotADispatch      a file that was read, but holds no report (broken JSON, HTML without an article ...)
│   └── AlreadyRead       a report given twice, byte for byte: kept once, nothing is lost (exit code 0)
├── ArchiveError          the archive cannot be used (exit code 4)
│   ├── NotAnArchive      the file is something else
│   └── NewerArchive      a newer version of Rashomon wrote it
├── NotFound              a dossier, claim or question that is not in the archive (exit code 5)
└── SetupError            a part of the installation is missing, such as the language model (exit code 6)
"""

from __future__ import annotations


class RashomonError(Exception):
    """The root: `str(error)` is one line; `remedy` is what to do next; `exit_code` is for the command line."""

    exit_code = 1

    def __init__(self, problem: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.problem = problem
        self.where = where
        self.remedy = remedy
        place = f"{where}: " if where else ""
        advice = f" ({remedy})" if remedy else ""
        super().__init__(f"{place}{problem}{advice}")


class InputError(RashomonError):
    exit_code = 3


class UnreadableFile(InputError):
    pass


class ReadingFailed(InputError):
    pass


class NotADispatch(InputError):
    pass


class AlreadyRead(InputError):
    exit_code = 0


class ArchiveError(RashomonError):
    exit_code = 4


class NotAnArchive(ArchiveError):
    pass


class NewerArchive(ArchiveError):
    pass


class NotFound(RashomonError):
    exit_code = 5


class SetupError(RashomonError):
    exit_code = 6
