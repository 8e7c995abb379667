"""Statuses and their steps: the tables are total, nothing goes around them, and the docs show what they say."""

import ast
import importlib
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest

from rihai.lib.workflow import Workflow
from tests.house import diagrams, source

WORKFLOWS = diagrams.workflows()
# Statuses that old records come in with; nobody is led there by a step.
ONLY_BROUGHT_IN = {"case": {"not_stated"}}


def by_name(workflow: Workflow[str]) -> str:
    return workflow.name


def test_there_are_workflows_to_look_at() -> None:
    assert WORKFLOWS


def test_every_table_of_a_workflow_module_is_listed_there() -> None:
    for path in source.modules("workflow"):
        if path.parent.name != "lib":
            module = importlib.import_module(diagrams.module_name(path))
            tables = [value for value in vars(module).values() if isinstance(value, Workflow)]
            assert sorted(tables, key=by_name) == sorted(module.WORKFLOWS, key=by_name), source.place(path)


def test_every_workflow_has_a_name_of_its_own() -> None:
    names = [workflow.name for workflow in WORKFLOWS]

    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=by_name)
def test_every_status_has_a_row_and_every_step_leads_to_a_status(workflow: Workflow[str]) -> None:
    statuses = type(workflow.start)
    assert issubclass(statuses, Enum)

    assert set(workflow.transitions) == set(statuses)
    assert {to for after in workflow.transitions.values() for to in after} <= set(statuses)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=by_name)
def test_every_status_can_be_reached_from_the_start(workflow: Workflow[str]) -> None:
    reached = {workflow.start}
    while more := {to for one in reached for to in workflow.transitions[one]} - reached:
        reached |= more

    assert set(workflow.transitions) - reached == ONLY_BROUGHT_IN.get(workflow.name, set())


def test_no_status_is_assigned_outside_move_to() -> None:
    found = [f"{source.place(path)}:{line}" for path in source.files() for line in assignments(path)]

    assert not found, source.report(found, "Use the record's move_to(): only the table decides.")


def assignments(path: Path) -> Iterator[int]:
    allowed = {
        id(node) for found in source.functions(path) if found.node.name == "move_to" for node in ast.walk(found.node)
    }
    for node in ast.walk(source.tree(path)):
        if id(node) not in allowed and sets_status(node):
            yield getattr(node, "lineno", 0)


def sets_status(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update":
        return any(keyword.arg == "status" for keyword in node.keywords)
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "setattr":
        return len(node.args) > 1 and isinstance(node.args[1], ast.Constant) and node.args[1].value == "status"
    return False


@pytest.mark.parametrize(
    "code",
    [
        "case.status = 'closed'",
        "Case.objects.update(status='closed')",
        "setattr(case, 'status', 1)",
        "case.status: str = 'x'",
    ],
)
def test_the_search_for_assignments_finds_them(tmp_path: Path, code: str) -> None:
    file = tmp_path / "actions.py"
    file.write_text(code)

    assert list(assignments(file)) == [1]


def test_the_search_for_assignments_lets_move_to_pass(tmp_path: Path) -> None:
    file = tmp_path / "models.py"
    file.write_text("def move_to(self, status):\n    self.status = step(status)\n")

    assert list(assignments(file)) == []


def test_the_diagrams_of_the_docs_are_those_of_the_tables() -> None:
    assert diagrams.PAGE.exists(), "Write it: ./run diagrams"

    assert diagrams.PAGE.read_text() == diagrams.page(), "The tables have changed; write the page anew: ./run diagrams"
