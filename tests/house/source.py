"""Reads our own code as text and as syntax trees, without importing it.

Here: finding files, functions and calls. Not here: any rule about them (`test_*.py` beside this file).
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HOUSE = ROOT / "rihai"
PURE = {"law", "matching", "disclosure", "lib"}
NOT_OURS = {"migrations", "vendor", "node_modules", "__pycache__"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Found:
    """A function of ours and where it stands."""

    path: Path
    node: Function

    def __str__(self) -> str:
        return f"{place(self.path)}:{self.node.lineno} {self.node.name}"

    @property
    def decorators(self) -> list[str]:
        return [ast.unparse(decorator) for decorator in self.node.decorator_list]


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def packages() -> list[str]:
    return sorted(path.parent.name for path in HOUSE.glob("*/__init__.py"))


@cache
def files(folder: str = "rihai", pattern: str = "*.py") -> tuple[Path, ...]:
    """Our files below a folder, without migrations and what others wrote."""
    found = (ROOT / folder).rglob(pattern)
    return tuple(sorted(path for path in found if not NOT_OURS.intersection(path.relative_to(ROOT).parts)))


def modules(name: str) -> list[Path]:
    """Every module of that name, or the modules of a package of that name: actions.py, actions/*.py."""
    return [path for path in files() if path.name == f"{name}.py" or path.parent.name == name]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def functions(path: Path) -> Iterator[Found]:
    """Every function of a file, methods and inner ones included."""
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield Found(path, node)


def top_functions(path: Path) -> Iterator[Found]:
    for node in tree(path).body:
        if isinstance(node, Function):
            yield Found(path, node)


def public_actions() -> list[Found]:
    return [found for path in modules("actions") for found in top_functions(path) if is_public(found.node)]


def is_public(node: Function) -> bool:
    return not node.name.startswith("_")


def length(node: Function) -> int:
    """Lines from the first decorator to the last line, docstring included."""
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return (node.end_lineno or node.lineno) - first + 1


def calls(node: ast.AST) -> set[str]:
    """What is called inside, as written: `audit.record`, `check_can_triage`."""
    return {ast.unparse(each.func) for each in ast.walk(node) if isinstance(each, ast.Call)}


def names(node: ast.AST) -> set[str]:
    """Dotted names used inside, as written: `Permission.CASE_OPEN`."""
    return {ast.unparse(each) for each in ast.walk(node) if isinstance(each, ast.Attribute)}


def texts(path: Path) -> set[str]:
    return {
        node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def report(problems: Sequence[str], remedy: str) -> str:
    """The message of a failed rule: every place at once, and what to do."""
    return "\n".join([f"{len(problems)} to mend. {remedy}", *(f"  {problem}" for problem in problems)])
