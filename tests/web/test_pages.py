"""The desk's pages: what each shows, that page and JSON agree, and that no text can break out of any of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rashomon.archive import open_archive, writing
from rashomon.model import Mentions, Reading, Report
from rashomon.web.desk import Person
from rashomon.web.links import OnDesk, key, name

BASE = OnDesk("marra & <i>co</i>").base
PAGES = (
    "/dossiers",
    BASE,
    f"{BASE}?status=contested",
    f"{BASE}/incidents",
    f"{BASE}/incidents?place=Marra",
    f"{BASE}/incidents/i1",
    f"{BASE}/questions/q1",
    f"{BASE}/matrix",
    f"{BASE}/matrix?all=true",
    f"{BASE}/reports",
    f"{BASE}/reports/ra",
    f"{BASE}/reports/rc",
    f"{BASE}/sources",
    f"{BASE}/sources/Marra~20militia",
    f"{BASE}/map",
    f"{BASE}/export",
    "/search?q=people",
    "/search?outcome=killed&source=militia",
)
HARMLESS = {"script": {"src", "defer", "type"}, "link": {"rel", "href"}}


class _Elements(HTMLParser):
    """Every element with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("address", PAGES)
def test_no_text_breaks_out_of_a_page(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    for tag, attributes in _Elements(answer.text).found:
        assert not [one for one in attributes if one.startswith("on") or one == "style"], (tag, attributes)
        assert tag not in ("style", "iframe", "object", "base")
        if tag in HARMLESS:
            assert set(attributes) <= HARMLESS[tag]
            assert str(attributes.get("src") or attributes.get("href")).startswith(("/", "data:,"))
        if tag in ("a", "form", "image", "img"):
            there = attributes.get("href") or attributes.get("action") or attributes.get("src") or "/"
            assert there.startswith(("/", "#", "?"))


@pytest.mark.parametrize("address", PAGES)
def test_each_page_has_the_same_as_json(client: TestClient, address: str) -> None:
    path, _, query = address.partition("?")
    answer = client.get(f"{path}.json?{query}")
    assert answer.headers["content-type"] == "application/json"
    assert isinstance(json.loads(answer.content), dict)


@pytest.mark.parametrize("address", PAGES)
def test_what_is_known_is_not_sent_again(client: TestClient, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_contested_comes_first_with_both_sides(client: TestClient) -> None:
    page = client.get(f"{BASE}.json").json()
    first = page["sections"][0]
    assert first["status"] == "contested"
    point = first["points"][0]
    assert [(a["words"], a["origins"], a["replaced_by"]) for a in point["answers"]] == [
        ("40", ["Marra militia"], "C"),
        ("12", ["Marra ministry"], None),
        ("45", ["Marra militia"], None),
    ]
    assert point["clashes"] == [{"letter": "B", "against": ["C"]}], "45 was said to be so by others; 40 was withdrawn"
    assert [(r["said"]["when"], r["text"], r["said"]["withdrawn"]) for r in point["ladder"]["rungs"]] == [
        ("2017-10-14", "40", True),
        ("2017-10-15", "12", False),
        ("2017-10-16", "12", False),
        ("2017-10-17", "45", False),
    ]


def test_an_incident_has_grades_sources_and_what_belligerents_say_apart(client: TestClient) -> None:
    page = client.get(f"{BASE}/incidents/i1.json").json()
    assert [(a["policy"], a["grade"]) for a in page["assessments"]] == [("ibc", "in range")]
    assert [own["party"] for own in page["own"]] == ["Marra militia"]
    assert page["origins"][0] == {"name": "Amal Qabbani", "questions": 1}
    assert {chain["who"]: chain["claims"] for chain in page["chains"]}["Marra ministry"] == 2
    assert client.get(f"{BASE}/incidents/i1.json?policy=airwars").json()["assessments"] == []


def test_the_matrix_tells_silence_from_an_answer(client: TestClient) -> None:
    page = client.get(f"{BASE}/matrix.json").json()
    assert page["columns"] == ["Marra militia", "Marra ministry"]
    (row,) = page["rows"]
    assert [[cell["words"] for cell in cells] for cells in row["cells"]] == [["40", "45"], ["12"]]
    everything = client.get(f"{BASE}/matrix.json?all=true").json()
    assert everything["rows"][1]["cells"][0] == []


def test_a_copy_shows_where_it_differs(client: TestClient) -> None:
    page = client.get(f"{BASE}/reports/rc.json").json()
    assert page["original"]["id"] == "rb"
    assert page["changes"] == [
        {"original": "Amal Qabbani said it was a bomb.", "here": "Amal Qabbani said it was a mine."}
    ]


def test_a_source_has_no_score_and_says_so(client: TestClient) -> None:
    page = client.get(f"{BASE}/sources/Marra~20militia.json").json()["profile"]
    assert [stand["question"] for stand in page["contradicted"]] == ["q1"]
    assert [side["origins"] for side in page["contradicted"][0]["against"]] == [["Marra ministry"]]
    assert [stand["question"] for stand in page["revised"]] == ["q1"]
    assert [stand["question"] for stand in page["first"]] == ["q1"]
    assert "not whom to believe" in page["caveat"]


def test_a_region_is_drawn_as_an_area(client: TestClient) -> None:
    page = client.get(f"{BASE}/map.json").json()
    (symbol,) = page["map"]["symbols"]
    assert symbol["shape"] == "cloud"
    assert symbol["radius"] > page["map"]["width"] / 20


def test_words_are_found_in_claims_and_texts(client: TestClient) -> None:
    page = client.get("/search.json", params={"q": '"people died" marra'}).json()
    assert page["total"] == 4
    assert {passage["report"] for passage in page["passages"]} == {"ra", "rb", "rc", "rd"}
    assert client.get("/search.json", params={"q": "people", "source": "ministry"}).json()["total"] == 2
    assert client.get("/search.json", params={"since": "2018-01-01"}).json()["total"] == 0


@pytest.mark.parametrize("words", ['"', "AND", "a OR", "NEAR(", "*", "^x", "-", "\x00", "%", "x" * 300, "{}:"])
def test_no_words_are_commands_of_the_search(client: TestClient, words: str) -> None:
    assert client.get("/search", params={"q": words}).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/dossiers/nothing",
        f"{BASE}/incidents/i9",
        f"{BASE}/questions/%00",
        f"{BASE}/reports/..%2f..%2fetc%2fpasswd",
        f"{BASE}/sources/~FF",
        f"{BASE}/nothing",
        "/static/..%2fapp.py",
        "/static/../app.py",
        "/batches/x",
        "/tiles/3/9/9.png",
        "/tiles/99/9/9.png",
    ],
)
def test_what_is_not_there_is_told_with_a_way_on(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    if not address.endswith(".png"):
        assert 'href="/dossiers"' in answer.text


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=1e9", "status=true"])
def test_a_query_that_is_not_understood_is_told(client: TestClient, query: str) -> None:
    answer = client.get(f"{BASE}.json?{query}")
    assert answer.status_code == 422
    assert "not understood" in answer.json()["problem"]


@pytest.mark.parametrize("address", PAGES)
def test_readers_see_no_private_name(make: Callable[..., TestClient], address: str) -> None:
    reader = make(Person(name="re", role="reader"))
    path, _, query = address.partition("?")
    for shown in (reader.get(address), reader.get(f"{path}.json?{query}")):
        assert shown.status_code == 200
        assert "Qabbani" not in shown.text
    if address.startswith(BASE):
        assert "Names of 1 private person are withheld" in reader.get(address).text
    assert "Qabbani" in make().get(f"{BASE}/reports/rb").text


def test_names_can_be_switched_on_for_readers(make: Callable[..., TestClient]) -> None:
    reader = make(Person(name="re", role="reader"), with_names=True)
    assert "Qabbani" in reader.get(f"{BASE}/reports/rb").text
    assert reader.get("/search.json?q=qabbani").json()["total"] == 2


def test_readers_do_not_find_out_by_searching(make: Callable[..., TestClient]) -> None:
    reader = make(Person(name="re", role="reader"))
    assert reader.get("/search.json?q=qabbani").json()["total"] == 0
    assert reader.get("/search.json?q=qabbani").json()["passages"] == []
    assert reader.get("/search.json?source=qabbani").json()["hits"] == []
    sources = reader.get(f"{BASE}/sources.json").json()["sources"]
    withheld = next(one["name"] for one in sources if "withheld" in one["name"])
    assert reader.get(f"{OnDesk('marra & <i>co</i>').source(withheld)}.json").json()["questions"] == 1


def test_whoever_must_log_in_is_sent_there(make: Callable[..., TestClient]) -> None:
    stranger = make(None, login="/login")
    answer = stranger.get(f"{BASE}/map", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=/dossiers/")
    assert stranger.get(f"{BASE}/map.json").status_code == 401


@pytest.mark.parametrize(
    "given", ["a", "a/b", "..", "a.json", "ä ö", "<i>", "~41", "a~", "%2F", "日本", "\u202e", "?#"]
)
def test_a_name_survives_its_address(given: str) -> None:
    assert name(key(given)) == given
    assert not set(key(given)) & set("./?#% <>")


def test_exports_leave_private_names_out_unless_an_editor_asks(make: Callable[..., TestClient]) -> None:
    editor, reader = make(), make(Person(name="re", role="reader"))
    for client in (editor, reader):
        written = client.get(f"{BASE}/export/json")
        assert written.headers["content-disposition"].startswith('attachment; filename="')
        assert written.json()["schema"] == "rashomon-record/1"
        assert "Qabbani" not in written.text
    assert "Qabbani" in editor.get(f"{BASE}/export/json?names=true").text
    assert reader.get(f"{BASE}/export/json?names=true").status_code == 403
    assert reader.get(f"{BASE}/export/nothing").status_code == 404


def test_the_page_to_pass_on_is_one_file(client: TestClient) -> None:
    page = client.get(f"{BASE}/export/page")
    assert page.headers["content-type"].startswith("text/html")
    assert "How many people were killed in Marra?" in page.text
    assert not [a for tag, a in _Elements(page.text).found if tag in ("script", "link", "img")]


def test_a_line_of_a_megabyte_is_shown(make: Callable[..., TestClient], archive: Path) -> None:
    line = "word <b> \u202e " * 80_000
    report = Report(
        id="rz",
        path=None,
        text=line,
        title=line[:100_000],
        outlet=None,
        published=None,
        dateline=None,
        language="en",
        uri=None,
        sha256="z",
    )
    with open_archive(archive) as opened:
        writing.add(opened, "long", report, Reading(report="rz", mentions=Mentions(), claims=()), model="by hand")
    client = make()
    for address in ("/dossiers/long", "/dossiers/long/reports", "/dossiers/long/reports/rz", "/search?q=word"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "<b> " not in answer.text
    assert len(client.get("/dossiers/long/reports").text) < 20_000, "a title is cut where it is one of many"


def test_an_incident_tells_which_of_its_claims_fit_another_as_well(client: TestClient) -> None:
    page = client.get(f"{BASE}/incidents/i1").text
    told = page[page.index('id="undecided"') : page.index("</aside>")]
    assert "it was a bomb" in told
    assert "Fits as well: Sirte, 2017-10-14" in told


def test_who_replaced_an_answer_is_marked_as_having_revised_itself(client: TestClient) -> None:
    page = client.get(f"{BASE}/incidents/i1").text
    assert '<p class="twice revised"><b>Marra militia</b> has revised itself' in page
