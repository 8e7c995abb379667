"""What is told about an obstacle and about a step against it. None of it prints what it holds."""

from dataclasses import dataclass
from datetime import date

from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.lib.precision import ImpreciseDate
from rihai.offences.obstacles.models import Obstacle, ObstacleStep


@dataclass(frozen=True, repr=False)
class ObstacleFacts:
    kind: Obstacle.Kind
    bearer: Obstacle.Bearer
    text: str
    agency: Agency | None = None
    case: Case | None = None
    on: ImpreciseDate | None = None
    amount: int | None = None
    officer: str = ""


@dataclass(frozen=True, repr=False)
class TurnFacts:
    """To whom one turned."""

    to: ObstacleStep.To
    on: date
    agency: Agency | None = None
    text: str = ""
