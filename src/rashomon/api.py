"""Rashomon from Python: dossiers as typed values, as tables, and as exports. Reached as `rashomon.read` and so on.

Values are those of `rashomon.model`: frozen, typed, with a docstring for each field. Names of private persons stay in
everything but `export`, which is meant to be passed on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from rashomon.errors import NotADispatch, NotFound, SetupError, UnreadableFile
from rashomon.exporting.columns import SHAPES, Row
from rashomon.exporting.record import Record, build
from rashomon.model import Dossier

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from rashomon.archive import Archive as _Opened

__all__ = ["Archive", "Table", "export", "load", "open", "read", "record", "tables"]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """One table of a dossier: its rows as typed values, or as Arrow, pandas or polars."""

    name: str
    """One of `rashomon.exporting.columns.SHAPES`."""
    rows: tuple[Row, ...]
    of: Record

    @property
    def columns(self) -> tuple[str, ...]:
        return SHAPES[self.name].__struct_fields__

    def arrow(self) -> pyarrow.Table:
        """With dates as dates and numbers as numbers. Raises SetupError without pyarrow."""
        from rashomon.exporting import arrow

        return arrow.table(self.name, self.rows, None, self.of)

    def pandas(self) -> pandas.DataFrame:
        """Columns of Arrow types, so that a missing number stays missing. Raises SetupError without pandas."""
        _need("pandas")
        import pandas

        return self.arrow().to_pandas(types_mapper=pandas.ArrowDtype)

    def polars(self) -> polars.DataFrame:
        """Raises SetupError without polars."""
        _need("polars")
        import polars

        found = polars.from_arrow(self.arrow())
        assert isinstance(found, polars.DataFrame)
        return found


class Archive:
    """An open archive; made by `open`."""

    def __init__(self, opened: _Opened) -> None:
        self._opened = opened

    @property
    def path(self) -> str | Path:
        """The file; of an archive on a server its address, without the password."""
        return self._opened.path

    def names(self) -> tuple[str, ...]:
        """The dossiers in it, by name."""
        from rashomon.archive import queries

        return tuple(line.name for line in queries.dossiers(self._opened))

    def dossier(self, name: str) -> Dossier:
        """The dossier with all that was read, concluded and decided. Raises NotFound."""
        from rashomon import pipeline

        return pipeline.conclude(self._opened, name)

    def add(self, *paths: str | Path, name: str, workers: int = 1) -> Dossier:
        """Reads files or folders into the dossier `name`. What could not be used is told in its `problems`."""
        from rashomon import pipeline

        left_out = pipeline.add(self._opened, _paths(paths), name=name, workers=workers)
        if name not in self.names():
            raise NotFound(f"nothing was added to {name!r}", remedy="; ".join(left_out.problems) or None)
        found = pipeline.conclude(self._opened, name)
        return msgspec.structs.replace(found, problems=left_out.problems, notices=left_out.notices)


def read(
    *paths: str | Path, name: str | None = None, claims_only: bool = False, events: bool = False, workers: int = 1
) -> Dossier:
    """A dossier straight from files or folders, without an archive. What could not be used is told in its `problems`.

    `name` is the folder's if left out; `claims_only` leaves the claims uncompared; `events` makes each event that is
    mentioned in one, or beside all, a claim of its own too, which is compared with none.
    """
    from rashomon import pipeline
    from rashomon.terminal.options import named_after

    found = _paths(paths)
    dossier = pipeline.read(found, name=name or named_after(found), claims_only=claims_only, workers=workers)
    return pipeline.with_events(dossier) if events else dossier


def open(path: str | Path, *, create: bool = False) -> AbstractContextManager[Archive]:
    """The archive in that file, or on that server (postgresql://USER@HOST/NAME), for a `with` statement. Raises
    ArchiveError where there is none (unless `create`)."""
    return _open(path, create)


@contextmanager
def _open(path: str | Path, create: bool) -> Iterator[Archive]:
    from rashomon.archive import open_archive

    with open_archive(path, create=create) as opened:
        yield Archive(opened)


def record(dossier: Dossier) -> Record:
    """The record of a dossier: what `rashomon export --format json` writes with all names."""
    return build(dossier)


def tables(of: Dossier | Record) -> dict[str, Table]:
    """All tables of a dossier, by name: claims, sources, figures, incidents, questions, positions and so on."""
    from rashomon.exporting.rows import flat

    whole = of if isinstance(of, Record) else build(of)
    return {name: Table(name=name, rows=rows, of=whole) for name, rows in flat(whole).items()}


def export(
    of: Dossier | Record, format: str, *, policy: str | None = None, with_names: bool = False
) -> Mapping[str, bytes]:
    """The files of an export by their names; formats and policies as for `rashomon export`.

    Raises NotFound for a format or policy that there is not, SetupError where an extra is missing.
    """
    from rashomon.exporting import privacy
    from rashomon.exporting.registry import TARGETS
    from rashomon.exporting.target import DEFAULT_POLICY, Options
    from rashomon.reconciling.grading import POLICIES

    if format not in TARGETS:
        raise NotFound(f"no format {format!r}", remedy=f"there are: {', '.join(TARGETS)}")
    chosen = policy or TARGETS[format].policy or DEFAULT_POLICY
    if chosen not in POLICIES:
        raise NotFound(f"no policy {chosen!r}", remedy=f"there are: {', '.join(POLICIES)}")
    whole = of if isinstance(of, Record) else build(of)
    shown = whole if with_names else privacy.withhold(whole)[0]
    return {part.name: part.data for part in TARGETS[format].write(shown, Options(policy=chosen))}


def load(path: str | Path) -> Record:
    """The record from an export as json, jsonl, or a folder of parquet files. Raises UnreadableFile, NotADispatch."""
    from rashomon.exporting.targets import parquet, record_json, record_lines

    path = Path(path)
    try:
        if path.is_dir():
            return parquet.read({file.name: file.read_bytes() for file in path.glob("*.parquet")})
        data = path.read_bytes()
        return record_lines.read(data) if data.startswith(b'{"noun"') else record_json.read(data)
    except OSError as error:
        raise UnreadableFile(f"cannot be read: {error.strerror}", where=str(path)) from None
    except (msgspec.DecodeError, KeyError) as error:
        raise NotADispatch(f"not a record: {error}", where=str(path), remedy="export it anew") from None


def _paths(paths: Sequence[str | Path]) -> list[Path]:
    return [Path(path) for path in paths]


def _need(package: str) -> None:
    from importlib.util import find_spec

    if find_spec(package) is None:
        raise SetupError(f"{package} is not installed", remedy=f'pip install "rashomon[{package}]"')
