"""The impact report as JSON for programs and as lines for a terminal. The shape is documented in docs/api.md.

Our own figures come protected unless exact ones are asked for; null and "hidden" are never zero.
"""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rihai.research.definitions import DECLARED, FREED, LOCATED, OPERATIONS, PEOPLE, STORIES, Definition
from rihai.research.impact import Collection, FiguresOf, ImpactReport, N, ShownFigures
from rihai.research.protection import Count, protected, with_every_year
from rihai.research.reading import Comparison

NOT_OURS = "Published by {publisher}, not our cases, not endorsed"


def as_json(report: ImpactReport, *, is_exact: bool = False) -> dict[str, Any]:
    """Figures with definitions. Stories and people of publications stand under `published`, never added to `own`."""
    return {
        "as_of": report.as_of.isoformat(),
        "base_year": report.base_year or None,
        "is_exact": is_exact,
        "stories": report.stories,
        "people": report.people,
        "definitions": {
            "stories": _definition(STORIES),
            "people": _definition(PEOPLE),
            "operations": _definition(OPERATIONS),
            "located": _definition(LOCATED),
            "freed": _definition(FREED),
            "declared": _definition(DECLARED),
        },
        "own": _figures(_own(report, is_exact=is_exact)),
        "own_known_today": {code: today.screen for code, _then, today in _compared(report, is_exact=is_exact)},
        "published": [_collection(one) for one in report.collections],
    }


def as_text(report: ImpactReport, *, is_exact: bool = False) -> str:
    return "\n".join(_lines(report, is_exact=is_exact))


def _compared(report: ImpactReport, *, is_exact: bool) -> list[tuple[str, Count, Count]]:
    return Comparison(report.as_of, report.organisation, report.own, is_exact, report.base_year).rows


def _own(report: ImpactReport, *, is_exact: bool) -> ShownFigures:
    return FiguresOf[int | None](**vars(with_every_year(report.own))) if is_exact else protected(report.own)


def _lines(report: ImpactReport, *, is_exact: bool) -> Iterator[str]:
    yield f"As of {report.as_of.isoformat()} (from what had been recorded by the end of that day)"
    yield ""
    if report.base_year:
        yield f"Own work is counted since {report.base_year}."
    yield "Own work" if is_exact else "Own work (hidden: below 10, or would give away a count below 10; never zero)"
    yield from _figure_lines(_own(report, is_exact=is_exact))
    yield f"  Known today about the time until {report.as_of.isoformat()} (late entries and corrections included)"
    for code, _then, today in _compared(report, is_exact=is_exact):
        yield f"    {code:<29}{_shown(today.screen)}"
    for one in report.collections:
        yield ""
        yield NOT_OURS.format(publisher=one.publisher.name)
        yield f"  stories                        {one.stories}"
        yield from _figure_lines(one.figures)
        for figure in one.declared:
            yield f"  declared by them: {figure.value} {figure.measure} as of {figure.as_of}. {figure.note}"


def _figure_lines(figures: FiguresOf[N]) -> Iterator[str]:
    yield f"  operations                     {_shown(figures.operations)}"
    yield f"  people found in operations     {_shown(figures.people_found_in_operations)}"
    yield f"  people located                 {_shown(figures.people_located)}"
    yield f"  freed, exploitation stated     {_shown(figures.people_freed)}"
    yield f"  in operations, not stated      {_shown(figures.people_freed_not_stated)}  (never added)"
    yield f"  in operations, other finding   {_shown(figures.people_other_finding)}  (never added)"
    yield f"  people in all                  {_shown(figures.people)}"
    for code, count in figures.by_outcome.items():
        yield f"    {code:<33}{_shown(count)}"


def _shown(count: object) -> str:
    return "hidden" if count is None else str(count)


def _collection(one: Collection) -> dict[str, Any]:
    return {
        "publisher": one.publisher.name,
        "label": NOT_OURS.format(publisher=one.publisher.name),
        "stories": one.stories,
        "stories_by_year": one.stories_by_year,
        **_figures(one.figures),
        "declared": [
            {
                "measure": figure.measure,
                "value": figure.value,
                "since": figure.since,
                "as_of": figure.as_of,
                "note": figure.note,
                "source": figure.source,
            }
            for figure in one.declared
        ],
    }


def _figures(figures: FiguresOf[N]) -> dict[str, Any]:
    return {
        "people": figures.people,
        "operations": figures.operations,
        "people_found_in_operations": figures.people_found_in_operations,
        "freed": {
            "exploitation_stated": figures.people_freed,
            "exploitation_not_stated": figures.people_freed_not_stated,
        },
        "people_found_in_operations_other_finding": figures.people_other_finding,
        "located": {
            "total": figures.people_located,
            "in_operations": figures.people_located_in_operations,
            "otherwise": figures.people_located_otherwise,
        },
        "by_outcome": figures.by_outcome,
        "people_by_year": figures.people_by_year,
        "operations_by_year": figures.operations_by_year,
    }


def _definition(definition: Definition) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(definition).items()}
