"""What keeps evidence and obstacles in the right hands without anybody's click; `rihai worker` calls it.

Here: finding what is pending: things in the hands of somebody who left, what nobody owes who can open it, obstacles
that are still open to an author who works on the case no longer. Not here: the change itself.
"""

from django.db.models import Q

from rihai.duties.each import each
from rihai.offences.evidence.left import ask_to_take_over, held_by_past_colleagues, owed_by_nobody, pass_on_left
from rihai.offences.obstacles.actions import close_to_past_author
from rihai.offences.obstacles.grants import given_directly
from rihai.offences.obstacles.models import Obstacle


def ask_for_things_of_those_who_left() -> int:
    """Then: what is owed about any item by nobody who is here."""
    asked = each(
        list(held_by_past_colleagues()), lambda one: int(ask_to_take_over(one, by=None) is not None), name="A thing"
    )
    return asked + each(list(owed_by_nobody()), lambda one: int(pass_on_left(one, by=None) is not None), name="An item")


def close_obstacles_to_past_authors() -> int:
    opened = given_directly().values("subject_uid")
    rows = Obstacle.objects.exclude(case=None).filter(Q(pk__in=opened) | Q(steps__in=opened)).distinct()
    return each(list(rows), lambda one: int(close_to_past_author(one, by=None) is not None), name="The obstacle")
