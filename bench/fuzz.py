"""Every parser fed with damaged files: no crash, no wait over 2 s of the processor, no process over 300 MB.

python bench/fuzz.py [--seconds 60] [--only newsml-g2,rtf]

Each format runs in a process of its own. Hypothesis damages the corpus' files (tests/corpus): bytes changed, cut out,
doubled, moved to other files of the format, and the marks by which formats are told strewn in. One example in sixteen
is blown up to 2 MB: an element, a line, some bytes or one of the marks, over and over. Only our own InputError counts
as an answer; the net that catches faults of parsers when files are added is not under them here. A wait is the time to
the next report or error: of files of many reports, each is waited for. The process that takes a PDF apart is not
weighed (the system counts what its parent has for its own): it is held to its limit (rashomon.ingest.pdftext).
"""

from __future__ import annotations

import argparse
import gc
import io
import re
import resource
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from rashomon.errors import InputError, UnreadableFile
from rashomon.ingest import Choices, Piece, formats
from rashomon.ingest.assembling import assemble
from rashomon.ingest.pieces import Format, Head
from rashomon.ingest.source import Source, buffered

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
SLOWEST = 2.0
"""Seconds until the next report or error comes."""
BLOWN_UP = 2_000_000
"""Bytes of the largest examples."""
LARGEST = 300
"""MB that a parser may take beside what is loaded once (gazetteer, languages, libraries)."""
EXAMPLES = 200
"""A round of Hypothesis, between two looks at the clock."""
LOADING = {"text/latin.txt": "text", "text/dispatch.txt": "text", "html/article.html": "html", "feed/rss.xml": "feed"}
"""Files that have the gazetteer, the models of languages and encodings, and the libraries loaded."""
SCRAPS = (
    b"<", b">", b"&", b'"', b"\\", b"{", b"}", b"[", b"]", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\n", b"\r\n", b"\t",
    b"\\'", b"\\u-99999999 ", b"\\bin9999999 ", b"<!DOCTYPE x [", b"<![CDATA[", b"]]>", b"&#x110000;", b"&amp;" * 50,
    b"PK\x03\x04", b"\x1f\x8b\x08", b"%PDF-1.7", b"WARC/1.0\r\n", b"From a@b Tue Mar 14 19:30:00 2023\n", b"1e999999",
    b"Content-Length: 99999999999\r\n", b"Content-Transfer-Encoding: base64\n", b"=?utf-8?q?=ff?=", b"boundary=",
    b"212 words\n", b"Document NWN0000020230314ej3e000ab\n", b"LENGTH: 9 words\n", b"End of Document\n", b"9" * 400,
    b"99/99/9999", b"February 30, 2021", b" - " * 200, b"(" * 300, b"<p>" * 300, b"[" * 3_000, b"{\\" * 1_000,
    b"a," * 999,
)  # fmt: skip


@dataclass
class Outcome:
    """What a format made of its examples."""

    examples: int = 0
    slowest: float = 0.0
    culprit: bytes = b""
    peak: int = 0
    heaviest: bytes = b""
    """The last example at which the memory grew."""
    faults: dict[str, bytes] = field(default_factory=dict)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60.0, help="for each format")
    parser.add_argument("--only", default="", help="names of formats, parted by commas")
    parser.add_argument("--child", default="", help=argparse.SUPPRESS)
    parser.add_argument("--keep", type=Path, help="folder for the files that lead to faults")
    given_ = parser.parse_args()
    if given_.child:
        return _child(given_.child, given_.seconds, given_.keep)
    names = given_.only.split(",") if given_.only else [one.name for one in formats.ALL]
    command = [sys.executable, __file__, "--seconds", str(given_.seconds)]
    command += ["--keep", str(given_.keep)] if given_.keep else []
    return max(subprocess.run([*command, "--child", name], check=False).returncode for name in names)


def _child(name: str, seconds: float, keep: Path | None) -> int:
    format = formats.named(name)
    outcome = Outcome()
    for file, kind in LOADING.items():  # what is loaded once is not the parser's
        read(formats.named(kind), (CORPUS / file).read_bytes())
    for data in _seeds(format):
        read(format, data)
    _forget_peak()
    before = _peak()
    end = time.monotonic() + seconds
    number = 0
    while time.monotonic() < end:
        _round(format, outcome, number, end)
        number += 1
    more = _peak() - before
    good = not outcome.faults and outcome.slowest <= SLOWEST and more <= LARGEST
    print(f"{'ok  ' if good else 'FAIL'} {name:12} {outcome.examples:6} examples  wait {outcome.slowest:5.2f} s  "
          f"memory {before} + {more} MB  faults {len(outcome.faults)}", flush=True)  # fmt: skip
    for fault in outcome.faults:
        print("    " + fault.replace("\n", "\n    "), flush=True)
    faults = [(f"fault-{n}", data) for n, data in enumerate(outcome.faults.values())]
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        for which, data in [("slowest", outcome.culprit), ("heaviest", outcome.heaviest), *faults]:
            (keep / f"{name}-{which}").write_bytes(data)
    return 0 if good else 1


