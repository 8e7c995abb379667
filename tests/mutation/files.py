"""Protections of the files of cases and alerts."""

from tests.mutation.protection import Protection

FILES: tuple[Protection, ...] = (
    Protection(
        "files are added to an alert by those who work on it",
        "rihai/intake/attachments/permissions.py",
        old="    if not can_attach(user, alert):\n",
        new="    if False:\n",
        tests=(
            "tests/intake/test_attachments.py::test_whoever_sees_the_alert_by_code_sees_the_file_by_code_and_adds_none",
        ),
    ),
    Protection(
        "a stranger finds no file of an alert",
        "rihai/intake/attachments/views.py",
        old='    _alert(user, attachment.alert_id, "attachment.opened")\n',
        new="",
        tests=("tests/intake/test_attachments.py::test_a_stranger_finds_no_file",),
    ),
    Protection(
        "a face in a file of an alert is kept with the name",
        "rihai/intake/attachments/actions.py",
        old="        return Compartment.IDENTITY if self.kind == AttachmentKind.PHOTO else self.compartment\n",
        new="        return self.compartment\n",
        tests=("tests/intake/test_attachments.py::test_a_face_is_kept_with_the_name_and_not_by_a_role_without_names",),
    ),
    Protection(
        "a face is kept with the name",
        "rihai/cases/documents/actions.py",
        old="        return Compartment.IDENTITY if self.kind in SHOWS_WHO else self.compartment\n",
        new="        return self.compartment\n",
        tests=("tests/cases/test_documents.py::test_a_face_and_an_identity_card_are_kept_with_the_name",),
    ),
    Protection(
        "documents are added by those who work on the case",
        "rihai/cases/documents/permissions.py",
        old="    if not works_on(user, case):\n",
        new="    if False:\n",
        tests=("tests/cases/test_documents.py::test_somebody_who_only_sees_the_case_adds_nothing",),
    ),
    Protection(
        "a stranger finds no document",
        "rihai/cases/documents/views.py",
        old='    _case(user, document.case_id, "document.opened")\n',
        new="",
        tests=("tests/cases/test_documents.py::test_a_stranger_finds_no_document",),
    ),
    Protection(
        "a withdrawn document opens no more",
        "rihai/access/files/pages.py",
        old="    if file.safe_copy_id is None or not file.opens:\n",
        new="    if file.safe_copy_id is None:\n",
        tests=("tests/cases/test_documents.py::test_a_withdrawn_document_is_kept_and_opens_no_more",),
    ),
)
