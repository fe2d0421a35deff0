"""GET, and nothing but GET: conditional, with every redirect checked, and an end to size and time."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import quote

from rashomon import __version__
from rashomon.errors import UnreadableFile
from rashomon.fetching import addresses
from rashomon.fetching.addresses import Target

AGENT = f"rashomon/{__version__}"
CHUNK = 2**16
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """Where fetching one address ends."""

    size: int = 20 * 2**20
    """Bytes: what one report may have."""
    seconds: float = 30.0
    """For all of one address, redirects included: people wait no longer for a page."""
    redirects: int = 5
    """As browsers had it when they counted; news sites need two."""
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the server said of the version that is here already."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    address: str
    """Where it came from in the end."""
    status: int
    body: bytes = b""
    known: Known = Known()
    retry: float | None = None
    """Seconds after which the server wants to be asked again at the earliest (Retry-After, Cache-Control)."""

    @property
    def unchanged(self) -> bool:
        """Whether the version that was known is still the last."""
        return self.status == http.client.NOT_MODIFIED


@dataclass(slots=True)
class Getter:
    """Fetches. `resolve` may be replaced in tests."""

    limits: Limits = field(default_factory=Limits)
    resolve: Callable[..., Target] = addresses.resolve

    def get(self, address: str, known: Known | None = None) -> Answer:
        """The answer of an address, after its redirects. Raises UnreadableFile when there is none: the address may not
        be asked, or it takes too long, or has too much to say."""
        watch = _Watch(self.limits.seconds)
        at = address
        try:
            for _ in range(self.limits.redirects + 1):
                target = self.resolve(at, allow_private=self.limits.allow_private)
                answer, location = self._ask(target, known or Known(), watch)
                if location is None:
                    return answer
                at = addresses.joined(at, location)
        finally:
            watch.end()
        raise UnreadableFile(f"it redirects more than {self.limits.redirects} times", where=address,
                             remedy="give the address that it ends at")  # fmt: skip

    def _ask(self, target: Target, known: Known, watch: _Watch) -> tuple[Answer, str | None]:
        """One answer, and where it redirects to."""
        connection = http.client.HTTPConnection(target.host, target.port)
        try:
            connection.sock = watch.connected(target)
            connection.request("GET", _quoted(target.path), headers=_headers(target, known))
            response = connection.getresponse()
            location = response.getheader("Location") if response.status in REDIRECTS else None
            if location is not None:
                return Answer(target.address, response.status), location
            with closing(response):
                body = self._body(response, target)
            if watch.late:
                raise TimeoutError
            if response.length:  # so many bytes were promised and did not come
                raise http.client.HTTPException("it was cut off")
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            late = watch.late or isinstance(error, TimeoutError)
            problem = f"no answer in {self.limits.seconds:.0f} s" if late else f"no answer: {_brief(error)}"
            raise UnreadableFile(problem, where=target.address, remedy="it is asked again later") from None
        finally:
            connection.close()
        told = Known(response.getheader("ETag"), response.getheader("Last-Modified"))
        return Answer(target.address, response.status, body, told, _retry(response)), None

    def _body(self, response: http.client.HTTPResponse, target: Target) -> bytes:
        body = bytearray()
        packed = (response.getheader("Content-Encoding") or "").strip().lower() in ("gzip", "x-gzip")
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)  # sent by some although "identity" was asked for
        while chunk := response.read(CHUNK):
            body += unpack.decompress(chunk, self.limits.size + 1) if packed else chunk
            if len(body) > self.limits.size:
                raise UnreadableFile(f"it has more than {self.limits.size / 2**20:.0f} MB", where=target.address,
                                     remedy="fetch it yourself if you trust it")  # fmt: skip
        return bytes(body)


class _Watch:
    """Ends a connection when the time for all of an address is over, whatever it is doing: a server that sends a byte
    a second never runs into a time-out of the socket."""

    def __init__(self, seconds: float) -> None:
        self.late = False
        self._seconds = seconds
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def connected(self, target: Target) -> socket.socket:
        """A connection to the machine that the address was resolved to."""
        if self.late:
            raise TimeoutError
        plain = socket.create_connection((target.ip, target.port), timeout=self._seconds)
        self._socket = plain
        if target.scheme == "https":
            self._socket = ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
        return self._socket

    def end(self) -> None:
        """Time no longer counts."""
        self._timer.cancel()

    def _ring(self) -> None:
        self.late = True
        if self._socket is not None:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                self._socket.close()


def _headers(target: Target, known: Known) -> dict[str, str]:
    headers = {
        "Host": target.authority,
        "User-Agent": AGENT,
        "Accept": "text/html, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.modified:
        headers["If-Modified-Since"] = known.modified
    return headers


def _quoted(path: str) -> str:
    """The path as ASCII; what is quoted already stays."""
    return quote(path, safe="/?#[]@!$&'()*+,;=:%~-._")


def _retry(response: http.client.HTTPResponse) -> float | None:
    """Seconds until the next question, as far as the server says; dates are left to our own pace."""
    stated = (response.getheader("Retry-After") or "").strip()
    if stated.isdecimal():
        return float(stated[:9])
    for part in (response.getheader("Cache-Control") or "").split(","):
        name, _, value = part.strip().partition("=")
        if name.lower() == "max-age" and value.strip().isdecimal():
            return float(value.strip()[:9])
    return None


def _brief(error: BaseException) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).splitlines()[0][:150]
