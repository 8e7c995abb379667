"""Every change of state is an action: it says who did it, is whole or nothing, and leaves an audit event."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house import source
from tests.house.source import Found

WRITES_THE_TRAIL = "it writes the trail itself"
EXCEPTIONS = {
    "rihai/audit/actions.py record": WRITES_THE_TRAIL,
    "rihai/audit/actions.py record_about": WRITES_THE_TRAIL,
}
ATOMIC = {"transaction.atomic", "atomic"}
RECORDERS = {"record", "record_about"}


def checked_actions() -> Iterator[Found]:
    for action in source.public_actions():
        if f"{source.place(action.path)} {action.node.name}" not in EXCEPTIONS:
            yield action


def test_there_are_actions_to_look_at() -> None:
    assert list(checked_actions())


def test_every_exception_names_an_action_that_exists() -> None:
    existing = {f"{source.place(action.path)} {action.node.name}" for action in source.public_actions()}

    assert set(EXCEPTIONS) <= existing


def test_every_action_takes_by_as_a_keyword_of_its_own() -> None:
    problems = [str(action) for action in checked_actions() if not takes_by(action.node)]

    assert not problems, source.report(problems, "Give it the keyword-only, required argument `by`.")


def test_every_action_takes_at_most_its_subject_by_position() -> None:
    problems = [
        f"{action} takes {', '.join(argument.arg for argument in action.node.args.args)}"
        for action in checked_actions()
        if len(action.node.args.posonlyargs) + len(action.node.args.args) > 1 or action.node.args.vararg
    ]

    assert not problems, source.report(problems, "Put `*` after the subject, so that calls read by name.")


def test_every_action_is_atomic() -> None:
    problems = [str(action) for action in checked_actions() if not ATOMIC.intersection(action.decorators)]

    assert not problems, source.report(problems, "Decorate it with @transaction.atomic.")


def test_every_action_leaves_an_audit_event() -> None:
    problems = [str(action) for action in checked_actions() if action.node.name not in recording(action.path)]

    assert not problems, source.report(problems, "Call audit.record(…), or another action that does.")


def takes_by(node: source.Function) -> bool:
    defaults = dict(zip((argument.arg for argument in node.args.kwonlyargs), node.args.kw_defaults, strict=True))
    return "by" in defaults and defaults["by"] is None


@cache
def recording(path: Path) -> frozenset[str]:
    """The functions of a file that record: directly, or through one another, or through an action elsewhere."""
    called = {found.node.name: source.calls(found.node) for found in source.functions(path)}
    known = imported_recorders(path)
    names = {name for name, uses in called.items() if uses & known or any(is_action_of(use, known) for use in uses)}
    while more := {name for name, uses in called.items() if uses & names} - names:
        names |= more
    return frozenset(names)


def imported_recorders(path: Path) -> set[str]:
    """What may be called to leave an event: the trail's functions and actions of any package, as imported here."""
    known = set()
    for node in ast.walk(source.tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                known |= recorders_of(node.module, alias)
    return known


def recorders_of(module: str, alias: ast.alias) -> set[str]:
    name = alias.asname or alias.name
    if module.startswith("rihai.") and alias.name == "actions":
        return {f"{name}.*"} if module != "rihai.audit" else {f"{name}.{each}" for each in RECORDERS}
    is_from_actions = module.startswith("rihai.") and "actions" in module.split(".")
    return {name} if is_from_actions and is_recorder(module, alias.name) else set()


def is_recorder(module: str, name: str) -> bool:
    return name in RECORDERS or (module != "rihai.audit.actions" and not name.startswith("_"))


def is_action_of(use: str, known: set[str]) -> bool:
    alias, _, name = use.rpartition(".")
    return f"{alias}.*" in known and not name.startswith("_")


@pytest.mark.parametrize(
    ("code", "records"),
    [
        ("from rihai.audit import actions as audit\ndef f():\n    audit.record('a.b')", True),
        ("from rihai.audit.actions import record\ndef f():\n    record('a.b')", True),
        ("from rihai.audit import actions as audit\ndef _g():\n    audit.record('a.b')\ndef f():\n    _g()", True),
        ("from rihai.access.actions import grant\ndef f():\n    grant(1)", True),
        ("from rihai.access import actions as access\ndef f():\n    access.grant(1)", True),
        ("from rihai.audit import actions as audit\ndef f():\n    audit.label_of(1)", False),
        ("from rihai.access.actions import grant\ndef f():\n    revoke(1)", False),
        ("def record(): ...\ndef f():\n    record()", False),
        ("def f():\n    pass", False),
    ],
)
def test_the_search_for_audit_events_can_tell(tmp_path: Path, code: str, records: bool) -> None:
    file = tmp_path / "actions.py"
    file.write_text(code)

    assert ("f" in recording(file)) is records
