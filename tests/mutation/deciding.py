"""Protections of matches: who decides, on which facts, and what is answered."""

from tests.mutation.protection import Protection

DECIDING: tuple[Protection, ...] = (
    Protection(
        "a match takes two voices",
        "rihai/tracing/actions/deciding.py",
        old="NEEDED: Final = 2\n",
        new="NEEDED: Final = 1\n",
        tests=("tests/tracing/test_deciding.py::test_one_person_cannot_decide_alone",),
    ),
    Protection(
        "nobody has two voices",
        "rihai/tracing/actions/deciding.py",
        old="    if said is not None and said.of_state == match.state:\n",
        new="    if False:\n",
        tests=("tests/tracing/test_deciding.py::test_one_person_cannot_decide_alone",),
    ),
    Protection(
        "an emergency opening decides no match",
        "rihai/tracing/match_permissions.py",
        old='way_to_read(user, match, "findings") is Way.OWN',
        new='way_to_read(user, match, "findings") is not Way.NONE or bool(match)',
        tests=("tests/tracing/test_deciding.py::test_whoever_opens_in_an_emergency_decides_nothing",),
    ),
    Protection(
        "who holds a child is not named to whoever asked",
        "rihai/tracing/templates/tracing/_answers.html",
        old='{% if row.says == "committee" %}',
        new="{% if False %}",
        tests=("tests/tracing/test_deciding.py::test_the_committee_is_named_and_never_who_holds_the_child",),
    ),
    Protection(
        "who holds a child does not stand in the trail of whoever asked",
        "rihai/tracing/match_reminders.py",
        old="by=by if is_named else None",
        new="by=by",
        tests=("tests/tracing/test_deciding.py::test_the_committee_is_named_and_never_who_holds_the_child",),
    ),
    Protection(
        "whoever is sought as a child is answered as one",
        "rihai/tracing/models/matches.py",
        old="_may_be_child(self.person) or self._sought_may_be_child",
        new="_may_be_child(self.person)",
        tests=("tests/tracing/test_deciding.py::test_whoever_is_sought_as_a_child_is_answered_as_one",),
    ),
    Protection(
        "an adult is told of by her consent or by an order",
        "rihai/tracing/actions/answering.py",
        old="    if facts.basis not in bases_for(match):\n",
        new="    if False:\n",
        tests=(
            "tests/tracing/test_deciding.py::test_an_adult_is_told_of_only_with_her_recorded_consent_or_by_an_order",
            "tests/tracing/test_deciding.py::test_the_consent_of_a_child_is_no_basis",
        ),
    ),
    Protection(
        "an answer ends with its decision",
        "rihai/tracing/actions/deciding.py",
        old="        end_answers(match, by=by)\n",
        new="",
        tests=("tests/tracing/test_deciding.py::test_looking_again_ends_what_was_told_on_the_decision",),
    ),
    Protection(
        "only a confirmed match is answered",
        "rihai/tracing/actions/answering.py",
        old="    if match.status != MatchStatus.CONFIRMED:\n",
        new="    if False:\n",
        tests=("tests/tracing/test_deciding.py::test_only_a_confirmed_match_can_be_answered",),
    ),
    Protection(
        "of a child only the committee is named",
        "rihai/tracing/actions/answering.py",
        old="    if match.may_be_child and facts.says != SharedAnswer.Says.COMMITTEE:\n",
        new="    if False:\n",
        tests=("tests/tracing/test_deciding.py::test_of_a_child_only_the_committee_is_named",),
    ),
    Protection(
        "an answer that ended is closed",
        "rihai/tracing/actions/answering.py",
        old="    live.update(revoked_at=timezone.now(), revoked_by=by)\n",
        new="",
        tests=("tests/tracing/test_deciding.py::test_an_answer_that_ended_is_not_shown_any_more",),
    ),
    Protection(
        "the reason of the first voice is hidden from the second",
        "rihai/tracing/templates/tracing/_voices.html",
        old="{% if page.has_said or not match.is_undecided or voice.row.said_by == user %}",
        new="{% if True %}",
        tests=(
            "tests/tracing/test_match_pages.py::test_two_voices_by_the_page_and_the_reason_stays_hidden_from_the_second",
        ),
    ),
    Protection(
        "a voice of an old page is none",
        "rihai/tracing/actions/deciding.py",
        old="    if state != match.state:\n",
        new="    if False:\n",
        tests=("tests/tracing/test_voices.py::test_a_voice_that_does_not_say_what_it_looked_at_is_none",),
    ),
    Protection(
        "the page asks anew where the facts changed meanwhile",
        "rihai/tracing/forms/matches.py",
        old='        if data.get("state") != self.match.state:\n',
        new="        if False:\n",
        tests=("tests/tracing/test_voices.py::test_a_voice_of_an_old_page_does_not_count_for_facts_nobody_looked_at",),
    ),
    Protection(
        "a second is asked anew after each voice",
        "rihai/tracing/match_reminders.py",
        old="        event_uid=voice.uid,\n",
        new="        event_uid=match.uid,\n",
        tests=("tests/tracing/test_voices.py::test_once_it_is_looked_at_again_a_second_is_asked_anew",),
    ),
    Protection(
        "a voice falls once a newer state is compared",
        "rihai/tracing/models/matches.py",
        old='return f"{recorded} by {self.missing_version}/{self.held_version}" if self.has_newer_facts else recorded',
        new="return recorded",
        tests=(
            "tests/tracing/test_compared.py::test_whoever_spoke_of_the_older_state_is_asked_again_once_the_newer_is_compared",
        ),
    ),
)
