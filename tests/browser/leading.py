"""Acts that lead to another page: the driver may answer before the browser has left the old one, so each waits."""

from __future__ import annotations

from collections.abc import Callable

from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

PATIENCE = 90
"""Seconds to wait for what reads reports: the language model is loaded first, and the machine may be busy."""


def led(browser: WebDriver, act: Callable[[], object], *, to: str = "") -> None:
    """Does it, and waits for another page that is whole and, when told, has this in its address."""
    here = browser.find_element(By.TAG_NAME, "html")

    def there(seen: WebDriver) -> bool:
        whole = seen.execute_script("return document.readyState") == "complete"
        return seen.find_element(By.TAG_NAME, "html") != here and whole and to in seen.current_url

    act()
    try:
        WebDriverWait(browser, PATIENCE, ignored_exceptions=(StaleElementReferenceException,)).until(there)
    except TimeoutException as error:
        seen = browser.find_element(By.TAG_NAME, "body").text[:500]
        raise AssertionError(f"not led on to {to or 'another page'}; {browser.current_url} says:\n{seen}") from error


def enter(browser: WebDriver, link: WebElement, *, to: str = "") -> None:
    """Follows a link or presses a button by keyboard."""
    led(browser, lambda: link.send_keys(Keys.ENTER), to=to)


def push(browser: WebDriver, button: str, *, to: str = "") -> None:
    """A button or link (by CSS), and what it leads to."""
    enter(browser, browser.find_element(By.CSS_SELECTOR, button), to=to)


def press(browser: WebDriver, key: str) -> None:
    """A key on the page, and what it leads to."""
    led(browser, lambda: ActionChains(browser).send_keys(key).perform())
