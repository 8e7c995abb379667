"""`./run pictures`: take the pictures of the README from a fresh demonstration, in a real browser.

Everybody in them is invented. A maintainer runs this after the look has changed, looks, and commits `docs/images/`.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests import equipment

ROOT: Final = Path(__file__).resolve().parent.parent
IMAGES: Final = ROOT / "docs" / "images"
SCREEN, PHONE = (1280, 860), (360, 740)
OFFICER, CASEWORKER = 0, 2
LAST_LINE: Final = "the data officer"


def main() -> int:
    program = equipment.chromium()
    if program is None:
        return 1
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, demonstration(Path(folder)) as links, sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        take_all(browser, links)
        browser.close()
    return 0


def take_all(browser: Browser, links: list[str]) -> None:
    officer = enter(browser, links[OFFICER], SCREEN)
    keep(officer, "my-day")
    officer.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    officer.locator(".rihai-header").get_by_role("button", name="हिंदी").click()
    keep(officer, "my-day-phone-hindi")
    caseworker = enter(browser, links[CASEWORKER], SCREEN)
    caseworker.goto(caseworker.url + "cases/")
    caseworker.locator("main .rihai-row a").first.click()
    keep(caseworker, "case")


def enter(browser: Browser, link: str, size: tuple[int, int]) -> Page:
    """By a one-time link, as somebody who tries the demonstration."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en-IN")
    page = context.new_page()
    page.goto(link)
    return page


def keep(page: Page, name: str) -> None:
    """What fits on the screen, in few colours: a README is read on slow networks too."""
    path = IMAGES / f"{name}.png"
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path)
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(96).save(path, optimize=True)
    sys.stderr.write(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} kB\n")


@contextmanager
def demonstration(folder: Path) -> Iterator[list[str]]:
    """A fresh one in this folder, on a free port; yields its five links."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "rihai.cli", "demo", "--port", str(port)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield links_of(process)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def links_of(process: "subprocess.Popen[str]") -> list[str]:
    assert process.stdout
    printed = []
    for line in process.stdout:
        printed.append(line)
        if LAST_LINE in line:
            return re.findall(r"http://\S+/enter/\S+", "".join(printed))
    raise SystemExit("The demonstration ended before it printed its links.")


if __name__ == "__main__":
    sys.exit(main())
