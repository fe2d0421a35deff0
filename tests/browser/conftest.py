"""A desk that is really served, and a browser that really shows it: headless Chromium, both from Debian's packages."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from .leading import PATIENCE, led

EXAMPLE = Path(__file__).parents[2] / "examples" / "raqqa-2017"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--window-size=1440,1000",
)


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], str]]:
    """Serves an archive at a port of its own; returns the address."""
    running: list[subprocess.Popen[bytes]] = []

    def start(archive: Path) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "rashomon.cli", "serve", "--archive", str(archive), "--port", str(port)]
        log = (tmp_path_factory.mktemp("served") / "log.txt").open("wb")
        running.append(subprocess.Popen(command, stdout=log, stderr=log))
        log.close()
        address = f"http://localhost:{port}"
        _until_answered(address, running[-1])
        return address

    yield start
    for one in running:
        one.terminate()
        one.wait(timeout=20)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    found, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not found or not driver:
        pytest.skip(
            "no chromium with chromedriver (Debian: chromium, chromium-driver): the desk is not seen in a browser"
        )
    options = webdriver.ChromeOptions()
    options.binary_location = found
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome = webdriver.Chrome(options=options, service=Service(executable_path=driver))
    chrome.set_page_load_timeout(PATIENCE)
    chrome.set_script_timeout(PATIENCE)
    yield chrome
    chrome.quit()


@pytest.fixture(scope="session")
def desk(serve: Callable[[Path], str], browser: WebDriver, tmp_path_factory: pytest.TempPathFactory) -> str:  # noqa: ARG001
    """Address of a desk with nothing in it yet."""
    return serve(tmp_path_factory.mktemp("desk") / "desk.db")


@pytest.fixture(scope="session")
def dossier(desk: str, browser: WebDriver) -> str:
    """Address of the example's dossier, its reports added by upload as a person would."""
    browser.get(f"{desk}/dossiers")
    browser.find_element(By.ID, "dossier").send_keys("raqqa-2017")
    browser.find_element(By.ID, "files").send_keys("\n".join(str(file) for file in sorted(EXAMPLE.iterdir())))
    led(browser, browser.find_element(By.CSS_SELECTOR, ".add button").click, to="/batches/")
    link = WebDriverWait(browser, PATIENCE).until(lambda b: b.find_elements(By.LINK_TEXT, "See the dossier"))[0]
    led(browser, link.click, to="/dossiers/raqqa-2017")
    return browser.current_url


def _until_answered(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(PATIENCE * 10):
        try:
            with urllib.request.urlopen(f"{address}/static/style.css", timeout=5):
                return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    pytest.fail(f"the desk did not open at {address}")
