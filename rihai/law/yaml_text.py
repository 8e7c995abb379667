"""YAML that somebody gives us, read plainly: nothing in it stands for something else, and no key stands twice.

A few lines that refer to each other can fold out into more than any memory holds, and no file of facts needs them.
The loaders are in Python, not in C: what is nested thousands of times raises an error there and ends no process.
"""

import re
from collections.abc import Hashable
from typing import Any, Final

import yaml

from rihai.law.errors import InputProblem

# The only numbers that are read as numbers.
NUMBERS: Final = {
    "tag:yaml.org,2002:int": re.compile(r"^-?(?:0|[1-9][0-9]*)$", re.ASCII),
    "tag:yaml.org,2002:float": re.compile(r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$", re.ASCII),
}


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
    """Dates, yes and no as YAML has them; numbers only as people write them.

    To YAML 017 is 15, 0x11 is 17 and 1:30 is 90. Here they stay texts, and so does a day that no calendar has: whoever
    reads the value names its key, and says what could stand there.
    """

    def construct_day(self, node: yaml.ScalarNode) -> Any:
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return self.construct_scalar(node)


# A table of its own, without the numbers of YAML.
PlainValues.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in rules if tag not in NUMBERS]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _tag, _form in NUMBERS.items():
    PlainValues.add_implicit_resolver(_tag, _form, [*"-0123456789"])
PlainValues.add_constructor("tag:yaml.org,2002:timestamp", PlainValues.construct_day)


class PlainTexts(_Plain, yaml.BaseLoader):
    """Everything as text, so that a wrong date can be named as it was written."""
