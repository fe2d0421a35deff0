"""E-mail: a message's text with subject, sender and date, and what is attached to it by its own format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.headerregistry import AddressHeader
from email.message import EmailMessage, Message
from email.policy import EmailPolicy

from rashomon.errors import InputError, NotADispatch, UnreadableFile
from rashomon.ingest import dates, decoding, naming, page
from rashomon.ingest.assembling import Draft
from rashomon.ingest.containers import as_source
from rashomon.ingest.pieces import Choices, Format, Head, Piece, worded
from rashomon.ingest.source import LARGEST_EXPORT, LARGEST_REPORT, Source, mib

REMEDY = "save the message with its text"
MOST_PARTS = 5_000
"""Lines that may part a message; newsletters have twenty."""
MOST_LINES = 1_000_000
"""Of one message; attachments of 50 MB have seven hundred thousand."""
LONGEST_HEADER = 2_000
"""Characters of a header that are looked at: the standard library's parser takes the square of their number."""
DEEPEST = 50
"""Parts within parts; mail programs make five."""
_HEADER = re.compile(r"^(?:From|To|Cc|Subject|Date|Message-ID|Received|Return-Path|Delivered-To|MIME-Version"
                     r"|Content-Type|Reply-To|Sender|X-[\w-]+|DKIM-Signature|ARC-[\w-]+):", re.M | re.I)  # fmt: skip


