"""Questions that every request asks in the same words: put into SQL once in a process, not at every page.

For the framework it takes longer to compose such a question than for the database to answer it. Here: keeping the
words and filling in what is asked for. Not here: the questions themselves, and any whose words depend on who asks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)


class Given(Expression):
    """A value that is known only when the question is asked."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, _compiler: SQLCompiler, _connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)

    def put(self, value: object) -> Any:
        return self.output_field.get_db_prep_value(value, connection)


@dataclass(frozen=True)
class Words:
    """A question as it is sent, and how what comes back is read."""

    sql: str
    params: tuple[Any, ...]
    converters: dict[int, Any]
    columns: list[str]
    model: Any


class Kept(Generic[M]):
    """The rows of a QuerySet in which `Given` stands where values differ; joined models are not among them."""

    def __init__(self, ask: Callable[[], QuerySet[M, Any]]) -> None:
        self.ask = ask
        self.words: dict[str, Words] = {}

    def rows(self, **values: object) -> list[M]:
        words = self._words()
        return [words.model.from_db(connection.alias, words.columns, row) for row in self.tuples(**values)]

    def first(self, **values: object) -> M | None:
        return next(iter(self.rows(**values)), None)

    def tuples(self, **values: object) -> Iterator[tuple[Any, ...]]:
        words = self._words()
        params: list[Any] = [one.put(values[one.name]) if isinstance(one, Given) else one for one in words.params]
        with connection.cursor() as cursor:
            cursor.execute(words.sql, params)
            found = cursor.fetchall()
        return (_converted(row, words.converters) for row in found)

    def _words(self) -> Words:
        """Kept for each kind of database: reading a column depends on its settings, not on the connection."""
        if connection.vendor not in self.words:
            question = self.ask()
            compiler = question.query.get_compiler(connection=connection)
            sql, params = compiler.as_sql()
            read = [expression for expression, _sql, _alias in compiler.select]
            names = [getattr(getattr(one, "target", None), "attname", "") for one in read]
            converters = compiler.get_converters(read)
            self.words[connection.vendor] = Words(sql, tuple(params), converters, names, question.model)
        return self.words[connection.vendor]


def _converted(row: tuple[Any, ...], converters: dict[int, Any]) -> tuple[Any, ...]:
    values = list(row)
    for place, (convert, expression) in converters.items():
        for one in convert:
            values[place] = one(values[place], expression, connection)
    return tuple(values)
