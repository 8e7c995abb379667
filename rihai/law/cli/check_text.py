"""The answer of `rihai law check` for a lawyer at a terminal: every entry with what it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from textwrap import wrap

from rihai.law.answers import Answer
from rihai.law.asking import Question, in_order, one_answer_away, worth
from rihai.law.codes import provision_under
from rihai.law.consequences import BAIL_WORDS
from rihai.law.derived import bail_bucket
from rihai.law.entries import Provision
from rihai.law.evaluation import Finding
from rihai.law.fir import Remark
from rihai.law.words import element_in_words, question, question_of, span_in_words, title, why_met

WIDTH = 100
MOST_QUESTIONS = 10
LAST = "This suggests and never decides: a lawyer must read it before anybody acts on it."


def to_text(answer: Answer) -> str:
    parts = [
        _met(answer),
        _possible(answer),
        _beyond(answer),
        *_fir(answer),
        _flagged(answer),
        _remedies(answer),
        _cautions(answer),
    ]
    parts.append(_to_do(answer))
    return "\n\n".join("\n".join(part) for part in (*map(list, parts), [LAST]) if part)


def _met(answer: Answer) -> Iterator[str]:
    met = answer.evaluation.met
    yield f"FITS THE FACTS ({len(met)})"
    for kind, findings in _by_kind(met):
        yield f"  {kind}" if findings else f"  {kind}: none"
        for each in findings:
            yield from _entry(each.provision, _details(answer, each))
    charged = [each for each in met if each.provision.is_charged]
    bucket = bail_bucket(charged)
    if bucket:
        yield f"  Default bail accrues after {BAIL_WORDS[bucket]} if all of these are charged."


def _by_kind(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    charged = [each for each in findings if each.provision.is_charged]
    others = [each for each in findings if not each.provision.is_charged]
    return [("Offences", charged), ("Protections, duties and procedure", others)]


def _details(answer: Answer, finding: Finding) -> Iterator[str]:
    provision = finding.provision
    reasons = why_met(answer.evaluation.law.vocabulary, finding)
    if reasons:
        yield f"Because: {reasons}"
    if provision.is_charged:
        yield f"In force: {span_in_words(provision.in_force)}"
    if provision.is_charged and provision.punishment:
        yield f"Punishment: {provision.punishment}"
    if provision.notes:
        yield f"Note: {provision.notes}"
    yield f"Source: {answer.sourcing_of(provision).words}"


def _possible(answer: Answer) -> Iterator[str]:
    possible, vocabulary = answer.evaluation.possible, answer.evaluation.law.vocabulary
    if not possible:
        return
    yield f"POSSIBLE ({len(possible)}): ask first"
    yield from _questions(answer.questions)
    shares = worth(possible)
    for each in possible:
        ask = " ".join(question_of(vocabulary, each, key) for key in in_order(each, shares))
        yield from _entry(each.provision, [f"Ask: {ask}", f"Source: {answer.sourcing_of(each.provision).words}"])


def _questions(asked: Sequence[Question]) -> Iterator[str]:
    for number, each in enumerate(asked[:MOST_QUESTIONS], start=1):
        decides = ", ".join(each.decides)
        yield from _wrapped(f"{number}. {each.words} [{each.fact}] It decides {decides}.", "  ", "     ")
    if len(asked) > MOST_QUESTIONS:
        yield f"  The other {len(asked) - MOST_QUESTIONS} questions stand with their sections:"


def _beyond(answer: Answer) -> Iterator[str]:
    """Lists are taken as complete: what one more thing on them would meet is said, and is no finding."""
    away, vocabulary = one_answer_away(answer.evaluation), answer.evaluation.law.vocabulary
    if away:
        yield f"NOT AMONG THE ABOVE, UNLESS MORE HAPPENED THAN WAS LISTED ({len(away)})"
    for each in away:
        test = each.explained.open[0]
        wanted = f"only if {vocabulary[test.fact].name}: {element_in_words(vocabulary, test)}"
        yield from _entry(each.provision, [wanted, f"Source: {answer.sourcing_of(each.provision).words}"])


def _fir(answer: Answer) -> Iterator[Iterator[str]]:
    if answer.named is None:
        return
    yield _named("THE FIR NAMES, AND IT FITS", answer, answer.fir.fitting)
    yield _named("THE FIR NAMES, AND MORE MUST BE KNOWN", answer, answer.fir.open)
    yield _remarks("MISSING FROM THE FIR", answer, answer.fir.omitted)
    yield _remarks("THE FIR NAMES, AND THE FACTS SPEAK AGAINST IT", answer, answer.fir.unsupported)
    yield _not_in_data(answer)


def _not_in_data(answer: Answer) -> Iterator[str]:
    if answer.beyond:
        yield f"THE FIR NAMES, AND IT IS NOT CHECKED HERE ({len(answer.beyond)})"
    for each in answer.beyond:
        yield from _wrapped(f"{each.written}: {each.reason}", "  ", "      ")


def _named(heading: str, answer: Answer, findings: tuple[Finding, ...]) -> Iterator[str]:
    yield f"{heading} ({len(findings)})"
    for each in findings:
        hidden = [f"A graver section fits too: {each.hidden_by}"] if each.hidden_by else []
        yield from _entry(each.provision, [*hidden, f"Source: {answer.sourcing_of(each.provision).words}"])


def _remarks(heading: str, answer: Answer, remarks: tuple[Remark, ...]) -> Iterator[str]:
    yield f"{heading} ({len(remarks)})"
    for each in remarks:
        yield f"  {each.id}"
        yield from _wrapped(each.reason, "      ", "      ")
        yield from _wrapped(f"Source: {answer.sourcing_of(each.finding.provision).words}", "      ", "        ")


def _flagged(answer: Answer) -> Iterator[str]:
    if answer.fir.flagged:
        yield from _remarks("HARMFUL TO THE PERSON, OR MAY BE", answer, answer.fir.flagged)


def _remedies(answer: Answer) -> Iterator[str]:
    vocabulary, code = answer.evaluation.law.vocabulary, answer.evaluation.facts.get("procedure_code")
    by_code = partial(provision_under, code=str(code) if code else None)
    yield f"REMEDIES ({len(answer.remedies.apply)})"
    for each in answer.remedies.apply:
        yield f"  {each.id}  {each.name}, before {each.forum} ({by_code(each.provision)})"
        for step in each.steps:
            yield from _wrapped(f"- {step}", "      ", "        ")
        yield from _wrapped(f"Source: {answer.sourcing_of(each).words}", "      ", "        ")
    for waiting in answer.remedies.open:
        if waiting.ask:
            yield from _wrapped(
                f"{waiting.remedy.id}: only if this is so. {question(vocabulary, waiting.ask[0])}", "  ", "      "
            )


def _cautions(answer: Answer) -> Iterator[str]:
    if answer.cautions:
        yield f"BEWARE ({len(answer.cautions)})"
    for each in answer.cautions:
        yield from _wrapped(f"- {each.words}", "  ", "    ")
        yield from _wrapped(f"Source: {answer.sourcing_of(each).words}", "      ", "        ")


def _to_do(answer: Answer) -> Iterator[str]:
    """What the country has and we have not: silence about it must not be taken for an answer."""
    listed = [each for each in answer.evaluation.law.provisions.values() if each.is_to_do]
    if listed:
        yield f"TO DO ({len(listed)}): in the law of {answer.evaluation.law.country.title()}, and not checked here yet"
    for each in listed:
        yield from _entry(each, [f"Source: {answer.sourcing_of(each).words}"])


def _entry(provision: Provision, details: Iterable[str]) -> Iterator[str]:
    yield from _wrapped(f"{provision.id}  {title(provision)}", "  ", "      ")
    for line in details:
        yield from _wrapped(line, "      ", "        ")


def _wrapped(text: str, first: str, later: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=later, break_long_words=False)
