"""Addresses on the web: taken apart, resolved once, and refused where they lead into a private network.

An address that was checked and is then resolved again may lead elsewhere (DNS rebinding), so that what was checked is
what is connected to; each redirect is a new address (OWASP, Server-Side Request Forgery Prevention).
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from rashomon.errors import UnreadableFile

PORTS = {"http": 80, "https": 443}
LONGEST = 2_000
"""Characters; longer addresses are no pages'."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address and the machine that it was resolved to."""

    address: str
    scheme: str
    host: str
    port: int
    path: str
    """With the query."""
    ip: str

    @property
    def authority(self) -> str:
        """For the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def is_web(text: str) -> bool:
    """Whether it is written like an address on the web."""
    return text.lower().startswith(("http://", "https://"))


def resolve(address: str, *, allow_private: bool = False) -> Target:
    """The machine behind an address. Raises UnreadableFile when there is none, or it may not be asked."""
    parts = _parts(address)
    assert parts.hostname is not None
    port = parts.port or PORTS[parts.scheme]
    try:
        host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError) as error:
        raise UnreadableFile(f"the name cannot be resolved: {getattr(error, 'strerror', None) or error}", where=address,
                             remedy="check the address and the connection") from None  # fmt: skip
    ips = [str(entry[4][0]) for entry in found]
    if not allow_private and (private := next((ip for ip in ips if _is_private(ip)), None)):
        raise UnreadableFile(f"it leads to {private}, which is not on the public network", where=address,
                             remedy="give --allow-private if that is meant")  # fmt: skip
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return Target(address, parts.scheme, host, port, path, ips[0])


def joined(address: str, location: str) -> str:
    """Where a redirect leads, without what only a browser needs."""
    try:
        return urljoin(address, location.strip()).split("#", 1)[0]
    except ValueError:
        return location


def root(address: str) -> str:
    """The site of an address: scheme, host and port."""
    parts = _parts(address)
    return f"{parts.scheme}://{parts.netloc}"


def _parts(address: str) -> SplitResult:
    remedy = "give one that starts with https:// or http://"
    if len(address) > LONGEST or any(c <= " " or c == "\x7f" for c in address):
        raise UnreadableFile("this is no address of a page", where=address[:100], remedy=remedy)
    try:
        parts = urlsplit(address)
        known = parts.scheme in PORTS and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known:
        raise UnreadableFile("this is no address of a page", where=address[:100], remedy=remedy)
    if parts.username or parts.password:
        raise UnreadableFile("passwords in addresses are not sent", where=parts.hostname, remedy="leave it out")
    return parts


def _is_private(ip: str) -> bool:
    """Whether it is not on the public network; of addresses that carry another one, the other."""
    found = ipaddress.ip_address(ip.split("%", 1)[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is None and found in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return not inner.is_global or inner.is_multicast
    return not found.is_global or found.is_multicast
