"""One case's whole answer, for both ways of printing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rihai.law.asking import Question, questions
from rihai.law.entries import Caution, Entry
from rihai.law.evaluation import Evaluation, evaluate
from rihai.law.facts import Facts
from rihai.law.fir import FirCheck, check_fir
from rihai.law.loading import Law
from rihai.law.naming import Beyond
from rihai.law.remedies import Remedies, cautions_for, remedies_for
from rihai.law.sourcing import Confirmation, Sourcing


@dataclass(frozen=True)
class Answer:
    """What the law says of one case's facts; `named`: what the FIR names, None without one."""

    evaluation: Evaluation
    named: Sequence[str] | None
    fir: FirCheck
    remedies: Remedies
    cautions: tuple[Caution, ...]
    questions: tuple[Question, ...]
    confirmations: Mapping[str, Confirmation] = field(default_factory=dict)
    beyond: tuple[Beyond, ...] = ()

    def sourcing_of(self, entry: Entry) -> Sourcing:
        return self.evaluation.law.sourcing_of(entry, self.confirmations)


def checked(
    law: Law, facts: Facts, named: Sequence[str] | None, confirmations: Mapping[str, Confirmation] | None = None
) -> Answer:
    """Evaluate, compare with the FIR (None: there is none yet) and look for remedies; confirmations by digest."""
    evaluation = evaluate(law, facts)
    fir = check_fir(evaluation, named)
    remedies = remedies_for(evaluation, fir if named is not None else None)
    return Answer(
        evaluation, named, fir, remedies, cautions_for(evaluation, named), questions(evaluation), confirmations or {}
    )
