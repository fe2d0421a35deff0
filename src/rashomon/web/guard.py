"""What stands before every page: which names the desk answers to, how much it takes in, and what pages may do.

The policy allows nothing but what the desk itself serves: no inline script or style, no frame, no other host. Forms are
safe from other sites twice over: by the browser's own word on where a request comes from (Fetch Metadata, Origin), and
by a token that only a page of the same session knows.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SESSION = "rashomon_session"
"""Name of the cookie."""
LARGEST_BODY = 64 * 2**20
"""Bytes. A folder of a thousand dispatches has about 5 MB."""
LARGEST_FORM = 2**20
"""Bytes of any body but an upload."""
SAFE = ("GET", "HEAD", "OPTIONS")


def token(secret: bytes, session: str) -> str:
    """What a form of this session must carry."""
    return hmac.new(secret, f"form {session}".encode(), hashlib.sha256).hexdigest()


def genuine(secret: bytes, session: str, given: str) -> bool:
    """Whether the form comes from a page of this session."""
    return bool(session) and hmac.compare_digest(token(secret, session).encode(), given.encode())


class Guard:
    """ASGI middleware: refuses what must not come in, and marks what goes out."""

    def __init__(self, app: ASGIApp, *, hosts: tuple[str, ...], uploads: tuple[str, ...] = ("/upload",)) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)
        self.uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        session, fresh = _session(headers)
        scope.setdefault("state", {})["session"] = session

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    out.setdefault(name, value)
                out.setdefault("Cache-Control", "no-store")
                if fresh and not any(SESSION in cookie for cookie in out.getlist("set-cookie")):
                    out.append("Set-Cookie", cookie(session, secure=scope["scheme"] == "https"))
            await send(message)

        refused = self._refused(scope, headers)
        if refused:
            status, why = refused
            await PlainTextResponse(f"{why}\n", status_code=status)(scope, receive, marked)
            return
        limited = _Limited(receive, self._limit(scope["path"]))
        try:
            await self.app(scope, limited, marked)
        except TooMuch:
            answer = PlainTextResponse(f"more than {limited.limit} bytes\n", status_code=413)
            await answer(scope, receive, marked)

    def _limit(self, path: str) -> int:
        return LARGEST_BODY if path.endswith(self.uploads) else LARGEST_FORM

    def _refused(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        host = _hostname(headers.get("host", ""))
        if host not in self.hosts:
            return 421, "this desk does not answer to that name (add it with --name)"
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._limit(scope["path"]):
            return 413, f"more than {self._limit(scope['path'])} bytes"
        if scope["method"] not in SAFE and _from_elsewhere(headers):
            return 403, "this form was sent by another site"
        return None


class TooMuch(Exception):
    """A body grew beyond its limit while it was read."""


class _Limited:
    """Counts what is received."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self.receive = receive
        self.limit = limit
        self.seen = 0

    async def __call__(self) -> Message:
        message = await self.receive()
        self.seen += len(message.get("body", b""))
        if self.seen > self.limit:
            raise TooMuch
        return message


def cookie(session: str, *, secure: bool) -> str:
    """The Set-Cookie line of a session: kept from scripts and from requests that other sites start."""
    return f"{SESSION}={session}; Path=/; HttpOnly; SameSite=Strict{'; Secure' if secure else ''}"


def new_session() -> str:
    return secrets.token_urlsafe(32)


def _session(headers: Headers) -> tuple[str, bool]:
    """The session that the cookie names, or a new one and True."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(SESSION)
    except CookieError:
        found = None
    if found is not None and 32 <= len(found.value) <= 128:
        return found.value, False
    return new_session(), True


def _hostname(host: str) -> str:
    """The name without the port."""
    name = host.lower().strip()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0]


def _from_elsewhere(headers: Headers) -> bool:
    """Whether the browser says that another site sent this. Programs that are no browsers say nothing."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
