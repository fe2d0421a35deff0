"""What comes in and what goes out: names, sizes, headers, and forms that were sent from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from rashomon.web import guard
from rashomon.web.desk import Person

FORM = "/upload"


def token(client: TestClient) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/dossiers").text)
    assert found
    return found.group(1)


@pytest.mark.parametrize("path", ["/dossiers", "/dossiers.json", "/nowhere", "/static/style.css", "/openapi.json"])
def test_every_answer_carries_the_policy(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert not any("unsafe" in source for source in policy.values())
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io:8765", "", "169.254.0.1"])
def test_other_names_are_refused(client: TestClient, host: str) -> None:
    assert client.get("/dossiers", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8765", "127.0.0.1:80", "[::1]:8765"])
def test_loopback_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/dossiers", headers={"Host": host}).status_code == 200


def test_the_session_is_kept_from_scripts_and_other_sites(client: TestClient) -> None:
    line = client.get("/dossiers").headers["set-cookie"]
    assert "HttpOnly" in line
    assert "SameSite=Strict" in line
    assert "set-cookie" not in client.get("/dossiers").headers, "a session that is known is not made anew"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    data = {"token": token(client), "dossier": "x"}
    assert client.post(FORM, data=data, headers=headers).status_code == 403


@pytest.mark.parametrize("given", ["", "0" * 64, "ä", "A" * 10_000])
def test_a_form_without_the_sessions_token_is_refused(client: TestClient, given: str) -> None:
    token(client)
    answer = client.post(FORM, data={"token": given, "dossier": "x"}, files={"files": ("a.txt", b"words")})
    assert answer.status_code == 403


def test_a_token_of_another_session_is_refused(make: Callable[..., TestClient]) -> None:
    client = make()
    stolen = token(client)
    client.cookies.clear()
    client.get("/dossiers")
    answer = client.post(FORM, data={"token": stolen, "dossier": "x"}, files={"files": ("a.txt", b"words")})
    assert answer.status_code == 403


def test_a_reader_may_not_add(make: Callable[..., TestClient]) -> None:
    reader = make(Person(name="re", role="reader"))
    assert 'action="/upload"' not in reader.get("/dossiers").text
    answer = reader.post(FORM, data={"token": "", "dossier": "x"}, files={"files": ("a.txt", b"words")})
    assert answer.status_code == 403
    assert "this takes a coder" in answer.text


@pytest.mark.parametrize("length", [str(guard.LARGEST_BODY + 1), "-1", "many"])
def test_a_length_that_is_too_much_is_refused_before_it_is_read(client: TestClient, length: str) -> None:
    assert client.post(FORM, content=b"", headers={"Content-Length": length}).status_code == 413


def test_a_body_that_grows_too_large_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "LARGEST_BODY", 10_000)
    given = token(client)
    boundary = "x" * 20

    def growing() -> object:  # without a length: only counting tells
        yield f'--{boundary}\r\nContent-Disposition: form-data; name="token"\r\n\r\n{given}\r\n'.encode()
        yield f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'.encode()
        for _ in range(100):
            yield b"words " * 100
        yield f"\r\n--{boundary}--\r\n".encode()

    kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    assert client.post(FORM, content=growing(), headers=kind).status_code == 413  # type: ignore[arg-type]


def test_a_get_changes_nothing(client: TestClient) -> None:
    assert client.get(FORM).status_code in (404, 405)
    assert client.get("/dossiers/x/conclude").status_code in (404, 405)