class _Policy(EmailPolicy):
    """The usual one, but for headers that are too long."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        found: str = super().header_fetch_parse(name, value[:LONGEST_HEADER])
        return found


POLICY = _Policy()


def split(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """The message, and each file attached to it."""
    raw = source.whole(LARGEST_EXPORT)
    yield from parts(raw, source, source.name)


def parts(raw: bytes, source: Source, where: str) -> Iterator[Piece | Source | InputError]:
    """The same for a message within a file."""
    message = parse(raw, where)
    yield Piece(raw, "eml", source.name, where)
    for number, part in enumerate(_attachments(message), 1):
        name = _once(lambda part=part: part.get_filename()) or f"attachment {number}"  # type: ignore[misc]
        data = _once(lambda part=part: part.get_payload(decode=True))  # type: ignore[misc]
        if isinstance(data, bytes) and data:
            yield as_source(data, f"{where}/{name}", source)


def split_mbox(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """The messages of an mbox file, and what is attached to them."""
    number = size = 0
    message = bytearray()
    blank = True
    for _line, line in source.lines():
        if isinstance(line, InputError):
            yield line
            continue
        if blank and line.startswith(b"From ") and message:
            number += 1
            yield from _message(bytes(message), size, source, number)
            message, size = bytearray(), 0
        blank = not line
        size += len(line) + 1
        if size <= LARGEST_REPORT:
            message += line + b"\n"
    if message:
        yield from _message(bytes(message), size, source, number + 1)


def _message(lines: bytes, size: int, source: Source, number: int) -> Iterator[Piece | Source | InputError]:
    where = f"{source.name}, message {number}"
    if size > LARGEST_REPORT:
        yield UnreadableFile(
            f"it has more than {mib(LARGEST_REPORT)}", where=where, remedy="save what is attached to it"
        )
        return
    body = lines.partition(b"\n")[2] if lines.startswith(b"From ") else lines
    try:
        yield from parts(re.sub(rb"^>(>*From )", rb"\1", body[:-1], flags=re.MULTILINE), source, where)
    except InputError as error:
        yield error


def parse(raw: bytes, where: str) -> EmailMessage:
    """A message. Raises NotADispatch when it is damaged or nested too deeply."""
    if raw.count(b"\n--") > MOST_PARTS:
        raise NotADispatch("this message has too many parts", where=where, remedy=REMEDY)
    if raw.count(b"\n") > MOST_LINES:
        raise NotADispatch("this message has too many lines", where=where, remedy=REMEDY)
    try:
        message = message_from_bytes(raw, policy=POLICY)
        deepest = _depth(message)
    except (ValueError, LookupError, IndexError, AttributeError, TypeError, KeyError, RecursionError) as error:
        raise NotADispatch(f"this message is damaged: {type(error).__name__}", where=where, remedy=REMEDY) from None
    if deepest > DEEPEST or not isinstance(message, EmailMessage):
        raise NotADispatch("this message is nested too deeply", where=where, remedy=REMEDY)
    return message


def read(piece: Piece) -> Draft:
    """The report in a message. Who sent it published it where the name is an outlet's; a person's is not kept."""
    message = parse(piece.raw, piece.where)
    text, sender = body(message), _sender(message)
    return Draft(
        piece.raw,
        worded(text, piece, REMEDY, "the message"),
        piece.path,
        title=_title(header(message, "subject")),
        publisher=sender if sender and naming.is_outlet(sender) else None,
        published=dates.iso(header(message, "date")),
        language=header(message, "content-language"),
        uri=_id(header(message, "message-id")),
        headline=True,
    )


def body(message: EmailMessage) -> str:
    """The text of a message: its plain part, else that of its HTML."""
    for kind in ("plain", "html"):
        for part in _leaves(message):
            if part.get_content_type() == f"text/{kind}" and part.get_content_disposition() != "attachment":
                text = decoded(part)
                return decoding.tidy(text) if kind == "plain" else page.paragraphs_of(text)
    return ""


def decoded(part: EmailMessage) -> str:
    """The text of a part, whatever its stated encoding is worth."""
    raw = _once(lambda: part.get_payload(decode=True))
    if not isinstance(raw, bytes):
        return ""
    charset = _once(part.get_content_charset) or "utf-8"
    try:
        return raw.decode(str(charset))
    except (LookupError, ValueError):
        found = decoding.decode(raw)
        return found.text if found else raw.decode("latin-1")


def header(message: EmailMessage, name: str) -> str | None:
    """A header as one line; None where it is missing or cannot be read."""
    value = _once(lambda: message[name])
    return " ".join(decoding.tidy(str(value)).split()) or None if value is not None else None


def _once(get: Callable[[], object]) -> object:
    """What the standard library makes of a header; None where a broken one breaks it, with errors of many kinds."""
    try:
        return get()
    except Exception:
        return None


def _sender(message: EmailMessage) -> str | None:
    value = _once(lambda: message["from"])
    addresses = value.addresses if isinstance(value, AddressHeader) else ()
    return next((a.display_name for a in addresses if a.display_name), None)


def _title(subject: str | None) -> str | None:
    return re.sub(r"^(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", "", subject, flags=re.I) or None if subject else None


def _id(id: str | None) -> str | None:
    return f"mid:{id.strip('<> ')}" if id else None


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    for part in message.walk():
        if not part.is_multipart() and isinstance(part, EmailMessage):
            yield part


def _attachments(message: EmailMessage) -> Iterator[EmailMessage]:
    """Files that were attached; pictures within the text are none."""
    for part in _leaves(message):
        named = _once(part.get_filename)
        if part.get_content_maintype() in ("image", "audio", "video"):
            continue
        if _once(part.get_content_disposition) == "attachment" or (named and part.get_content_maintype() != "text"):
            yield part


def _depth(message: Message) -> int:
    deepest = 0
    todo: list[tuple[Message, int]] = [(message, 1)]
    while todo:
        part, depth = todo.pop()
        deepest = max(deepest, depth)
        payload = part.get_payload() if part.is_multipart() else None
        if isinstance(payload, list) and depth <= DEEPEST:
            todo += [(inner, depth + 1) for inner in payload if isinstance(inner, Message)]
    return deepest


def _matches_mbox(head: Head) -> bool:
    return bool(re.match(r"From \S+.*\d{4}[^\n]*\n", head.text)) and len(_HEADER.findall(head.text[:4_000])) >= 2


def _matches(head: Head) -> bool:
    """Header lines from the first on, one of them of a message."""
    lines = head.text[:8_000].split("\n\n", 1)[0].split("\n")
    fields = [line for line in lines if line[:1] not in (" ", "\t")]
    if not fields or not all(re.match(r"[!-9;-~]+:", line) for line in fields):
        return False
    names = {line.split(":", 1)[0].lower() for line in fields}
    mime = {"mime-version", "message-id", "received", "return-path", "content-type", "to"}
    return len(names & {"from", "date", "subject"}) >= 2 and not mime.isdisjoint(names)


FORMAT = Format(
    "eml",
    "text (or that of the HTML), subject, sender, date, message id; attached files by their own formats",
    "header lines From, Date, Subject and Message-ID, MIME-Version or the like at the start",
    _matches,
    split,
    read,
)
MBOX = Format("mbox", "each message as from eml", "a line From ... at the start, then header lines", _matches_mbox,
              split_mbox)  # fmt: skip
