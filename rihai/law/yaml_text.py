"""YAML that somebody gives us, read plainly: nothing in it stands for something else, and no key stands twice.

A few lines that refer to each other can fold out into more than any memory holds, and no file of facts needs them.
The loaders are in Python, not in C: what is nested thousands of times raises an error there and ends no process.
"""

from collections.abc import Hashable
from typing import Any

import yaml

from rihai.law.errors import InputProblem


class _Plain:
    """Refuses references and keys given twice; mixed into a loader of PyYAML."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):  # type: ignore[attr-defined]  # the loader it is mixed into has it
            event = self.peek_event()  # type: ignore[attr-defined]  # as above
            where = f"line {event.start_mark.line + 1}"
            raise InputProblem(where, f"refers to another place with *{event.anchor}", "each value written out")
        return super().compose_node(parent, index)  # type: ignore[misc, no-any-return]  # as above

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep)  # type: ignore[misc]  # as above
        if len(mapping) < len(node.value):
            keys = [str(key.value) for key, _ in node.value]
            twice = next((key for key in keys if keys.count(key) > 1), "<<")
            raise InputProblem(twice, "stands there twice", "each key once")
        return mapping


class PlainValues(_Plain, yaml.SafeLoader):
    """Numbers, dates, yes and no as YAML has them."""


class PlainTexts(_Plain, yaml.BaseLoader):
    """Everything as text, so that a wrong date can be named as it was written."""
