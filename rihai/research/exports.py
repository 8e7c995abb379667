"""Figures as files: CSV and JSON, and the codebook that explains each column.

One row is one figure: an indicator, or one line of a table of the impact report. Here: rows and their spelling. Not
here: who may have which (`permissions`), hiding (`reading`).
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from django.utils.translation import gettext as _

from rihai.lib.cells import harmless
from rihai.lib.yamlfile import DataFileError, load_yaml
from rihai.research.indicators import Known
from rihai.research.protection import LISTS
from rihai.research.reading import lines, sheet

TABLE_CODES: Final = {
    "by_outcome": "people",
    "people_by_year": "people",
    "operations_by_year": "operations",
}


@dataclass(frozen=True)
class Row:
    """One figure. The codebook says what each column means; a test holds both together."""

    table: str
    group: str
    title: str
    value: float | int | None
    is_hidden: bool
    n: int | None
    n_counts: str
    unit: str
    as_of: str
    definition: str
    denominator: str
    does_not_count: str
    base_year: int | None
    version: int | None
    source: str


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    definition: str
    suppression: str


def rows_of(known: Known, *, is_exact: bool) -> list[Row]:
    return [*_indicator_rows(known, is_exact=is_exact), *_table_rows(known, is_exact=is_exact)]


def as_csv(rows: Iterable[Row]) -> str:
    return _csv([field.name for field in fields(Row)], (asdict(row) for row in rows))


def as_document(known: Known, rows: Iterable[Row], *, is_exact: bool) -> dict[str, Any]:
    """For programs: the rows with the codebook beside them."""
    return {
        "as_of": known.as_of.isoformat(),
        "base_year": known.base_year or None,
        "is_exact": is_exact,
        "figures": [asdict(row) for row in rows],
        "codebook": [asdict(column) for column in codebook()],
    }


def codebook() -> list[Column]:
    """Every column of the files. Raises DataFileError if the codebook and the files differ."""
    found = [Column(**row) for row in load_yaml("rihai.research", "codebook.yaml")["columns"]]
    if [one.name for one in found] != [field.name for field in fields(Row)]:
        raise DataFileError("rihai.research/data/codebook.yaml", "does not name the columns of the files", "columns")
    return [Column(one.name, _(one.type), _(one.definition), _(one.suppression)) for one in found]


def codebook_csv() -> str:
    return _csv([field.name for field in fields(Column)], (asdict(column) for column in codebook()))


def _csv(names: list[str], rows: Iterable[Mapping[str, object]]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, names, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _spelt(value) for name, value in row.items()} for row in rows)
    return file.getvalue()


def _spelt(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else harmless(value)


def _indicator_rows(known: Known, *, is_exact: bool) -> Iterator[Row]:
    for line in lines(known, is_exact=is_exact):
        one, measured = line.indicator, line.screen
        yield Row(
            table="indicators",
            group=one.code,
            title=str(one.title),
            value=measured.value,
            is_hidden=measured.is_hidden,
            n=measured.n,
            n_counts=str(one.n),
            unit=one.unit.value,
            as_of=known.as_of.isoformat(),
            definition=str(one.numerator),
            denominator=str(one.denominator),
            does_not_count=str(one.does_not_count),
            base_year=one.base_year(known.base_year) or None,
            version=one.version,
            source=str(one.source),
        )


def _table_rows(known: Known, *, is_exact: bool) -> Iterator[Row]:
    """Tables of the impact report: people by outcome and by year, operations by year, with their totals."""
    report = sheet(known.figures, is_exact=is_exact)
    for name in LISTS:
        total = getattr(report, TABLE_CODES[name])
        for group, count in [*getattr(report, name).items(), ("total", total)]:
            yield Row(
                table=name,
                group=group,
                title=_table_title(name),
                value=count.screen,
                is_hidden=count.screen is None,
                n=total.screen,
                n_counts=_("people") if TABLE_CODES[name] == "people" else _("operations"),
                unit="count",
                as_of=known.as_of.isoformat(),
                definition=_table_definition(name),
                denominator="",
                does_not_count=_("Published stories of other organisations."),
                base_year=known.base_year or None,
                version=None,
                source=_("Records of this installation as they were written down, own work only"),
            )


def _table_title(name: str) -> str:
    titles = {
        "by_outcome": _("People by how they were found last"),
        "people_by_year": _("People by year"),
        "operations_by_year": _("Operations by year"),
    }
    return titles[name]


def _table_definition(name: str) -> str:
    definitions = {
        "by_outcome": _("Distinct people found, by how they were found last."),
        "people_by_year": _("Distinct people found, by the year of the day on which they were found last."),
        "operations_by_year": _("Operations carried out, by the year in which they took place."),
    }
    return definitions[name]
