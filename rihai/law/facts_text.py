"""Facts as YAML or JSON text: read safely, and a key given twice is an error instead of a silent choice."""

from collections.abc import Hashable
from typing import Any

import yaml

from rihai.law.errors import InputProblem

# Facts of one case are a page; more is another file.
MOST_CHARACTERS = 200_000


class _Once(yaml.SafeLoader):
    """Refuses a key that stands twice in one mapping.

    Not the C loader: what somebody nested thousands of times would end the process instead of raising an error.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep)
        if len(mapping) < len(node.value):
            keys = [str(key.value) for key, _ in node.value]
            twice = next((key for key in keys if keys.count(key) > 1), "<<")
            raise InputProblem(twice, "stands there twice", "each key once")
        return mapping


def read_text(text: str, name: str = "facts") -> Any:
    """What a text holds, as plain values. Raises InputProblem, naming the line where it breaks off."""
    if len(text) > MOST_CHARACTERS:
        raise InputProblem(name, "is too long for the facts of one case", f"up to {MOST_CHARACTERS:,} characters")
    try:
        return yaml.load(text, _Once)  # noqa: S506 - a safe loader that reads each key once
    except InputProblem:
        raise
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputProblem(name, f"line {line} is not valid YAML", "YAML or JSON") from error
    except (yaml.YAMLError, RecursionError, ValueError, TypeError) as error:
        raise InputProblem(name, "cannot be read as YAML or JSON", "YAML or JSON") from error
