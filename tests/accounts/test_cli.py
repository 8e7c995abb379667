"""Beginning an installation from the command line."""

import pytest
from click.testing import CliRunner, Result

from rihai.accounts.cli import found
from rihai.accounts.models import Installation, User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency

TWO = ("--administrator", "anil", "Anil Invented", "--administrator", "meera", "Meera Invented")


def begin(*arguments: str) -> Result:
    return CliRunner().invoke(found, ["Lantern House", "--state", "Maharashtra", *arguments])


def test_an_organisation_begins_with_two_administrators(db: None) -> None:
    result = begin(*TWO)

    assert result.exit_code == 0, result.output
    house = Agency.objects.get(name="Lantern House")
    staff = list(User.objects.filter(organisation=house))
    assert house.is_member
    assert {user.username for user in staff} == {"anil", "meera"}
    assert all(user.roles == {Role.ADMINISTRATOR} and user.needs_new_password for user in staff)
    assert Installation.current_kind() == Installation.Kind.PRODUCTION


def test_each_starting_password_is_shown_and_fits(db: None) -> None:
    shown = {line.split()[-2]: line.split()[-1] for line in begin(*TWO).output.splitlines() if line.startswith("  ")}

    assert set(shown) == {"anil", "meera"}
    assert all(User.objects.get(username=name).check_password(password) for name, password in shown.items())


@pytest.mark.parametrize("arguments", [(), TWO[:3], (*TWO, *TWO[:3])], ids=["nobody", "one", "three"])
def test_two_are_needed_and_nothing_is_half_made(db: None, arguments: tuple[str, ...]) -> None:
    result = begin(*arguments)

    assert result.exit_code == 2
    assert "Name two administrators" in result.output
    assert not Agency.objects.filter(name="Lantern House").exists()


def test_a_demonstration_never_becomes_an_installation_in_use(db: None) -> None:
    Installation.objects.create(kind=Installation.Kind.DEMO)

    result = begin(*TWO)

    assert result.exit_code == 1
    assert "demo" in result.output
    assert not User.objects.exists()
