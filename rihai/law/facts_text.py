"""Facts as YAML or JSON text: read safely, and a key given twice is an error instead of a silent choice."""

from typing import Any

import yaml

from rihai.law.errors import InputProblem
from rihai.law.yaml_text import PlainValues

# Facts of one case are a page; more is another file.
MOST_CHARACTERS = 200_000


def read_text(text: str, name: str = "facts") -> Any:
    """What a text holds, as plain values. Raises InputProblem, naming the line where it breaks off."""
    if len(text) > MOST_CHARACTERS:
        raise InputProblem(name, "is too long for the facts of one case", f"up to {MOST_CHARACTERS:,} characters")
    try:
        return yaml.load(text, PlainValues)  # noqa: S506 - a safe loader that reads each key once
    except InputProblem:
        raise
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputProblem(name, f"line {line} is not valid YAML", "YAML or JSON") from error
    except (yaml.YAMLError, RecursionError, ValueError, TypeError) as error:
        raise InputProblem(name, "cannot be read as YAML or JSON", "YAML or JSON") from error
