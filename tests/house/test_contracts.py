"""The import linter and the bans of the linter notice what they are meant to notice.

Each test plants one violation in a skeleton of the house (every package, nothing inside) and expects
exactly the contract it breaks to be named.
"""

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import source

PROGRAMS = Path(sys.executable).parent
SINGLE_MODULES = ("urls", "cli", "settings", "wsgi")
ARROWS = "Arrows point down only"
INSIDE = "Inside a package modules depend downwards"
# The enumeration of permissions lives here; elsewhere permissions.py asks about records.
INSIDE_ACCOUNTS = "Inside accounts the permissions come before the models"
PURE = "Pure packages know nothing of Django"
UNSEAL = "Only the reading call opens seals"
# These two are the vault itself and the reading call.
MAY_UNSEAL = {"vault", "access"}


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    for package in source.packages():
        (tmp_path / "rihai" / package).mkdir(parents=True)
        (tmp_path / "rihai" / package / "__init__.py").touch()
    (tmp_path / "rihai" / "__init__.py").touch()
    for module in SINGLE_MODULES:
        (tmp_path / "rihai" / f"{module}.py").touch()
    (tmp_path / "rihai" / "vault" / "unseal.py").touch()
    (tmp_path / "rihai" / "vault" / "wraps.py").touch()
    shutil.copy(source.ROOT / ".importlinter", tmp_path)
    return tmp_path


def broken_contracts(house: Path) -> set[str]:
    command = [str(PROGRAMS / "lint-imports"), "--no-cache"]
    done = subprocess.run(
        command, cwd=house, env={"PYTHONPATH": str(house)}, capture_output=True, text=True, check=False
    )
    broken = set(re.findall(r"^(.+) BROKEN$", done.stdout, flags=re.MULTILINE))
    assert done.returncode == bool(broken), done.stdout + done.stderr
    assert "KEPT" in done.stdout, done.stdout + done.stderr
    return broken


def plant(house: Path, place: str, code: str) -> None:
    file = house / "rihai" / place
    file.parent.mkdir(exist_ok=True)
    (file.parent / "__init__.py").touch()
    file.write_text(code)


def test_the_untouched_skeleton_breaks_nothing(skeleton: Path) -> None:
    assert broken_contracts(skeleton) == set()


@pytest.mark.parametrize(
    ("contract", "place", "code"),
    [
        pytest.param(ARROWS, "people/planted.py", "import rihai.cases", id="upwards"),
        pytest.param(ARROWS, "vault/planted.py", "from rihai import audit", id="upwards at the bottom"),
        pytest.param(ARROWS, "rescue/planted.py", "import rihai.tracing", id="sibling"),
        pytest.param(ARROWS, "research/planted.py", "import rihai.network", id="sibling above"),
        pytest.param(ARROWS, "cases/planted.py", "def late():\n    import rihai.intake", id="inside a function"),
        pytest.param(PURE, "lib/planted.py", "from django.utils import timezone", id="Django in lib"),
        pytest.param(PURE, "law/planted.py", "import django", id="Django in law"),
        pytest.param(PURE, "matching/planted.py", "import django.db", id="Django in matching"),
        pytest.param(PURE, "disclosure/planted.py", "import allauth", id="allauth in disclosure"),
        pytest.param(UNSEAL, "cases/planted.py", "from rihai.vault import unseal", id="unseal in cases"),
        pytest.param(UNSEAL, "web/planted.py", "from rihai.vault.unseal import open_sealed", id="unseal in web"),
        pytest.param(UNSEAL, "rescue/planted.py", "from rihai.vault import wraps", id="a key unwrapped in rescue"),
        pytest.param(UNSEAL, "cli.py", "import rihai.vault.unseal", id="unseal in the command line"),
    ],
)  # fmt: skip
def test_a_planted_import_breaks_its_contract(skeleton: Path, contract: str, place: str, code: str) -> None:
    plant(skeleton, place, f"{code}\n")

    assert broken_contracts(skeleton) == {contract}


@pytest.mark.parametrize("package", sorted(set(source.packages()) - source.PURE))
def test_models_that_import_views_break_the_order_inside_every_package(skeleton: Path, package: str) -> None:
    plant(skeleton, f"{package}/views.py", "")
    plant(skeleton, f"{package}/models.py", f"import rihai.{package}.views\n")

    assert broken_contracts(skeleton) == {INSIDE_ACCOUNTS if package == "accounts" else INSIDE}


def test_an_unlisted_package_breaks_the_contract(skeleton: Path) -> None:
    plant(skeleton, "helpers/__init__.py", "")

    assert broken_contracts(skeleton) == {ARROWS}


def test_every_package_but_the_vault_and_the_reading_call_is_kept_from_the_seals() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(source.ROOT / ".importlinter")

    listed = set(contracts["importlinter:contract:unseal"]["source_modules"].split())

    expected = {*source.packages(), *SINGLE_MODULES} - source.PURE - MAY_UNSEAL
    assert listed == {f"rihai.{name}" for name in expected}


# A command of its own package; an engine that may not be installed; a case tells those above what ended with it.
BY_NAME = {"cli.py", "lib/late_commands.py", "matching/engines", "cases/followers.py"}


def test_nothing_else_reaches_a_module_by_its_name_where_no_contract_sees_it() -> None:
    found = {
        path.relative_to(source.HOUSE) for path in source.HOUSE.rglob("*.py") if "import_module" in path.read_text()
    }

    assert [str(one) for one in found if not any(one.as_posix().startswith(name) for name in BY_NAME)] == []


def banned(place: str, code: str) -> set[str]:
    command = [str(PROGRAMS / "ruff"), "check", "--output-format=concise", f"--stdin-filename={place}", "-"]
    done = subprocess.run(command, cwd=source.ROOT, input=code, capture_output=True, text=True, check=False)
    return set(re.findall(r": (TID\d+) ", done.stdout))


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("TID251", "from django.db.models.signals import post_save"),
        ("TID251", "from django.db.models import signals"),
        ("TID251", "from django.dispatch import receiver"),
        ("TID251", "from django.dispatch import Signal"),
        ("TID251", "from django.contrib.auth.models import User"),
        ("TID252", "from . import models"),
        ("TID252", "from ..people import models"),
    ],
)
def test_the_linter_bans_it(rule: str, code: str) -> None:
    assert banned("rihai/cases/planted.py", f"{code}\n") == {rule}


def test_the_linter_lets_ordinary_imports_pass() -> None:
    assert banned("rihai/cases/planted.py", "from django.db import models\n") == set()
