"""Which addresses may be asked, and that what was checked is what is connected to."""

from __future__ import annotations

import socket
import threading

import pytest

from rashomon.errors import UnreadableFile
from rashomon.fetching import Getter, Limits, addresses

PRIVATE = (
    "127.0.0.1", "10.1.2.3", "192.168.0.9", "172.16.5.5", "169.254.169.254", "100.64.1.1", "0.0.0.0", "224.0.0.1",
    "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1",
)  # fmt: skip


def _resolving(monkeypatch: pytest.MonkeyPatch, *ips: str) -> list[str]:
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.mark.parametrize("ip", PRIVATE)
def test_private_machines_are_refused_whatever_their_name(monkeypatch: pytest.MonkeyPatch, ip: str) -> None:
    _resolving(monkeypatch, "93.184.216.34", ip)
    with pytest.raises(UnreadableFile, match="not on the public network"):
        addresses.resolve("https://news.example/a")
    assert addresses.resolve("https://news.example/a", allow_private=True).ip == "93.184.216.34"


@pytest.mark.parametrize(
    "address",
    ["ftp://a.example/", "file:///etc/hostname", "https://", "http://a.example:99999/", "https://a b/", "http://[::1",
     "javascript:x", "https://u:p@a.example/", "http://a.example/" + "x" * 3_000, "https://a.example/\r\nX: y"],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(address: str) -> None:
    with pytest.raises(UnreadableFile):
        addresses.resolve(address)


def test_a_name_that_does_not_resolve_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(UnreadableFile, match="cannot be resolved"):
        addresses.resolve("https://nowhere.example/")


def test_each_address_is_resolved_once_and_each_redirect_is_checked() -> None:
    here = socket.create_server(("127.0.0.1", 0))
    port = here.getsockname()[1]
    resolved: list[str] = []

    def resolve(address: str, *, allow_private: bool) -> addresses.Target:
        resolved.append(address)
        if "news.example" in address:  # as if it were on the public network
            return addresses.Target(address, "http", "news.example", port, "/", "127.0.0.1")
        return addresses.resolve(address, allow_private=allow_private)

    def answer() -> None:
        connection, _ = here.accept()
        with connection:
            assert b"Host: news.example" in connection.recv(4_096)
            connection.sendall(
                b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/secret\r\nContent-Length: 0\r\n\r\n"
            )

    thread = threading.Thread(target=answer)
    thread.start()
    with here, pytest.raises(UnreadableFile, match=r"127\.0\.0\.1, which is not on the public network"):
        Getter(Limits(seconds=5), resolve).get("http://news.example/")
    thread.join()
    assert resolved == ["http://news.example/", "http://127.0.0.1:1/secret"]


def test_a_body_that_is_cut_off_is_not_taken_for_whole() -> None:
    here = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        connection, _ = here.accept()
        with connection:
            connection.recv(4_096)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf")

    thread = threading.Thread(target=answer)
    thread.start()
    with here, pytest.raises(UnreadableFile, match="cut off"):
        Getter(Limits(seconds=5, allow_private=True)).get(f"http://127.0.0.1:{here.getsockname()[1]}/")
    thread.join()
