"""A web site of our own on this machine, and a clock that is set by hand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@dataclass
class Page:
    """What the site answers at a path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: bool = False
    """Whether it sends a byte at a time and never ends."""


@dataclass
class Site:
    """`pages` by path; `asked` is the paths that were asked for, with the version that the asker had."""

    url: str
    pages: dict[str, Page]
    asked: list[tuple[str, str | None]]
    over: threading.Event

    def __setitem__(self, path: str, page: Page | str) -> None:
        self.pages[path] = Page(page.encode()) if isinstance(page, str) else page

    def paths(self) -> list[str]:
        found = [path for path, _ in self.asked]
        self.asked.clear()
        return found


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that answers with an ETag of its content, and 304 where it is known."""
    pages: dict[str, Page] = {}
    asked: list[tuple[str, str | None]] = []
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.headers.get("If-None-Match")
            asked.append((self.path, known))
            page = pages.get(self.path, Page(b"nothing here", 404))
            etag = f'"{hash(page.body)}"'
            fresh = page.status == 200 and known != etag
            self.send_response(page.status if fresh or page.status != 200 else 304)
            for name, value in ({"ETag": etag} | page.headers).items():
                self.send_header(name, value)
            self.end_headers()
            while page.drip and not over.wait(0.02):
                self.wfile.write(b".")
            if fresh or page.status != 200:
                self.wfile.write(page.body)

        def log_message(self, *_: object) -> None:
            pass

        def handle_error(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Whoever asked has hung up."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_address[1]}", pages, asked, over)
    over.set()
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Clock:
    """Time passes only by waiting, or by hand."""

    time: float = 1_000_000.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


@pytest.fixture
def clock() -> Clock:
    """Some time in 1970."""
    return Clock()


Make = Callable[..., str]


def entry(number: int, words: str, *, link: str = "") -> str:
    """An entry of an RSS feed."""
    place = f"<link>{link}</link>" if link else ""
    return f"<item><title>Item {number}</title>{place}<guid>i{number}</guid><description>{words}</description></item>"


def rss(*entries: str) -> str:
    """A feed."""
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Cliff News</title>{"".join(entries)}</channel></rss>'
    )


def html(words: str) -> str:
    """A page with an article."""
    return (
        f'<html lang="en"><head><title>Harbour | Cliff News</title><meta name="date" content="2023-03-14"></head><body>'
        f"<article><h1>Harbour</h1><p>{words}</p><p>The ministry in Moscow denied that its troops had fired on it.</p>"
        f"</article></body></html>"
    )
