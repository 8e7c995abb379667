"""Reading one mapping of the data files with its types; a fault names the file, the entry, the key and the matter.

Here: what a value must look like. Not here: what an entry means (`entries`), or whether ids exist (`loading`).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from rihai.law.errors import nearest

MISSING: Final = object()


class DataFault(Exception):
    """A data file of the law cannot be used as it stands."""

    def __init__(self, file: str, entry: str, key: str, what: str) -> None:
        self.file, self.entry, self.key, self.what = file, entry, key, what
        super().__init__(": ".join(part for part in (file, entry, key, what) if part))


class Row:
    """One mapping, read key by key; `done` refuses keys that nobody asked for."""

    def __init__(self, file: str, content: Any, entry: str = "") -> None:
        self.file, self.entry = file, entry
        if not isinstance(content, dict):
            raise DataFault(file, entry, "", "must hold keys and values")
        self.content: Mapping[str, Any] = content
        if not entry:
            self.entry = str(content.get("id", content.get("key", "")))
        self._read: set[str] = set()

    def fault(self, key: str, what: str) -> DataFault:
        return DataFault(self.file, self.entry, key, what)

    def get(self, key: str, default: Any = MISSING) -> Any:
        self._read.add(key)
        value = self.content.get(key, default)
        if value is MISSING:
            raise self.fault(key, "is missing")
        return value

    def text(self, key: str, default: Any = MISSING) -> str:
        value = self.get(key, default)
        if not isinstance(value, str):
            raise self.fault(key, f"must be text, not {value!r}")
        return value

    def words(self, key: str) -> str:
        """Text that says something."""
        text = self.text(key)
        if not text.strip():
            raise self.fault(key, "is empty")
        return text

    def one_of(self, key: str, allowed: Iterable[str], default: Any = MISSING) -> str:
        value = self.text(key, default)
        if value not in set(allowed):
            raise self.fault(key, f"must be one of {nearest(value, allowed)}, not {value!r}")
        return value

    def flag(self, key: str, default: Any = MISSING) -> bool:
        value = self.get(key, default)
        if not isinstance(value, bool):
            raise self.fault(key, f"must be true or false, not {value!r}")
        return value

    def maybe_flag(self, key: str) -> bool | None:
        return None if self.get(key, None) is None else self.flag(key)

    def number(self, key: str, default: Any = MISSING) -> float:
        value = self.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise self.fault(key, f"must be a number from 0, not {value!r}")
        return value

    def maybe_number(self, key: str) -> float | None:
        return None if self.get(key, None) is None else self.number(key)

    def maybe_text(self, key: str) -> str | None:
        return None if self.get(key, None) is None else self.text(key)

    def maybe_date(self, key: str) -> date | None:
        value = self.get(key, None)
        if value is None:
            return None
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except (TypeError, ValueError):
            raise self.fault(key, f"must be a date such as 2024-07-01, not {value!r}") from None

    def texts(self, key: str, default: Any = MISSING) -> tuple[str, ...]:
        value = self.get(key, default)
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            raise self.fault(key, f"must be a list of texts, not {value!r}")
        return tuple(value)

    def rows(self, key: str, default: Any = MISSING) -> list["Row"]:
        value = self.get(key, default)
        if not isinstance(value, list | tuple):
            raise self.fault(key, "must be a list")
        return [Row(self.file, one, self.entry) for one in value]

    def done(self) -> None:
        unknown = set(self.content) - self._read
        if unknown:
            key = min(unknown)
            raise self.fault(key, f"is not a key known here; nearest: {nearest(key, self._read)}")
