"""All formats that go in, in the order in which a file is tried against them: the surest signs come first."""

from __future__ import annotations

from rashomon.errors import UnreadableFile
from rashomon.ingest import (
    ap,
    containers,
    docx,
    factiva,
    feed,
    gdelt,
    jsonl,
    mail,
    markup,
    mhtml,
    newsml,
    nexis,
    ninjs,
    nitf,
    page,
    parquet,
    pdf,
    plain,
    reliefweb,
    rows,
    rtf,
    table,
    warc,
)
from rashomon.ingest.pieces import Format, Head

ALL: tuple[Format, ...] = (
    containers.GZIP,
    containers.ZSTD,
    warc.WACZ,
    docx.FORMAT,
    containers.ZIP,
    pdf.FORMAT,
    parquet.FORMAT,
    warc.FORMAT,
    rtf.FORMAT,
    nitf.FORMAT,
    newsml.FORMAT,
    feed.FORMAT,
    feed.ENTRY,
    mhtml.FORMAT,
    mail.MBOX,
    mail.FORMAT,
    markup.FORMAT,
    page.FORMAT,
    jsonl.FORMAT,
    reliefweb.FORMAT,
    ap.FORMAT,
    rows.FORMAT,
    ninjs.FORMAT,
    gdelt.FORMAT,
    factiva.FORMAT,
    nexis.FORMAT,
    table.FORMAT,
    plain.FORMAT,
)

_BY_NAME = {format.name: format for format in ALL}


def named(name: str) -> Format:
    """The format of that name. Raises KeyError."""
    return _BY_NAME[name]


def tell(head: Head) -> Format:
    """The format that the first bytes show. Raises UnreadableFile when it is none of ours."""
    found = next((format for format in ALL if format.matches(head)), None)
    if found is None:
        raise UnreadableFile("this is not a text file, nor of another kind that is read", where=head.name,
                             remedy="`rashomon formats` lists what is")  # fmt: skip
    if found is plain.FORMAT and head.low.startswith("<?xml"):
        raise UnreadableFile("this XML is none of the kinds that are read", where=head.name,
                             remedy="`rashomon formats` lists what is")  # fmt: skip
    return found
