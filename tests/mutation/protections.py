"""The protections whose absence the suite must notice, as data.

To add one: name it, copy its exact text (it must occur once in the file), say what stands there without it,
and name the few tests (node ids as for pytest) that must fail. Keep the selection small: each runs on its own.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Protection:
    """One protection: where it stands, what remains without it, and which tests watch over it."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


PROTECTIONS: tuple[Protection, ...] = (
    Protection(
        "a sealed value is bound to its row",
        "rihai/vault/envelope.py",
        old="return parts(label.encode(), column.encode(), row.bytes)",
        new="return parts(label.encode(), column.encode())",
        tests=("tests/vault/test_fields.py::test_a_ciphertext_moved_in_the_database_does_not_open",),
    ),
    Protection(
        "a sealed value is bound to its table",
        "rihai/vault/envelope.py",
        old="return parts(label.encode(), column.encode(), row.bytes)",
        new="return parts(column.encode(), row.bytes)",
        tests=("tests/vault/test_fields.py::test_a_ciphertext_moved_to_another_table_does_not_open",),
    ),
    Protection(
        "a master key file that others can read is refused",
        "rihai/vault/master.py",
        old="    if stat.S_IMODE(status.st_mode) & 0o177:\n",
        new="    if False:\n",
        tests=("tests/vault/test_master.py::test_a_file_others_could_read_is_refused_with_the_remedy",),
    ),
    Protection(
        "withdrawing a key takes its wrap",
        "rihai/vault/keys.py",
        old="    wraps.filter(agency_uid=from_agency).delete()\n",
        new="",
        tests=("tests/vault/test_keys.py::test_sharing_lets_the_other_read_and_withdrawing_ends_it",),
    ),
    Protection(
        "erasing drops every wrap",
        "rihai/vault/keys.py",
        old="    _lock(key).wraps.all().delete()\n",
        new="",
        tests=("tests/vault/test_keys.py::test_a_destroyed_key_means_erased_for_everybody_for_ever",),
    ),
    Protection(
        "a sealed value prints as dots",
        "rihai/vault/sealed.py",
        old='        return gettext("erased") if self._erased else DOTS\n',
        new='        return (self._pending or b"").decode() or "plain"\n',
        tests=("tests/vault/test_sealed.py::test_it_prints_as_dots",),
    ),
    Protection(
        "free text stays out of the trail",
        "rihai/audit/facts.py",
        old='        case str() if CODE.fullmatch(value) and not MANY_DIGITS.search(DASHED_UUID.sub("", value)):\n',
        new="        case str():\n",
        tests=("tests/audit/test_facts.py::test_free_text_is_refused_and_not_repeated",),
    ),
    Protection(
        "the door asks for the second factor",
        "rihai/accounts/middleware.py",
        old="    if factor_age(request) is not None:\n        return None\n    if has_factor(user):",
        new="    return None\n    if has_factor(user):",
        tests=("tests/accounts/test_middleware.py::test_with_a_password_alone_only_enrolment_is_open",),
    ),
    Protection(
        "the door is closed to everybody who has not signed in",
        "rihai/accounts/middleware.py",
        old="        if not isinstance(user, User):\n            return _to_sign_in(request)\n",
        new="        if not isinstance(user, User):\n            return None\n",
        tests=("tests/house/test_urls.py::test_signed_out_every_page_leads_to_the_sign_in_page",),
    ),
    Protection(
        "an ended session does not pass the door",
        "rihai/accounts/middleware.py",
        old="        if stand is not Stand.LIVE:\n",
        new="        if False:\n",
        tests=("tests/accounts/test_middleware.py::test_an_ended_session_is_closed_at_the_next_page",),
    ),
    Protection(
        "guessing passwords is slowed down",
        "rihai/accounts/adapters.py",
        old="        if wait:\n            raise wait_error(wait)\n",
        new="",
        tests=("tests/accounts/test_throttle.py::test_the_right_password_waits_too",),
    ),
    Protection(
        "rows are shown only to those who hold a grant",
        "rihai/access/scope.py",
        old="        return own.filter(_granted(self.model, user))\n",
        new="        return own\n",
        tests=("tests/access/test_scope.py::test_a_colleague_is_not_shown_what_is_assigned_to_another",),
    ),
    Protection(
        "rows are shown to their own organisation only",
        "rihai/access/scope.py",
        old="        own = self.filter(**{organisation_path(self.model): user.organisation_id})\n",
        new="        own = self.all()\n",
        tests=("tests/access/test_scope.py::test_a_stranger_is_shown_nothing_even_with_a_grant",),
    ),
    Protection(
        "a role without compartments is shown nobody",
        "rihai/access/scope.py",
        old="        if Compartment.RECORD not in user.compartments:\n            return self.none()\n",
        new="",
        tests=("tests/access/test_scope.py::test_the_administrator_is_shown_nobody_whatever_was_granted",),
    ),
    Protection(
        "an attempt on a hidden row is named",
        "rihai/access/scope.py",
        old="        raise Hidden(verb, label=queryset.model._meta.label_lower, uid=UUID(str(uid)), holder=holder)\n",
        new="        raise Http404\n",
        tests=("tests/access/test_scope.py::test_a_hidden_row_answers_as_a_missing_one_and_the_attempt_is_named",),
    ),
    Protection(
        "reading needs a grant",
        "rihai/access/rights.py",
        old="    return Way.REASON if bases else Way.NONE\n",
        new="    return Way.REASON\n",
        tests=("tests/access/test_reading.py::test_without_a_grant_nobody_reads_whatever_her_role",),
    ),
    Protection(
        "reading needs a role that has the compartment",
        "rihai/access/rights.py",
        old="_way(held) if compartment in allowed else Way.NONE",
        new="_way(held)",
        tests=("tests/access/test_reading.py::test_a_grant_without_the_role_opens_nothing",),
    ),
    Protection(
        "reading outside her own work needs a reason",
        "rihai/access/rights.py",
        old="    return Way.REASON if bases else Way.NONE\n",
        new="    return Way.OWN if bases else Way.NONE\n",
        tests=("tests/access/test_reading.py::test_outside_her_own_work_a_reason_is_asked_for",),
    ),
    Protection(
        "every reading leaves an audit event",
        "rihai/access/reading.py",
        old="        record_event(READ, by=by, opened=[code for one in asked for code in one.codes], **facts)\n",
        new="",
        tests=("tests/access/test_reading.py::test_one_call_leaves_one_event_naming_every_field",),
    ),
    Protection(
        "nothing is read where a rollback would take the trace away",
        "rihai/access/reading.py",
        old="transaction.atomic(durable=not within_action)",
        new="transaction.atomic()",
        tests=("tests/access/test_reading.py::test_nothing_is_read_in_a_transaction_that_could_take_the_trace_away",),
    ),
    Protection(
        "a chain that was cut is not linked anew",
        "rihai/audit/sealer.py",
        old="    check_known_head()\n",
        new="",
        tests=("tests/audit/test_headfile.py::test_a_chain_cut_anywhere_is_not_linked_anew",),
    ),
    Protection(
        "with a role ends what was given for it",
        "rihai/access/actions.py",
        old="        _revoke_given(ended, held, by=by)\n",
        new="",
        tests=("tests/access/test_ending_roles.py::test_what_was_given_does_not_open_again_under_another_role",),
    ),
    Protection(
        "a review asks for the reading",
        "rihai/access/actions.py",
        old="    if not readings_of(reason).filter(actor_uid=by.uid).exists():\n",
        new="    if False:\n",
        tests=("tests/access/test_views.py::test_a_reason_is_reviewed_by_whoever_has_read_it",),
    ),
    Protection(
        "the trail hides the uid of what only a list knows",
        "rihai/access/trail.py",
        old="            uid=None if one.uid in secret else one.subject_uid,\n",
        new="            uid=one.subject_uid,\n",
        tests=(
            "tests/access/test_trail.py::test_an_operation_is_in_the_trail_without_its_uid_and_without_who_works_on_it",
        ),
    ),
    Protection(
        "a revoked grant opens nothing",
        "rihai/access/actions.py",
        old="    Grant.objects.filter(pk__in=ended).update(revoked_at=timezone.now(), revoked_by=by)\n",
        new="",
        tests=("tests/access/test_scope.py::test_a_revoked_grant_opens_nothing",),
    ),
    Protection(
        "glass is broken only by those who may",
        "rihai/access/actions.py",
        old="    _check_may_break_glass(subject, wanted, by)\n",
        new="",
        tests=("tests/access/test_actions.py::test_glass_is_not_broken_without_the_permission",),
    ),
    Protection(
        "a form that is sent twice is acted upon once",
        "rihai/accounts/submissions.py",
        old="        return Submission.objects.get(user=user, fingerprint=fingerprint), False\n",
        new="        return Submission.objects.get(user=user, fingerprint=fingerprint), True\n",
        tests=("tests/accounts/test_submissions.py::test_a_resend_does_nothing_and_gets_the_same_answer",),
    ),
    Protection(
        "a demonstration's link opens once",
        "rihai/accounts/actions/entry.py",
        old="filter(token_hash=_hash(token), used_at=None)",
        new="filter(token_hash=_hash(token))",
        tests=("tests/accounts/test_entry.py::test_a_link_opens_once",),
    ),
    Protection(
        "people are changed only by those who may",
        "rihai/people/permissions.py",
        old="    if not can_edit(user, person):\n",
        new="    if False:\n",
        tests=("tests/people/test_permissions.py::test_a_director_who_sees_her_code_does_not_change_her_record",),
    ),
    Protection(
        "registering a person leaves an audit event",
        "rihai/people/actions.py",
        old='    audit.record("person.registered", by=by,',
        new='    dict(verb="person.registered", by=by,',
        tests=("tests/people/test_actions.py::test_a_registered_person_has_a_code_a_pseudonym_and_a_trail",),
    ),
    Protection(
        "nobody is contacted outside her hours",
        "rihai/people/rules.py",
        old="    elif not is_within(office_time(at), safety.hours_from, safety.hours_until):\n",
        new="    elif False:\n",
        tests=("tests/people/test_may_contact.py::test_one_thing_unknown_expired_or_not_wished_is_enough_for_no",),
    ),
    Protection(
        "no operation starts past an unmet gate",
        "rihai/rescue/actions/operations.py",
        old="    if missing:\n        raise GateClosed([item.code for item in missing])\n",
        new="",
        tests=("tests/rescue/test_operations.py::test_each_missing_gate_item_blocks_the_start",),
    ),
    Protection(
        "operations are started only by those who may",
        "rihai/rescue/permissions.py",
        old="    return user.has(Permission.OPERATION_START)\n",
        new="    return True\n",
        tests=("tests/rescue/test_operations.py::test_an_officer_does_not_start",),
    ),
    Protection(
        "a lead is judged only by those who may read it",
        "rihai/rescue/actions/leads.py",
        old="    check_can_read_lead(by, lead)\n",
        new="",
        tests=("tests/rescue/test_leads.py::test_nobody_judges_what_she_may_not_read",),
    ),
    Protection(
        "a case is changed only by those who work on it",
        "rihai/cases/permissions.py",
        old="    if not can_work(user, case) and not can_load(user, case):\n",
        new="    if False:\n",
        tests=("tests/cases/test_timeline.py::test_whoever_does_not_work_on_the_case_changes_nothing",),
    ),
    Protection(
        "a case is closed by two",
        "rihai/cases/actions.py",
        old="    check_can_agree_closing(by, case)\n",
        new="",
        tests=("tests/cases/test_closing.py::test_nobody_closes_a_case_alone",),
    ),
    Protection(
        "a duty is ticked off by whoever owes it",
        "rihai/duties/actions.py",
        old="    check_can_complete(by, duty)\n",
        new="",
        tests=("tests/duties/test_actions.py::test_a_supervisor_sees_it_but_does_not_tick_it_off_for_her",),
    ),
    Protection(
        "a log line never quotes what an error said",
        "rihai/lib/logs.py",
        old="            record.exc_info = None\n            record.exc_text = None\n",
        new="",
        tests=("tests/lib/test_logs.py",),
    ),
    Protection(
        "alerts are decided only by those who may",
        "rihai/intake/permissions.py",
        old="""    if not can_decide(user):
        raise Refused("alert.triage", alert,""",
        new="""    if False:
        raise Refused("alert.triage", alert,""",
        tests=("tests/intake/test_deciding.py::test_only_those_who_decide_decide",),
    ),
    Protection(
        "a dismissal leaves an audit event",
        "rihai/intake/actions.py",
        old='    audit.record("alert.dismissed", by=by, subject=alert, code=code)\n',
        new="",
        tests=("tests/intake/test_deciding.py::test_a_dismissal_keeps_its_reason_sealed",),
    ),
    Protection(
        "the impact report asks for its permission",
        "rihai/research/views.py",
        old="    check_can_see_impact(user)\n",
        new="",
        tests=("tests/research/test_impact_page.py::test_a_role_without_reports_is_refused_and_the_attempt_is_kept",),
    ),
    Protection(
        "published operations are not our own",
        "rihai/research/impact.py",
        old="Operation.objects.filter(provenance=Provenance.OWN)",
        new="Operation.objects.all()",
        tests=("tests/research/test_impact.py::test_own_work_and_publications_never_mix",),
    ),
    Protection(
        "a start written down today does not change yesterday",
        "rihai/research/impact.py",
        old="start_recorded_at__lt=until",
        new="started_at__lt=until",
        tests=(
            "tests/research/test_as_of.py::test_a_start_of_yesterday_evening_that_is_written_down_today_counts_from_today",
        ),
    ),
    Protection(
        "a finding of today does not change yesterday",
        "rihai/research/impact.py",
        old='found=OuterRef("pk"), recorded_at__lt=until',
        new='found=OuterRef("pk")',
        tests=("tests/research/test_as_of.py::test_what_comes_to_light_today_changes_nothing_of_yesterday",),
    ),
    Protection(
        "no printed name enters a sealed sentence",
        "rihai/research/stories/load.py",
        old="    story = without_names(story)\n",
        new="",
        tests=("tests/research/test_load.py::test_each_person_keeps_her_printed_pseudonym_and_nothing_else_names_her",),
    ),
    Protection(
        "a file that would unfold is refused",
        "rihai/research/stories/plain_yaml.py",
        old="        if self.check_event(yaml.AliasEvent):\n",
        new="        if False:\n",
        tests=("tests/research/test_story_file.py::test_a_file_that_would_unfold_to_gigabytes_is_refused_at_once",),
    ),
    Protection(
        "no page is kept by a browser",
        "rihai/web/middleware.py",
        old='        response.headers.setdefault("Cache-Control", "no-store")\n',
        new="",
        tests=("tests/web/test_headers.py::test_every_kind_of_answer_carries_the_headers",),
    ),
    Protection(
        "a locked vault is told before the session is asked",
        "rihai/web/middleware.py",
        old='            if request.path != reverse("web:health"):\n',
        new="            if False:\n",
        tests=("tests/web/test_errors.py::test_while_the_vault_is_locked_every_page_says_so",),
    ),
)
