"""The desk as a person sees it, in a browser: from an empty archive to the words that are contested."""

from __future__ import annotations

import base64
import json
from importlib import resources
from pathlib import Path

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from .leading import PATIENCE, enter, led

PAGES = ("", "?status=contested", "/incidents", "/matrix", "/reports", "/sources", "/map", "/export", "/decisions")
ELSEWHERE = ("/dossiers", "/search", "/search?q=convoy", "/nowhere")
WIDTHS = (1440, 390)
HOSTILE = """MARRA, Syria (Northgate) - The ministry said on Monday that 12 died <script>alert('claimed')</script>.

The militia said that 40 people were killed in Marra</style><style>body{display:none}</style> on Monday.

Spokesman "><img src=x onerror=alert(2)> said that <svg/onload=alert(3)> 5 fighters died \u202eereh\u202c.

\u200b\u200b\u2066javascript:alert(4)\u2069 {{ 7*7 }} ${7*7} &lt;b&gt; \ufeff
"""


def test_what_is_contested_is_seen_first(dossier: str, browser: WebDriver) -> None:
    browser.get(dossier)
    first = browser.find_element(By.CSS_SELECTOR, "main section")
    assert first.get_attribute("id") == "contested"
    glance = first.find_elements(By.CSS_SELECTOR, ".glance li")
    assert glance, "contested questions in one line each"
    assert all(len(line.find_elements(By.CSS_SELECTOR, ".version")) > 1 for line in glance)
    assert glance[0].find_elements(By.CSS_SELECTOR, ".clash .versus"), "who is contradicted by whom"
    assert glance[0].location["y"] < 700, "seen without scrolling"


def test_a_quote_leads_to_its_words_lit_in_the_report(dossier: str, browser: WebDriver) -> None:
    browser.get(dossier)
    quote = browser.find_element(By.CSS_SELECTOR, ".point.contested .quote .words")
    words = quote.text.strip("“”")
    enter(browser, quote, to="/reports/")
    lit = browser.find_elements(By.CSS_SELECTOR, ".claim.lit")
    assert words.split(" … ")[0] in " ".join(one.text for one in lit)
    assert browser.execute_script("return arguments[0].getBoundingClientRect().top < innerHeight", lit[0])


def test_a_cell_of_the_matrix_lights_the_words(dossier: str, browser: WebDriver) -> None:
    browser.get(f"{dossier}/matrix")
    cell = browser.find_element(By.CSS_SELECTOR, ".matrix .cell .words")
    enter(browser, cell, to="/reports/")
    assert browser.find_elements(By.CSS_SELECTOR, ".claim.lit")


def test_keys_go_from_question_to_question(dossier: str, browser: WebDriver) -> None:
    browser.get(dossier)
    body = browser.find_element(By.TAG_NAME, "body")
    steps = [one.get_attribute("id") for one in browser.find_elements(By.CSS_SELECTOR, "[data-step]")]
    for expected in (steps[0], steps[1]):
        body.send_keys("j")
        assert browser.switch_to.active_element.get_attribute("id") == expected
    browser.switch_to.active_element.send_keys("k")
    assert browser.switch_to.active_element.get_attribute("id") == steps[0]
    enter(browser, browser.switch_to.active_element, to="/questions/")


def test_keys_are_told(dossier: str, browser: WebDriver) -> None:
    browser.get(dossier)
    ActionChains(browser).send_keys("?").perform()
    box = browser.find_element(By.CSS_SELECTOR, "dialog.keys")
    assert box.is_displayed()
    assert "next question" in box.text
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    assert not box.is_displayed()


def test_search_narrows_down(dossier: str, browser: WebDriver) -> None:
    browser.get(dossier)
    box = browser.find_element(By.CSS_SELECTOR, ".find input[type=search]")
    led(browser, lambda: box.send_keys("convoy", Keys.ENTER), to="/search?q=convoy&dossier=raqqa-2017")
    many = len(browser.find_elements(By.CSS_SELECTOR, ".hits li"))
    source = browser.find_element(By.ID, "source")
    led(browser, lambda: source.send_keys("BBC", Keys.ENTER), to="source=BBC")
    assert 0 < len(browser.find_elements(By.CSS_SELECTOR, "section[aria-labelledby=claims] .hits li")) < many


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_screen(dossier: str, browser: WebDriver, width: int) -> None:
    for address in _addresses(dossier, browser):
        _wide(browser, width)
        browser.get(address)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width, address
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("scheme", "rules"),
    [
        ("light", ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]),
        ("dark", ["color-contrast"]),  # nothing else depends on it
    ],
)
def test_no_rule_of_accessibility_is_broken(
    dossier: str, browser: WebDriver, scheme: str, rules: list[str], width: int
) -> None:
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    addresses = _addresses(dossier, browser)
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    _wide(browser, width)
    broken = []
    for address in addresses:
        browser.get(address)
        browser.execute_script(axe)
        found = browser.execute_async_script(
            "const done = arguments[1]; axe.run({runOnly: arguments[0]}).then(done, (e) => done({error: String(e)}))",
            rules,
        )
        assert "error" not in found, f"{address}: {found}"
        for rule in found["violations"]:
            broken += [f"{address}: {rule['id']}: {node['html'][:160]}" for node in rule["nodes"][:3]]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert not broken, "\n".join(broken)


