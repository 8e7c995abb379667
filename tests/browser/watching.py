"""What a page does while a test drives it, how its form is sent, what axe says of it, and pictures."""

import json
import os
from pathlib import Path
from typing import Any, Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Request

from tests import shared

OWN_SCHEMES: Final = ("data:", "blob:", "about:")
# An answer of 403, 404 or 422 that a test asked for is no fault of the page.
EXPECTED: Final = "Failed to load resource: the server responded with a status of 4"
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK: Final = (
    f"axe.run(document, {{runOnly: {RULES}, resultTypes: ['violations']}}).then(r => JSON.stringify(r.violations))"
)


def watch(page: Page, own: str, problems: list[str]) -> None:
    """Note what the page logs as an error, throws, or asks of anybody but our own server."""

    def log(message: ConsoleMessage) -> None:
        # A breach of the content policy is logged as an error too.
        if message.type == "error" and not message.text.startswith(EXPECTED):
            problems.append(f"console: {message.text}")

    def ask(request: Request) -> None:
        if not request.url.startswith((f"{own}/", *OWN_SCHEMES)):
            problems.append(f"a request to {request.url}")

    page.on("console", log)
    page.on("request", ask)
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))


def accessibility_problems(page: Page) -> list[str]:
    """What axe finds, one line for each element. Injected below the content policy, which stays on."""
    page.wait_for_load_state()  # else it may look at a page that is being left
    tools = page.context.new_cdp_session(page)
    # Half a megabyte to read: once for a page that is looked at in two widths.
    if evaluate(tools, "typeof axe") == "undefined":
        evaluate(tools, AXE_SCRIPT)
    violations = json.loads(evaluate(tools, ASK))
    tools.detach()
    return [
        f"{page.url} {found['id']} ({found['impact']}): {found['help']}: {node['html'][:200]}"
        for found in violations
        for node in found["nodes"]
    ]


def evaluate(tools: Any, script: str) -> Any:
    answer = tools.send("Runtime.evaluate", {"expression": script, "awaitPromise": True, "returnByValue": True})
    if "exceptionDetails" in answer:
        raise RuntimeError(answer["exceptionDetails"]["text"])
    return answer["result"].get("value")


def submit(page: Page) -> None:
    """Press the last button of the last form: beside it may stand one that keeps a draft."""
    page.locator("main form button[type=submit]:visible").last.click()


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page if RIHAI_TEST_SCREENSHOTS names a folder."""
    folder = os.environ.get(shared.SCREENSHOTS)
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
