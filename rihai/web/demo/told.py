"""One matter while it is told: what its earlier acts leave for the later ones."""

from dataclasses import dataclass, field

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.intake.models import Alert
from rihai.people.models import Person
from rihai.rescue.models import Inquiry, Operation
from rihai.web.demo import facts
from rihai.web.demo.cast import colleague


@dataclass(repr=False)
class Told:
    matter: facts.Matter
    people: list[Person] = field(default_factory=list)
    alert: Alert = field(init=False)
    inquiry: Inquiry = field(init=False)
    operations: list[Operation] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    recorder: User = field(init=False)
    officer: User = field(init=False)
    worker: User = field(init=False)

    def __post_init__(self) -> None:
        self.recorder, self.worker = colleague(self.matter.recorder), colleague(self.matter.worker)
        # Whoever came without an alert is nobody's search.
        self.officer = colleague(self.matter.officer or self.matter.recorder)

    @property
    def case(self) -> Case:
        """Of the first who was found, or for whom it was opened."""
        return self.cases[0]