def test_no_page_asks_for_what_the_policy_forbids(dossier: str, browser: WebDriver) -> None:
    _told(browser)
    for address in _addresses(dossier, browser):
        browser.get(address)
        told = [line for line in _told(browser) if "404" not in line]
        assert not told, address


def test_pages_work_without_scripts(dossier: str, browser: WebDriver) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(f"{dossier}/map")
    assert browser.find_elements(By.CSS_SELECTOR, ".map svg .spot")
    assert browser.find_elements(By.CSS_SELECTOR, "table.voices tbody tr")
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_hostile_text_is_text(desk: str, dossier: str, browser: WebDriver, tmp_path: Path) -> None:  # noqa: ARG001
    (tmp_path / "<img src=x onerror=alert(1)>.txt").write_text(HOSTILE, encoding="utf-8")
    browser.get(f"{desk}/dossiers")
    browser.find_element(By.ID, "dossier").send_keys("<svg onload=alert(1)>")
    browser.find_element(By.ID, "files").send_keys("\n".join(str(file) for file in tmp_path.iterdir()))
    led(browser, browser.find_element(By.CSS_SELECTOR, ".add button").click, to="/batches/")
    link = WebDriverWait(browser, PATIENCE).until(lambda b: b.find_elements(By.LINK_TEXT, "See the dossier"))[0]
    base = str(link.get_attribute("href"))
    _told(browser)
    for address in _addresses(base, browser):
        browser.get(address)  # an alert would make the next command fail
        assert not browser.find_elements(
            By.CSS_SELECTOR, "main script, main style, main img:not(.leaflet-tile), [onerror], [onload]"
        ), address
        assert not [line for line in _told(browser) if "404" not in line], address
    browser.get(f"{base}/reports")
    enter(browser, browser.find_element(By.CSS_SELECTOR, ".list a"))
    assert "<script>alert('claimed')</script>" in browser.find_element(By.CSS_SELECTOR, ".reader").text
    assert browser.execute_script("return getComputedStyle(document.body).display") == "block"
    browser.get(f"{base}/matrix?all=true")
    turned = browser.find_elements(By.CSS_SELECTOR, ".matrix a, .matrix b")
    assert turned, "what reports say is quoted"
    ends = {browser.execute_script("return getComputedStyle(arguments[0]).unicodeBidi", one) for one in turned}
    assert ends == {"isolate"}, "a direction of writing ends with the words that set it"


def test_an_export_is_saved_as_a_file(dossier: str, browser: WebDriver, tmp_path: Path) -> None:
    saving = {"behavior": "allow", "downloadPath": str(tmp_path)}
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", saving)
    browser.get(dossier)
    enter(browser, browser.find_element(By.LINK_TEXT, "Export"), to="/export")
    for format, begins in (("json", "{"), ("acled", "event_id_cnty"), ("page", "<!doctype html>")):
        browser.find_element(By.LINK_TEXT, format).send_keys(Keys.ENTER)
        saved = _saved(browser, tmp_path)
        text = saved.read_text("utf-8-sig").lstrip()
        assert text.startswith(begins), saved.name
        if format == "json":
            assert json.loads(text)["dossier"] == "raqqa-2017"
        saved.unlink()
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "default"})


def _saved(browser: WebDriver, folder: Path) -> Path:
    """The file in the folder, once it is whole: the ones before were removed."""

    def come(_: WebDriver) -> list[Path]:
        return [file for file in folder.iterdir() if not file.name.endswith(".crdownload") and file.stat().st_size]

    return WebDriverWait(browser, PATIENCE).until(come)[0]


def test_paper_has_what_is_said_and_nothing_to_press(dossier: str, browser: WebDriver) -> None:
    browser.get(dossier)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    for pressed in (".tabs", ".find", ".pen", ".chips"):
        assert not any(one.is_displayed() for one in browser.find_elements(By.CSS_SELECTOR, pressed)), pressed
    assert all(one.is_displayed() for one in browser.find_elements(By.CSS_SELECTOR, ".answer-head, .glance li"))
    paper = browser.execute_cdp_cmd("Page.printToPDF", {})
    assert base64.b64decode(paper["data"]).startswith(b"%PDF")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def _wide(browser: WebDriver, width: int) -> None:
    """Makes the screen as wide as that; a narrow one is a phone's."""
    screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 800}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)


def _told(browser: WebDriver) -> list[str]:
    """What the browser complained of since it was last asked."""
    return [str(line["message"]) for line in browser.get_log("browser")]  # type: ignore[no-untyped-call]


def _addresses(dossier: str, browser: WebDriver) -> list[str]:
    """Every page of mine, with one of each kind that has an id."""
    base = dossier.partition("/dossiers")[0]
    browser.get(dossier)
    found = []
    for kind in ("incidents", "questions", "reports", "sources"):
        links = browser.find_elements(By.CSS_SELECTOR, f"main a[href*='/{kind}/']")
        found += [str(links[0].get_attribute("href"))] if links else []
    return [*(f"{dossier}{page}" for page in PAGES), *found, *(f"{base}{page}" for page in ELSEWHERE)]
