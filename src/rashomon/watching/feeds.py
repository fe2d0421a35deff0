"""Feeds and pages: asked politely, and only what is new or changed in them taken."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import msgspec
from msgspec.structs import replace

from rashomon.archive import Archive, watching
from rashomon.archive.watching import Watched
from rashomon.errors import InputError, UnreadableFile
from rashomon.fetching import Answer, Getter, Known, Robots
from rashomon.ingest import Choices, Hints, Item, Piece, feed, formats, page, read_piece, read_source
from rashomon.ingest.pieces import Head
from rashomon.ingest.source import HEAD, Source, buffered
from rashomon.watching.pace import Pace

FULL_TEXT = 120
"""Words of an entry that is taken for the whole report; summaries have under 80."""
MOST_PAGES = 50
"""Pages of one feed in one round; the rest comes in the next ones."""
GIVES_UP = 3
"""Failures of a page after which the entry's own text is taken instead."""
GONE = (404, 410)


class _Refused(UnreadableFile):
    """The server has an answer, but not what was asked for; `retry`: seconds that it wants to be left alone."""

    def __init__(self, problem: str, *, where: str, remedy: str, retry: float | None) -> None:
        super().__init__(problem, where=where, remedy=remedy)
        self.retry = retry


@dataclass(slots=True)
class Feeds:
    """The addresses that are watched for a dossier."""

    archive: Archive
    dossier: str
    getter: Getter
    robots: Robots
    pace: Pace
    changed: list[Watched] = field(default_factory=list)
    """What will be known once what was taken is kept: written by `kept`, so that nothing is lost in between."""

    def new(self, address: str) -> Iterator[Item | InputError]:
        """The reports at an address that are new or changed: of a feed its entries', else the page itself."""
        known = watching.get(self.archive, self.dossier, address)
        if self.pace.now() < known.due:
            return
        try:
            answer = self._asked(known)
            entries = self._entries(answer) if answer else None
        except InputError as error:
            self._failed(known, error.retry if isinstance(error, _Refused) else None)
            yield error
            return
        if answer is None:
            return
        if entries is None and not self.robots.allow(address):
            self._failed(known)
            yield _forbidden(address)
            return
        if entries is None:
            yield from self._taken(address, answer, Hints(uri=address))
            self._note(known, answer, digest=_digest(answer.body))
            return
        missing = 0
        for count, entry in enumerate(entry for entry in entries if self._is_new(entry)):
            if count == MOST_PAGES:
                missing += 1
                break
            for item in self._entry(entry):
                missing += isinstance(item, InputError)
                yield item
        self._note(known, answer, digest=None if missing else _digest(answer.body))

    def pages(self, addresses: Iterator[str]) -> Iterator[Item | InputError]:
        """The pages that a list points to, each once."""
        for address in addresses:
            known = watching.get(self.archive, self.dossier, address)
            if known.digest is None and known.failures < GIVES_UP and self.pace.now() >= known.due:
                yield from self._page(known, Hints(uri=address), digest=address)

    def kept(self) -> None:
        """What was taken is in the archive now."""
        watching.put(self.archive, self.dossier, self.changed)
        self.changed.clear()

    def _asked(self, known: Watched) -> Answer | None:
        """The answer where there is a new one, None where it is the known one. Raises InputError where there is
        none."""
        answer = self.getter.get(known.address, Known(known.etag, known.modified) if known.digest else None)
        if answer.unchanged or (answer.status == 200 and known.digest == _digest(answer.body)):
            self._note(known, answer, digest=known.digest)
            return None
        if answer.status != 200:
            problem = (
                "there is nothing at this address" if answer.status in GONE else f"the server answers {answer.status}"
            )
            raise _Refused(problem, where=known.address, remedy="it is asked again later", retry=answer.retry)
        return answer

    def _entries(self, answer: Answer) -> list[feed.Entry] | None:
        """The entries of a feed; None where the answer is none."""
        if not feed.FORMAT.matches(Head(answer.body[:HEAD], answer.address)):
            return None
        return feed.parse(answer.body, answer.address)

    def _is_new(self, entry: feed.Entry) -> bool:
        known = watching.get(self.archive, self.dossier, _key(entry))
        return known.digest != _digest(msgspec.json.encode(entry)) and self.pace.now() >= known.due

    def _entry(self, entry: feed.Entry) -> Iterator[Item | InputError]:
        """The report of an entry: in its own words where it has enough of them, else from its page."""
        known = watching.get(self.archive, self.dossier, _key(entry))
        raw = msgspec.json.encode(entry)
        words = len(page.paragraphs_of(entry.html).split()) if entry.html.strip() else 0
        own = words >= FULL_TEXT or not entry.link or known.failures >= GIVES_UP or not self.robots.allow(entry.link)
        if not own:
            yield from self._page(known, feed.hints(entry), digest=_digest(raw))
            return
        yield _placeless(read_piece(Piece(raw, feed.ENTRY.name, "", _key(entry))))
        self._note(known, None, digest=_digest(raw))

    def _page(self, known: Watched, hints: Hints, *, digest: str) -> Iterator[Item | InputError]:
        """A page, if its site lets it be fetched; `digest` is noted when it was taken."""
        if not self.robots.allow(known.address):
            self._note(known, None, digest=digest)
            yield _forbidden(known.address)
            return
        try:
            answer = self.getter.get(known.address, Known(known.etag, known.modified))
        except InputError as error:
            self._failed(known)
            yield error
            return
        finally:
            self.pace.sleep(self.robots.pause(known.address))
        if answer.status == 200:
            yield from self._taken(known.address, answer, hints)
        elif not answer.unchanged:
            self._failed(known, answer.retry)
            yield UnreadableFile(f"the server answers {answer.status}", where=known.address,
                                 remedy="it is asked again later")  # fmt: skip
            return
        self._note(known, answer, digest=digest)

    def _taken(self, address: str, answer: Answer, hints: Hints) -> Iterator[Item | InputError]:
        source = Source(address, buffered(io.BytesIO(answer.body)))
        for item in read_source(source, Choices(), hints):
            yield _placeless(item)

    def _note(self, known: Watched, answer: Answer | None, *, digest: str | None) -> None:
        told = answer.known if answer else Known()
        fresh = answer is not None and not answer.unchanged
        self.changed.append(
            Watched(
                address=known.address,
                etag=told.etag if fresh else known.etag,
                modified=told.modified if fresh else known.modified,
                digest=digest,
                checked=self._now(),
                due=self.pace.due(answer.retry if answer else None),
            )
        )

    def _failed(self, known: Watched, retry: float | None = None) -> None:
        failures = known.failures + 1
        due = self.pace.after(failures, retry)
        self.changed.append(replace(known, failures=failures, checked=self._now(), due=due))

    def _now(self) -> str:
        return datetime.fromtimestamp(self.pace.now(), UTC).isoformat(timespec="seconds")


def _forbidden(address: str) -> UnreadableFile:
    return UnreadableFile(
        "its site's robots.txt does not let it be fetched", where=address, remedy="save the page yourself, and add it"
    )


def _key(entry: feed.Entry) -> str:
    return entry.link or entry.id or _digest(msgspec.json.encode(entry))


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _placeless(item: Item | InputError) -> Item | InputError:
    """What was fetched has no path."""
    return Item(replace(item.report, path=None), item.piece) if isinstance(item, Item) else item


def is_list(head: bytes, name: str) -> bool:
    """Whether a file is a list of pages."""
    return formats.named("gdelt").matches(Head(head, name))
