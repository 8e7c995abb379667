"""YAML from outside, read with care: plain data only, quickly refused where it is not.

Here: from a file to plain Python values, or an error that names the line. Not here: what the values
mean (`schema`). Compared with the usual reading: no aliases (a few lines could unfold to gigabytes), no
key twice in a block (one of the two would vanish), and dates stay text, so that an impossible one can be
named with its story instead of breaking the reading.
"""

from pathlib import Path
from typing import Any, Final

import yaml

MOST_BYTES: Final = 512 * 1024
TIMESTAMP: Final = "tag:yaml.org,2002:timestamp"


class NotReadable(Exception):
    """Why the file is no plain YAML, in words without the file's name."""


class PlainLoader(yaml.SafeLoader):
    """Builds text, numbers, lists and blocks, and nothing that refers to another place."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != TIMESTAMP]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise NotReadable(f"aliases (*name) are not allowed; there is one near line {self.line + 1}")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            if key.value in seen:
                words = f"the key '{str(key.value)[:40]}' stands twice in one block"
                raise yaml.constructor.ConstructorError(None, None, words, key.start_mark)
            if isinstance(key, yaml.ScalarNode):
                seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_plain_yaml(path: Path) -> object:
    """The content of the file. Raises `NotReadable`."""
    try:
        return yaml.load(_text_of(path), Loader=PlainLoader)  # noqa: S506 - a SafeLoader that allows even less
    except yaml.YAMLError as error:
        raise NotReadable(f"this is not readable YAML{_place_of(error)}") from None
    except (ValueError, OverflowError):
        raise NotReadable("a number or date in it cannot be read") from None
    except RecursionError:
        raise NotReadable("blocks are nested too deeply") from None


def _text_of(path: Path) -> str:
    # A pipe or a device would be waited for; only a plain file is opened.
    if not path.exists():
        raise NotReadable("there is no such file")
    if not path.is_file():
        raise NotReadable("this is not a plain file")
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise NotReadable(f"the file cannot be read ({error.strerror})") from None
    if len(content) > MOST_BYTES:
        raise NotReadable(f"the file is larger than {MOST_BYTES // 1024} KB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotReadable("this is not text in UTF-8") from None


def _place_of(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None)
    where = f" near line {mark.line + 1}" if mark else ""
    return f"{where} ({problem})" if problem else where
