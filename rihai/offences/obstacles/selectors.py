"""Obstacles as one reader sees them: a list of coded facts, and one with its steps."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from rihai.access.own import open_own
from rihai.accounts.models import User
from rihai.offences.obstacles.models import Obstacle, ObstacleStep


@dataclass(frozen=True, repr=False)
class Turned:
    row: ObstacleStep
    text: Any
    answer_text: Any


@dataclass(frozen=True, repr=False)
class ObstaclePage:
    obstacle: Obstacle
    text: Any
    officer: Any
    reason_text: Any
    withdrawal_reason: Any
    steps: tuple[Turned, ...]


def obstacles_listed(user: User) -> QuerySet[Obstacle]:
    """Codes only: no officer, no text."""
    return Obstacle.objects.visible_to(user).select_related("agency", "case__person", "recorded_by")


def obstacle_page(obstacle: Obstacle, user: User) -> ObstaclePage:
    steps = list(obstacle.steps.select_related("agency", "recorded_by", "obstacle"))
    names = ("text", "officer", "reason_text", "withdrawal_reason")
    opened = open_own((obstacle, names), (steps, ("text", "answer_text")), by=user)
    turned = tuple(Turned(one, opened.value(one, "text"), opened.value(one, "answer_text")) for one in steps)
    return ObstaclePage(obstacle, **{name: opened.value(obstacle, name) for name in names}, steps=turned)
