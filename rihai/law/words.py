"""Facts and elements in plain words, for people who decide. Not here: the words of a whole answer (`cli`)."""

from datetime import date
from typing import Any

from rihai.law.conditions import Listing, Range, Test, Value
from rihai.law.entries import LIFE, Provision, Span
from rihai.law.evaluation import IN_FORCE, Finding, offence_of
from rihai.law.facts import Fact, Facts, Vocabulary
from rihai.law.sentences import Quote, Said, Word, joined, sentence

LONGEST = ("offence.max_years", "offence.code_max_years")
ASK_IN_FORCE = "Has this law come into force? A lawyer must find out."


def question(vocabulary: Vocabulary, key: str) -> str:
    return ASK_IN_FORCE if key == IN_FORCE else vocabulary[key].question


def question_of(vocabulary: Vocabulary, finding: Finding, key: str) -> str:
    return str(question_said(vocabulary, finding, key))


def question_said(vocabulary: Vocabulary, finding: Finding, key: str) -> Said:
    """What to ask for one provision: of a list what matters here, of all else the plain question.

    Limits such as an age stay unsaid: whoever asks must not lead.
    """
    asked = Word(question(vocabulary, key))
    wanted = [test for test in finding.explained.open if test.fact == key and isinstance(test.value, tuple)]
    if not wanted or vocabulary[key].type != "many":
        return asked
    parts = dict.fromkeys(element_said(vocabulary, test) for test in wanted)
    return sentence("question_with", question=asked, parts=joined(parts, "or"))


def value_in_words(fact: Fact, value: Any) -> str:
    return str(value_said(fact, value))


def value_said(fact: Fact, value: Any) -> Said:
    if isinstance(value, bool):
        return sentence("yes" if value else "no")
    if isinstance(value, Listing):
        named = [_name(fact, item) for item in fact.values if item in value.items]
        return joined(named, "comma") if named else sentence("nothing")
    if isinstance(value, Range):
        say = years_said if fact.key in LONGEST else "{:g}".format
        if value.least == value.most:
            return say(value.least)
        return sentence("from_to", least=say(value.least), most=say(value.most))
    return value if isinstance(value, date) else _name(fact, str(value))


def _name(fact: Fact, value: str) -> Said:
    return Word(fact.values[value]) if value in fact.values else value


def element_in_words(vocabulary: Vocabulary, test: Test) -> str:
    return str(element_said(vocabulary, test))


def element_said(vocabulary: Vocabulary, test: Test) -> Said:
    """What a test wants: "under 18", "recruited, or sold"."""
    fact = vocabulary[test.fact]
    if isinstance(test.value, tuple):
        return joined((_name(fact, value) for value in test.value), "or")
    return sentence(test.op, value=value_said(fact, test.value))


def met_by(facts: Facts, test: Test) -> Value | None:
    """The value that meets a test: of a list only what the test wants, of several names the one."""
    value = facts.get(test.fact)
    if not isinstance(value, Listing):
        return value
    return Listing(value.items & frozenset(test.value)) if isinstance(test.value, tuple) else str(test.value)


def why_met(vocabulary: Vocabulary, finding: Finding) -> str:
    return str(why_met_said(vocabulary, finding) or "")


def why_met_said(vocabulary: Vocabulary, finding: Finding) -> Said | None:
    """What meets the elements, one fact after the other: "done: sold; age when it happened: 15 (under 18)"."""
    wanted: dict[str, list[Test]] = {}
    for test in finding.because:
        wanted.setdefault(test.fact, []).append(test)
    met = [_met(vocabulary, finding.facts, tests) for tests in wanted.values()]
    return joined(met, "semicolon") if met else None


def _met(vocabulary: Vocabulary, facts: Facts, tests: list[Test]) -> Said:
    fact = vocabulary[tests[0].fact]
    name, said = Word(fact.name), value_said(fact, met_by(facts, tests[0]))
    if fact.type != "number":
        return sentence("fact", name=name, said=said)
    limits = joined((element_said(vocabulary, test) for test in tests), "comma")
    return sentence("fact_with_limits", name=name, said=said, limits=limits)


def why_not(vocabulary: Vocabulary, finding: Finding) -> str:
    return str(why_not_said(vocabulary, finding))


def why_not_said(vocabulary: Vocabulary, finding: Finding) -> Said:
    """Which element is missing, or that the section was not in force then."""
    if finding.fails:
        test = finding.fails[0]
        fact = vocabulary[test.fact]
        said = value_said(fact, finding.facts.get(test.fact))
        return sentence("fact_lacks", name=Word(fact.name), said=said, wanted=element_said(vocabulary, test))
    provision = finding.provision
    section, span = Quote(provision.name), span_said(provision.in_force)
    return sentence("not_in_force", section=section, span=span, when=_when(finding.facts))


def _when(facts: Facts) -> Said:
    offence = offence_of(facts)
    first, last = offence.first, offence.last
    if first and last:
        is_one = first == last
        return sentence("offence_day", first=first) if is_one else sentence("offence_days", first=first, last=last)
    return sentence("offence_began", first=first) if first else sentence("offence_ended", last=last or "")


def span_in_words(span: Span) -> str:
    return str(span_said(span))


def span_said(span: Span) -> Said:
    if not span.is_known:
        return sentence("since_unknown")
    if span.first:
        return (
            sentence("since_to", first=span.first, last=span.last) if span.last else sentence("since", first=span.first)
        )
    return sentence("until_now_to", last=span.last) if span.last else sentence("until_now")


def years_in_words(years: float) -> str:
    return str(years_said(years))


def years_said(years: float) -> Said:
    """A sentence: 99 stands for life. Where death may be given the penalty says so, apart (`Penalty.death`)."""
    if years >= LIFE:
        return sentence("life")
    if years < 1:
        return sentence("months", months=str(round(years * 12)))
    return sentence("year" if years == 1 else "years", years=f"{years:g}")


def title(provision: Provision) -> str:
    return f"{provision.name}, {provision.title}"
