"""Reviewing in a browser: the contested question, a figure corrected, a claim rejected, incidents merged, all undone;
and a reader who is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from rashomon import pipeline
from rashomon.archive import decisions, open_archive, users

from .leading import PATIENCE, enter, led, press, push

EXAMPLE = Path(__file__).parents[2] / "examples" / "raqqa-2017"
PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def archive(browser: WebDriver, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001
    """The example, read."""
    path = tmp_path_factory.mktemp("review") / "review.db"
    with open_archive(path, create=True) as opened:
        pipeline.add(opened, [EXAMPLE], name="raqqa-2017")
        pipeline.conclude(opened, "raqqa-2017")
    return path


@pytest.fixture(scope="module")
def review(archive: Path, serve: Callable[[Path], str]) -> str:
    """Address of the dossier on a desk of one person."""
    return f"{serve(archive)}/dossiers/raqqa-2017"


@pytest.fixture(scope="module")
def staffed(archive: Path, serve: Callable[[Path], str], browser: WebDriver) -> Iterator[str]:
    """Address of the same desk, served to people who log in."""
    with open_archive(archive) as opened:
        for name, role in (("rea", "reader"), ("cody", "coder")):
            users.add(opened, name, role, PASSWORD)
    yield serve(archive)
    browser.delete_all_cookies()


def _state(browser: WebDriver) -> str:
    return browser.find_element(By.CSS_SELECTOR, ".from .state").text


def _fill(browser: WebDriver, name: str, value: str) -> None:
    box = browser.find_element(By.NAME, name)
    box.clear()
    box.send_keys(value)


def test_the_review_loop_by_keyboard_alone(review: str, browser: WebDriver) -> None:
    browser.get(review)
    contested = browser.find_element(By.CSS_SELECTOR, "#contested")
    assert contested.find_elements(By.CSS_SELECTOR, ".pen"), "each quote leads to its review"
    browser.get(f"{review}/decisions")
    press(browser, "j")
    first = browser.current_url
    assert browser.find_elements(By.CSS_SELECTOR, ".asked .badge.contested"), "contested questions come first"
    press(browser, "a")
    assert browser.current_url != first
    press(browser, "k")
    assert _state(browser) == "accepted"
    press(browser, "j")
    ActionChains(browser).send_keys("w").perform()
    assert browser.switch_to.active_element.get_attribute("name") == "why"
    browser.switch_to.active_element.send_keys("it is about another convoy")
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    second = browser.current_url
    press(browser, "r")
    browser.get(second)
    assert _state(browser) == "rejected"
    assert "it is about another convoy" in browser.find_element(By.CSS_SELECTOR, ".log").text


def test_a_figure_is_corrected_and_the_question_shows_it(review: str, browser: WebDriver) -> None:
    browser.get(f"{review}?status=contested")
    pens = browser.find_elements(By.CSS_SELECTOR, ".point.contested:has(.ladder) .pen")
    browser.get(str(pens[-1].get_attribute("href")))
    claim = browser.current_url
    press(browser, "c")
    for name in ("low", "best", "high"):
        _fill(browser, f"figures.0.{name}", "777")
    _fill(browser, "why", "the transcript says so")
    push(browser, "form.correct .send button")
    assert browser.current_url == claim.partition("?")[0]
    assert _state(browser) == "corrected"
    altered = browser.find_element(By.CSS_SELECTOR, ".altered").text
    assert "777" in altered
    assert "777" in browser.find_element(By.CSS_SELECTOR, ".sides .mine").text


def test_words_are_picked_by_selecting_them(review: str, browser: WebDriver) -> None:
    browser.get(f"{review}/review")
    press(browser, "c")
    browser.find_element(By.NAME, "content").click()
    browser.execute_script(
        """const paragraph = document.querySelector(".passage .text:nth-child(2)");
        const node = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
        const range = document.createRange();
        range.setStart(node, 0); range.setEnd(node, Math.min(6, node.length));
        getSelection().removeAllRanges(); getSelection().addRange(range);
        document.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));"""
    )
    picked = browser.find_element(By.NAME, "content").get_attribute("value")
    start = browser.find_element(By.NAME, "content.at").get_attribute("value")
    text = browser.find_element(By.CSS_SELECTOR, ".passage .text:nth-child(2)")
    assert picked
    assert text.text.startswith(picked)
    assert start == text.get_attribute("data-start")


def test_two_incidents_are_merged_and_parted_again(review: str, browser: WebDriver) -> None:
    def incidents() -> int:
        browser.get(f"{review}/incidents")
        links = browser.find_elements(By.CSS_SELECTOR, "main a[href*='/incidents/i']")
        return len({str(link.get_attribute("href")).partition("#")[0] for link in links})

    before = incidents()
    assert before > 1
    browser.get(str(browser.find_element(By.CSS_SELECTOR, "main a[href*='/incidents/i']").get_attribute("href")))
    led(browser, browser.find_element(By.PARTIAL_LINK_TEXT, "Merge").click, to="/review")
    Select(browser.find_element(By.ID, "other")).select_by_index(0)
    browser.find_element(By.ID, "merge-why").send_keys("the same night")
    push(browser, "form[action$='/merge'] button")
    assert incidents() == before - 1
    browser.get(f"{review}/decisions")
    assert "the same night" in browser.find_element(By.CSS_SELECTOR, ".told").text
    push(browser, ".told button")
    assert incidents() == before


def _until_told(browser: WebDriver, count: int) -> None:
    """Until the log has that many rows."""
    WebDriverWait(browser, PATIENCE).until(lambda b: len(b.find_elements(By.CSS_SELECTOR, ".told")) == count)


@pytest.fixture
def scriptless(browser: WebDriver) -> Iterator[WebDriver]:
    """The browser without JavaScript."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    yield browser
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_everything_is_undone_without_scripts_and_nothing_is_lost(
    review: str, archive: Path, scriptless: WebDriver
) -> None:
    browser = scriptless
    browser.get(f"{review}/decisions")
    count = len(browser.find_elements(By.CSS_SELECTOR, ".told"))
    while buttons := [
        button
        for told in browser.find_elements(By.CSS_SELECTOR, ".told:not(.undone)")
        if told.find_element(By.CSS_SELECTOR, ".what").text != "undid"
        for button in told.find_elements(By.CSS_SELECTOR, "button")
    ]:
        enter(browser, buttons[0])
        count += 1
        _until_told(browser, count)
    with open_archive(archive) as opened:
        assert decisions.verify(opened, "raqqa-2017").broken is None
        found = pipeline.conclude(opened, "raqqa-2017")
    assert not found.marks
    assert len(found.decisions) == count


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_of_reviewing_fit_and_break_no_rule(review: str, browser: WebDriver, width: int) -> None:
    mobile = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 800}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", mobile)
    browser.get(f"{review}/review")
    claim = browser.current_url
    browser.get(f"{review}/incidents")
    incident = browser.find_element(By.CSS_SELECTOR, "main a[href*='/incidents/i']").get_attribute("href")
    pages = (claim, f"{claim}/correct", f"{str(incident).partition('#')[0]}/review", f"{review}/decisions")
    broken = []
    for scheme in ("light", "dark"):
        browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        )
        for address in (*pages, f"{review}/coding"):
            browser.get(address)
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width, address
            broken += _broken(browser)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert not broken, "\n".join(broken)


