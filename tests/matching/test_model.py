"""A model comes from a file that others made: what would be nonsense is refused in words that name the part."""

import json
from typing import Any

import pytest

from rihai.matching.model import Model, ModelError, default_model

NAN, INFINITE = float("nan"), float("inf")


def with_part(name: str, value: Any) -> str:
    return json.dumps({**json.loads(default_model().to_json()), name: value})


def test_a_model_comes_back_from_its_file_as_it_was() -> None:
    assert Model.from_json(default_model().to_json()) == default_model()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("expected", value) for value in (NAN, "a", 0, 1, -0.1, INFINITE, None, True)),
        *(("caps", value) for value in ([], [1.0] * 7, [1.0] * 9, [*[1.0] * 7, NAN], [*[1.0] * 7, "1"], 8)),
        *(("age", {"parts": value}) for value in ([], [[1.0, 0]], [[1.0, NAN]], [[0.2, 1.5]], [[-1, 1], [2, 1]])),
        ("age_undated", {"parts": 3}),
        *(("lag_longest", value) for value in (0, -5, NAN, 1e12)),
        ("lag_median", 0),
        ("lag_spread", 0),
        ("sex_differs", 0),
        ("marks_agree", 1.5),
        ("damping", NAN),
        ("guard", -1),
        ("other_reading", INFINITE),
        ("date_tolerance", 1.5),
        ("source", 4),
        ("name", {"m": [0.1], "kin": [1.0]}),
        ("district", []),
    ],
)
def test_a_part_that_is_nonsense_is_refused_by_its_name(name: str, value: object) -> None:
    with pytest.raises(ModelError, match=name):
        Model.from_json(with_part(name, value))


@pytest.mark.parametrize("part", ["m", "kin"])
def test_words_need_a_number_for_each_level(part: str) -> None:
    words = {**json.loads(default_model().to_json())["name"], part: [0.5, NAN]}

    with pytest.raises(ModelError, match="name: "):
        Model.from_json(with_part("name", words))


def test_a_part_too_many_or_too_few_is_named() -> None:
    less = json.loads(default_model().to_json())
    del less["guard"]

    with pytest.raises(ModelError, match="no part called guard"):
        Model.from_json(json.dumps(less))
    with pytest.raises(ModelError, match="a part called magic"):
        Model.from_json(with_part("magic", 1))
    for text in ("[]", "{", "3"):
        with pytest.raises(ModelError, match="not a model"):
            Model.from_json(text)
