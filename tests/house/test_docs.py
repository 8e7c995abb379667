"""The documentation names what exists: every model, every setting, every package."""

import re

from rihai import settings
from tests.house import source
from tests.house.test_models import our_models

DOCS = source.ROOT / "docs"


def page(name: str) -> str:
    path = DOCS / name
    assert path.exists(), f"docs/{name} is missing"
    return path.read_text()


def test_every_model_is_in_the_glossary() -> None:
    words = set(re.findall(r"`(\w+)`", page("glossary.md")))

    missing = sorted({model.__name__ for model in our_models()} - words)

    assert not missing, source.report(missing, "Explain it in docs/glossary.md, its name as `Code`.")


def test_every_setting_is_in_the_page_on_operations() -> None:
    words = set(re.findall(r"`(RIHAI_\w+)`", page("operations.md")))
    known = {variable.name for variable in settings.env.variables}

    missing, gone = sorted(known - words), sorted(words - known)

    assert known
    assert not missing, source.report(missing, "Explain it in docs/operations.md.")
    assert not gone, source.report(gone, "docs/operations.md explains a setting that no longer exists.")


def test_every_package_is_in_the_map_of_the_readme() -> None:
    readme = source.ROOT / "README.md"
    assert readme.exists(), "README.md is missing"

    missing = [name for name in source.packages() if not re.search(rf"\b{name}\b", readme.read_text())]

    assert not missing, source.report(missing, "Give it a line in the map of README.md.")


def test_every_picture_and_page_that_the_readme_names_exists() -> None:
    named = re.findall(r"\]\((?!https?:)([^)#]+)", (source.ROOT / "README.md").read_text())

    missing = sorted(name for name in named if not (source.ROOT / name).exists())

    assert named
    assert not missing, source.report(missing, "Write it, or take it out of README.md.")
