"""Puts changed code into functions that are loaded already, so that nothing has to start anew for it.

Only what lies inside the bodies of functions can be put in: a changed constant, decorator or class has done its work
when the module was loaded. Then this says so, and the test has to run in a fresh process.
"""

import ast
import gc
from collections.abc import Iterator, Sequence
from types import CodeType, FunctionType

Function = ast.FunctionDef | ast.AsyncFunctionDef
Place = tuple[str, int]


def swap(file: str, before: str, after: str, among: Sequence[FunctionType]) -> bool:
    """Whether every function that differs was alive (`living`) and now runs as in `after`."""
    old, new = ast.parse(before, file), parsed(after, file)
    if new is None or around(old) != around(new):
        return False
    changed = [pair for pair in zip(outer(old), outer(new), strict=True) if ast.dump(pair[0]) != ast.dump(pair[1])]
    was, now = codes(compile(before, file, "exec")), codes(compile(after, file, "exec"))
    try:
        return bool(changed) and all(put(was[place(one)], now[place(other)], among) for one, other in changed)
    except (KeyError, ValueError):
        return False


def parsed(text: str, file: str) -> ast.Module | None:
    try:
        return ast.parse(text, file)
    except SyntaxError:
        return None


def around(tree: ast.Module) -> str:
    """All but the bodies of the functions."""
    bodies = [(node, node.body) for node in outer(tree)]
    for node, _ in bodies:
        node.body = []
    try:
        return ast.dump(tree)
    finally:
        for node, body in bodies:
            node.body = body


def outer(tree: ast.AST) -> list[Function]:
    """Functions and methods in their order, but no function within a function."""
    found: list[Function] = []
    for node in ast.iter_child_nodes(tree):
        found += [node] if isinstance(node, Function) else outer(node)
    return found


def place(node: Function) -> Place:
    """As a code object says it: by name, and by the line of its first decorator."""
    return node.name, min([node.lineno, *(one.lineno for one in node.decorator_list)])


def codes(code: CodeType) -> dict[Place, CodeType]:
    return {(one.co_name, one.co_firstlineno): one for one in inner(code)}


def inner(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from inner(constant)


def put(old: CodeType, new: CodeType, among: Sequence[FunctionType]) -> bool:
    """Into every function of that code, and of the functions within it."""
    if not (found := running(old, among)):
        return False
    for function in found:
        function.__code__ = new
    for one, other in zip(inner(old), inner(new), strict=False):
        for function in running(one, among) if one.co_name == other.co_name else ():
            function.__code__ = other
    return True


def running(code: CodeType, among: Sequence[FunctionType]) -> list[FunctionType]:
    wanted = where(code)
    return [each for each in among if where(each.__code__) == wanted]


def where(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_name, code.co_firstlineno


def living() -> list[FunctionType]:
    """All functions there are. Asked once, before children: each would otherwise copy a million objects by looking."""
    gc.unfreeze()  # what was put aside once all was loaded (tests/conftest.py) would not be found
    # Asking a lazy object what it is an instance of would wake it.
    functions = [each for each in gc.get_objects() if type(each) is FunctionType]
    gc.freeze()
    return functions
