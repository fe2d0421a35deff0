"""Factiva's exports (Dow Jones): many articles one after another, each ended by its document number.

Two layouts: lines in a fixed order after the word count, and lines with two-letter codes (HD, WC, PD, SN, LP, TD).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.errors import InputError, NotADispatch
from rashomon.ingest import dates, decoding, tongue
from rashomon.ingest.assembling import Draft
from rashomon.ingest.pieces import Choices, Format, Head, Piece, text_of, worded
from rashomon.ingest.source import LARGEST_EXPORT, Source

REMEDY = "export it again as full articles"
LAST_LINE = 14
"""Lines in which the fields of an article's head stand after its word count."""
LONGEST_NAMES = 8
"""Words of a line of writers: three of them."""
_END = re.compile(r"^[ \t]*Document[ \t]+([A-Za-z0-9]{12,40})[ \t]*$", re.M)
_COUNT = re.compile(r"^[ \t]*\d[\d,.]*[ \t]+words[ \t]*$", re.M)
_CODED = re.compile(
    r"^[ \t]*(HD|CR|BY|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|ART|SE|CLM)(?:[ \t]+|$)", re.M
)
_RIGHTS = re.compile(r"^\s*(?:\(c\)|©|copyright\b)", re.I)


def like(text: str) -> bool:
    """Whether a text is such an export."""
    count = _COUNT.search(text[:20_000])
    if count is None:
        codes = {m[1] for m in _CODED.finditer(text[:4_000])}
        return {"HD", "PD"} <= codes and not codes.isdisjoint({"LP", "TD"})
    following = text[count.end() : count.end() + 400].split("\n")[:5]
    dated = any(dates.iso(line) for line in following)
    return dated and bool(_END.search(text) or any(map(_RIGHTS.match, text[:20_000].split("\n"))))


def pieces(text: str, path: str) -> Iterator[Piece]:
    """One piece an article: its text in UTF-8."""
    at = number = 0
    for end in [*_END.finditer(text), None]:
        part = text[at : end.end() if end else len(text)].strip("\n\f ")
        at = end.end() if end else len(text)
        if _COUNT.search(part) or len({m[1] for m in _CODED.finditer(part)}) > 3:
            number += 1
            yield Piece(part.encode(), "factiva", path, f"{path}, article {number}")


def split(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """The articles of a text export."""
    raw = source.whole(LARGEST_EXPORT)
    decoded = decoding.decode(raw)
    found = list(pieces(decoded.text, source.name)) if decoded else []
    if not found:
        raise NotADispatch("no article could be told apart in this Factiva export", where=source.name, remedy=REMEDY)
    yield from found


def read(piece: Piece) -> Draft:
    """One article."""
    text = text_of(piece, REMEDY).text
    codes = list(_CODED.finditer(text))
    if len(codes) > 3 and {"HD", "PD"} <= {m[1] for m in codes}:
        return _coded(text, codes, piece)
    return _listed(text, piece)


def _coded(text: str, codes: list[re.Match[str]], piece: Piece) -> Draft:
    """The layout with codes; a code counts the first time it comes."""
    fields: dict[str, str] = {}
    ends = [*(m.start() for m in codes[1:]), len(text)]
    for code, end in zip(codes, ends, strict=True):
        if code[1] not in fields:
            fields[code[1]] = _unwrapped(text[code.end() : end])
    body = "\n\n".join(filter(None, (fields.get("LP"), fields.get("TD"))))
    when = dates.iso(" ".join(filter(None, (fields.get("PD"), fields.get("ET")))))
    return Draft(
        piece.raw,
        worded(body, piece, REMEDY, "the article"),
        piece.path,
        title=fields.get("HD") or None,
        publisher=fields.get("SN") or None,
        byline=fields.get("BY") or fields.get("CR") or None,
        published=when,
        language=tongue.code(fields.get("LA")),
        uri=_number(fields.get("AN") or text),
    )


def _listed(text: str, piece: Piece) -> Draft:
    """The layout with lines in a fixed order: title, byline, count, date, time, outlet, code, language, rights."""
    lines = text.split("\n")
    at = next((n for n, line in enumerate(lines) if _COUNT.match(line)), None)
    if at is None:
        raise NotADispatch("this article has no word count", where=piece.where, remedy=REMEDY)
    above = [line.strip() for line in lines[:at] if line.strip()]
    byline = next((line for line in above if line.lower().startswith("by ")), None)
    titles = [line for line in above if line != byline]
    if byline is None and len(titles) > 1 and _is_name(titles[-1]) and len(titles[-2]) > len(titles[-1]):
        byline = titles.pop()
    stop, fields = _head(lines, at + 1)
    day = next((n for n, line in enumerate(fields) if dates.iso(line)), None)
    clock = next((line for line in fields if re.match(r"\d{1,2}:\d\d", line)), "")
    after = [line for line in fields[(day if day is not None else -1) + 1 :] if line != clock]
    body = _END.sub("", "\n".join(lines[stop:]))
    return Draft(
        piece.raw,
        worded(_unwrapped(body), piece, REMEDY, "the article"),
        piece.path,
        title=titles[-1] if titles else None,
        publisher=after[0] if after and not _RIGHTS.match(after[0]) else None,
        byline=byline,
        published=dates.iso(f"{fields[day]} {clock}") if day is not None else None,
        language=next((code for code in map(tongue.code, after) if code), None),
        uri=_number(text),
    )


def _is_name(line: str) -> bool:
    """Whether a line below a longer one can be who wrote it."""
    words = line.replace(",", " ").split()
    return 2 <= len(words) <= LONGEST_NAMES and all(word[0].isupper() or word in ("and", "de", "al") for word in words)


def _head(lines: list[str], start: int) -> tuple[int, list[str]]:
    """The fields below the word count, and the line on which the body starts: after the rights, or after a gap."""
    fields: list[str] = []
    for n in range(start, min(start + 2 * LAST_LINE, len(lines))):
        line = lines[n].strip()
        if not line:
            continue
        if len(line) > 100 and not _RIGHTS.match(line):
            return n, fields
        fields.append(line)
        if _RIGHTS.match(line):
            return n + 1, fields
    return min(start + 5, len(lines)), fields[:5]


def _unwrapped(text: str) -> str:
    """Paragraphs parted by blank lines, without the line breaks within."""
    blocks = re.split(r"\n[ \t]*\n", text.strip())
    if len(blocks) == 1 and not any(len(line) < 60 for line in blocks[0].split("\n")[:-1]):
        blocks = blocks[0].split("\n")
    return "\n\n".join(filter(None, (" ".join(block.split()) for block in blocks)))


def _number(text: str) -> str | None:
    found = re.search(r"Document[ \t]+([A-Za-z0-9]{12,40})", text)
    return f"factiva:{found[1]}" if found else None


def _matches(head: Head) -> bool:
    return like(head.text)


FORMAT = Format(
    "factiva",
    "each article of an export (text, RTF or HTML): headline, byline, date, outlet, language, document number, text",
    "word count, date and rights in lines of their own, or the codes HD, PD, LP",
    _matches,
    split,
    read,
)
