"""The permissions of the house: none is a dead letter, none is given to nobody."""

from rihai.accounts.permissions import Permission
from rihai.accounts.roles import ROLES, Role
from tests.house import source

# Where permissions are named and dealt out; using one means asking for it somewhere else.
TABLES = {"rihai/accounts/permissions.py", "rihai/accounts/roles.py"}


def asked_for() -> set[str]:
    """Permissions by name; packages below accounts cannot import them and ask by value, in their permissions.py."""
    paths = [path for path in source.files() if source.place(path) not in TABLES]
    by_name = {name for path in paths for name in source.names(source.tree(path))}
    by_value = {text for path in source.modules("permissions") if path in paths for text in source.texts(path)}
    return {each for each in Permission if f"Permission.{each.name}" in by_name or each.value in by_value}


def test_every_role_is_described() -> None:
    assert set(ROLES) == set(Role)


def test_every_permission_is_in_a_role() -> None:
    given = {permission for role in ROLES.values() for permission in role.permissions}

    assert set(Permission) == given


def test_every_permission_is_asked_for_in_code() -> None:
    unused = sorted(set(Permission) - asked_for())

    assert not unused, source.report(unused, "Ask for it in a permissions.py, or take it out of the enumeration.")


def test_the_administrator_can_open_nothing_about_people() -> None:
    administrator = ROLES[Role.ADMINISTRATOR]

    assert not administrator.compartments
    assert {each.value.split(".")[0] for each in administrator.permissions} <= {"account", "desk", "agency", "audit"}
