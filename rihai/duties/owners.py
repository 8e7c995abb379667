"""Who owes a duty that names nobody: a desk, or else whoever acts; never nobody."""

from rihai.accounts.models import Desk, User
from rihai.directory.models import Agency
from rihai.duties.rules import Rule


def fallback(rule: Rule, organisation: Agency, by: User | None) -> tuple[User | None, Desk | None]:
    """A desk, or else whoever acts: never nobody."""
    desks = desks_of(rule, organisation)
    if desks:
        return None, desks[0]
    if by is None:
        raise ValueError(f"Nobody would own a duty of the rule {rule.code}: name an owner, or open a desk")
    return by, None


def desks_of(rule: Rule, organisation: Agency) -> list[Desk]:
    """The desk of the rule, then the direction, then any other."""
    order = {rule.desk: 0, str(Desk.Purpose.DIRECTION): 1}
    desks = Desk.objects.filter(organisation=organisation, is_active=True)
    return sorted(desks, key=lambda desk: (order.get(desk.purpose, 2), desk.name))
