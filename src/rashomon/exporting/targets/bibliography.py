"""bibtex and ris: the reports, for reference managers and footnotes. Copies say of which report."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rashomon.exporting.record import Record, ReportRecord
from rashomon.exporting.target import Options, Part, Target

SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", **{sign: f"\\{sign}" for sign in "&%$#_"}}
SPECIAL |= {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
"""What means something to LaTeX."""


def write_bibtex(record: Record, _: Options) -> Iterator[Part]:
    """One @article a report."""
    yield Part(name="reports.bib", data="\n".join(map(_bibtex, record.reports)).encode())


def write_ris(record: Record, _: Options) -> Iterator[Part]:
    """One record of the type NEWS a report; lines end as RIS wants them."""
    yield Part(name="reports.ris", data="\r\n".join(map(_ris, record.reports)).encode())


def _bibtex(report: ReportRecord) -> str:
    day = (report.published or "")[:10]
    fields = {
        "title": _title(report),
        "journal": report.outlet,
        "date": day,
        "year": day[:4],
        "url": _address(report),
        "langid": report.language,
        "note": _note(report),
    }
    lines = [f"  {name} = {{{_escaped(value)}}},\n" for name, value in fields.items() if value]
    return f"@article{{{_key(report)},\n{''.join(lines)}}}\n"


def _ris(report: ReportRecord) -> str:
    day = (report.published or "")[:10]
    fields = [
        ("TY", "NEWS"),
        ("ID", report.id),
        ("TI", _title(report)),
        ("T2", report.outlet),
        ("DA", day.replace("-", "/")),
        ("PY", day[:4]),
        ("UR", _address(report)),
        ("LA", report.language),
        ("N1", _note(report)),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _title(report: ReportRecord) -> str:
    """The headline; without one a description in brackets, as citation styles have it."""
    where = f" from {report.dateline.place}" if report.dateline and report.dateline.place else ""
    return report.title or f"[Dispatch{where}]"


def _address(report: ReportRecord) -> str | None:
    return report.uri if report.uri and report.uri.startswith(("http://", "https://")) else None


def _note(report: ReportRecord) -> str:
    """Of which report it is a copy, the wire's own id, and the digest by which the very bytes can be told."""
    copy = f"copy of {report.copy_of}; " if report.copy_of else ""
    own = f"{report.uri}; " if report.uri and not _address(report) else ""
    return f"{copy}{own}sha256 {report.sha256}"


def _key(report: ReportRecord) -> str:
    """ "harbour2017-r4fae19bc2e": the outlet and year for people, the id so that no two are the same."""
    plain = unicodedata.normalize("NFKD", report.outlet or "report").encode("ascii", "ignore").decode().lower()
    outlet = re.sub(r"[^a-z0-9]+", "", plain) or "report"
    return f"{outlet}{(report.published or '')[:4]}-{report.id}"


def _escaped(value: str) -> str:
    return "".join(SPECIAL.get(sign, sign) for sign in " ".join(value.split()))


BIBTEX = Target(
    name="bibtex",
    version="BibTeX / 1",
    media="application/x-bibtex",
    what="the reports, for reference managers",
    loses="everything but the reports' outlet, title, date and address",
    policy=None,
    write=write_bibtex,
)
RIS = Target(
    name="ris",
    version="RIS 2011 / 1",
    media="application/x-research-info-systems",
    what="the reports, for reference managers",
    loses="everything but the reports' outlet, title, date and address",
    policy=None,
    write=write_ris,
)
