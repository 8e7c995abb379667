"""Draws docs/workflows.md from the tables of `workflow.py`; `./run diagrams` writes it, a test compares.

Labels stand in English: the page is for people who read the code.
"""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from django.utils.translation import override

from rihai.lib.workflow import Workflow
from tests.house import source

PAGE = source.ROOT / "docs" / "workflows.md"
HEAD = """# Statuses and their steps

Drawn from the `workflow.py` of each package by `./run diagrams`; a test compares. A box is a status, an arrow a
step that somebody allowed may take. A status without an arrow away from it is an end.
"""


def workflows() -> list[Workflow[Any]]:
    return [workflow for _, workflow in placed_workflows()]


def placed_workflows() -> Iterator[tuple[str, Workflow[Any]]]:
    """Every table with the module it stands in, in the order of names."""
    for path in source.modules("workflow"):
        if path.parent.name != "lib":
            name = module_name(path)
            for workflow in importlib.import_module(name).WORKFLOWS:
                yield name, workflow


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(source.ROOT).with_suffix("").parts)


def page() -> str:
    with override("en"):
        return "\n".join([HEAD, *(diagram(name, workflow) for name, workflow in placed_workflows())])


def diagram(module: str, workflow: Workflow[Any]) -> str:
    lines = [f"    [*] --> {workflow.start.value}"]
    for status, after in workflow.transitions.items():
        lines.append(f"    {status.value}: {status.label}")
        lines += [f"    {status.value} --> {to.value}" for to in sorted(after)]
        lines += [f"    {status.value} --> [*]"] if not after else []
    title = workflow.name.replace("_", " ").capitalize()
    return "\n".join([f"## {title}", "", f"`{module}`", "", "```mermaid", "stateDiagram-v2", *lines, "```", ""])


if __name__ == "__main__":
    importlib.import_module("tests.environment")
    django.setup()
    PAGE.write_text(page())
    sys.stdout.write(f"wrote {source.place(PAGE)}\n")
