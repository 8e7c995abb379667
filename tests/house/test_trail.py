"""What the trail says beside its verb: which records, which roles, how many; never what was said, wished or found."""

import ast
from collections.abc import Iterator
from typing import Final

from tests.house import source

# What may stand in rows that can never be erased. Of rooms that write down what befell a survivor.
ROOMS: Final = ("offences", "prosecution")
RECORDS: Final = frozenset({
    "accused", "appeal", "application", "case", "check", "closure", "detention", "hearing", "item", "judgment",
    "legal_case", "link", "of", "petition", "receipt", "sentence", "sheet", "step", "threat",
})  # fmt: skip
CODES: Final = frozenset({
    # Which act of the procedure it is, before whom, by which part; what an authority did in public.
    "answer", "authority", "found", "ground", "kind", "outcome", "paper", "part", "role", "rung", "side", "standing",
    "state", "to", "topic",
})  # fmt: skip
COUNTS: Final = frozenset({"is_exact", "rows", "whole_house", "year"})
OWN: Final = frozenset({"by", "subject", "label", "uid", "holder"})


def test_the_trail_keeps_records_codes_and_counts_alone() -> None:
    allowed = RECORDS | CODES | COUNTS | OWN

    found = [f"{place}: {name}" for place, name in facts_written() if name not in allowed]

    assert not found, source.report(found, "Leave it out: the record says it, sealed, and can be erased.")


def facts_written() -> Iterator[tuple[str, str]]:
    for room in ROOMS:
        for path in source.files(f"rihai/{room}"):
            for node in ast.walk(source.tree(path)):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in ("audit.record", "audit.record_about"):
                    for keyword in node.keywords:
                        if keyword.arg is not None:
                            yield f"{source.place(path)}:{node.lineno}", keyword.arg


def test_the_rule_sees_what_is_written() -> None:
    assert {"case", "hearing", "part"} <= {name for _place, name in facts_written()}