def _broken(browser: WebDriver) -> list[str]:
    """Rules of accessibility that the page breaks, and where."""
    browser.execute_script(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = browser.execute_async_script("axe.run().then(arguments[0], (e) => arguments[0]({error: String(e)}))")
    assert "error" not in found, found
    here = browser.current_url
    return [f"{here}: {r['id']}: {n['html'][:160]}" for r in found["violations"] for n in r["nodes"][:2]]


def test_a_reader_logs_in_and_is_refused(staffed: str, browser: WebDriver) -> None:
    browser.get(f"{staffed}/dossiers/raqqa-2017/decisions")
    assert "/login" in browser.current_url
    _fill(browser, "name", "rea")
    _fill(browser, "password", "not the password")
    push(browser, ".login button")
    assert "is wrong" in browser.find_element(By.CSS_SELECTOR, ".refused").text
    assert not _broken(browser)
    _fill(browser, "password", PASSWORD)
    push(browser, ".login button")
    assert "a reader" in browser.find_element(By.TAG_NAME, "main").text
    browser.get(f"{staffed}/dossiers/raqqa-2017")
    assert not browser.find_elements(By.CSS_SELECTOR, ".pen, form[action*='/claims/']")
    assert not browser.find_elements(By.LINK_TEXT, "Review")
    push(browser, ".person button", to="/login")


def test_a_coder_logs_in_and_decides_under_their_name(staffed: str, browser: WebDriver) -> None:
    browser.get(f"{staffed}/dossiers/raqqa-2017/review")
    _fill(browser, "name", "cody")
    _fill(browser, "password", PASSWORD)
    push(browser, ".login button")
    claim = browser.current_url
    press(browser, "a")
    browser.get(claim)
    assert _state(browser) == "accepted"
    assert "cody" in browser.find_element(By.CSS_SELECTOR, ".log").text
