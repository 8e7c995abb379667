"""Protections of the work itself: people, cases, alerts, operations, figures, pages."""

from tests.mutation.protection import Protection

WORK: tuple[Protection, ...] = (
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