def _round(format: Format, outcome: Outcome, number: int, end: float) -> None:
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    steps = settings(max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate],
                     suppress_health_check=quiet)  # fmt: skip

    @seed(number)
    @steps
    @given(_damaged(_seeds(format)))
    def feed(data: bytes) -> None:
        if time.monotonic() > end:
            return
        took = 0.0
        try:
            took = read(format, data)
        except Exception as fault:  # what the bench looks for
            place = traceback.extract_tb(fault.__traceback__)[-1]
            outcome.faults.setdefault(
                f"{type(fault).__name__}: {str(fault)[:200]} ({place.filename}:{place.lineno})", data
            )
        outcome.examples += 1
        if (peak := _peak()) > outcome.peak:
            outcome.peak, outcome.heaviest = peak, data
        if took > outcome.slowest:
            outcome.slowest, outcome.culprit = took, data

    feed()


def _spent() -> float:
    """Seconds of the processor, of processes that were started too: what others do on the machine does not count."""
    mine, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + others.ru_utime + others.ru_stime


def _forget_peak() -> None:
    """The highest memory so far no longer counts (Linux)."""
    gc.collect()
    refs = Path("/proc/self/clear_refs")
    if refs.exists():
        refs.write_text("5")


def _peak() -> int:
    """MB that this process took at most since."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    found = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), None)
    return (found if found is not None else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024


def read(format: Format, data: bytes) -> float:
    """Takes all reports in the bytes, taken as this format; the longest wait for one, in seconds. Raises what is not
    an InputError."""
    longest, before = 0.0, _spent()
    for _ in _answers(format, Source("x", buffered(io.BytesIO(data)))):
        now = _spent()
        longest, before = max(longest, now - before), now
    return max(longest, _spent() - before)


def _answers(format: Format, source: Source) -> Iterator[None]:
    """One for each report or error."""
    try:
        for found in format.split(source, Choices()):
            if isinstance(found, Source):
                yield from _answers(formats.tell(Head(found.head, found.name)), found)
                continue
            if isinstance(found, Piece):
                with suppress(InputError):
                    reader = formats.named(found.format).read
                    assert reader is not None
                    assemble(reader(found))
            yield
    except InputError:
        yield


def _seeds(format: Format) -> list[bytes]:
    """The corpus' files of a format; of a format that only comes within others, what comes there."""
    found = [data for data in _files() if _is(format, data)]
    if format.name == "feed-entry":
        found = [data for data in _files() if _is(formats.named("feed"), data)]
    return found or [
        b'{"title": "Six", "text": "Six dockers were killed, the captain said.", "published": "2023-03-14"}'
    ]


def _files() -> Iterator[bytes]:
    for path in sorted(CORPUS.rglob("*")):
        if path.is_file() and path.stat().st_size < 2**15:
            yield path.read_bytes()


def _is(format: Format, data: bytes) -> bool:
    try:
        return formats.tell(Head(data[: 2**16], "x")) is format
    except UnreadableFile:
        return False


@st.composite
def _damaged(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        stop = min(len(data), start + draw(st.sampled_from((0, 1, 2, 8, 64, 1_024))))
        match draw(st.integers(0, 5)):
            case 0:
                data = data[:start] + draw(st.binary(max_size=8)) + data[stop:]
            case 1:
                data = data[:start] + data[stop:]
            case 2:
                data = data[:stop] + data[start:stop] * draw(st.sampled_from((1, 2, 50))) + data[stop:]
            case 3:
                data = data[:start] + draw(st.sampled_from(SCRAPS)) + data[stop:]
            case 4:
                other = draw(st.sampled_from(seeds))
                data = data[:start] + other[draw(st.integers(0, len(other))) :]
            case _:
                data = data[:start]
    return _blown_up(data, draw) if draw(st.integers(0, 15)) == 7 else data


def _blown_up(data: bytes, draw: st.DrawFn) -> bytes:
    """The bytes with something in them over and over."""
    match draw(st.integers(0, 3)):
        case 0:
            parts = [found.span() for found in re.finditer(rb"(?s)<([\w:.]+)[^>]*>.*?</\1>|(?<=>)[^<]+(?=<)", data)]
        case 1:
            parts = [found.span() for found in re.finditer(rb"[^\n]*\n|\w+", data)]
        case 2:
            start = draw(st.integers(0, len(data)))
            parts = [(start, start + draw(st.sampled_from((1, 16, 256, 4_096))))]
        case _:
            parts = []
    start, end = draw(st.sampled_from(parts)) if parts else (len(data) // 2, len(data) // 2)
    again = data[start:end] or draw(st.sampled_from(SCRAPS))
    return data[:start] + again * (BLOWN_UP // len(again)) + data[end:]


if __name__ == "__main__":
    raise SystemExit(main())
