"""Keeping and withdrawing the photo of somebody missing or found. One at a time: there is no album."""

from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.files.keeping import ArrivedFile, fill, withdraw
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.workflow import NotPossible
from rihai.tracing.locks import lock_found, lock_open_report, lock_report
from rihai.tracing.models import FoundPhoto, FoundRecord, MissingReport, PhotoKind, ReportPhoto
from rihai.tracing.permissions import check_can_work_found, check_can_work_report

Photo = TypeVar("Photo", ReportPhoto, FoundPhoto)

ALREADY = _("There is a photo already. Withdraw it first: only one is kept at a time.")


@transaction.atomic
def keep_report_photo(report: MissingReport, *, kind: PhotoKind, file: ArrivedFile, by: User) -> ReportPhoto:
    report = lock_open_report(report, by, "report.work")
    check_can_work_report(by, report)
    return _keep(ReportPhoto(report=report, kind=kind), report, file, by=by)


@transaction.atomic
def keep_found_photo(found: FoundRecord, *, kind: PhotoKind, file: ArrivedFile, by: User) -> FoundPhoto:
    found = lock_found(found, by, "found.work")
    check_can_work_found(by, found)
    return _keep(FoundPhoto(found=found, kind=kind), found, file, by=by)


@transaction.atomic
def withdraw_photo(photo: ReportPhoto | FoundPhoto, *, reason: str, by: User) -> ReportPhoto | FoundPhoto:
    """It is kept, sealed, and shown to nobody any more."""
    if isinstance(photo, ReportPhoto):
        check_can_work_report(by, lock_report(photo.report, by, "report.work"))
    else:
        check_can_work_found(by, lock_found(photo.found, by, "found.work"))
    if not photo.opens:
        raise NotPossible(_("This photo was withdrawn already."))
    withdraw(photo, reason=reason, by=by)
    audit.record("photo.withdrawn", by=by, subject=photo)
    return photo


def _keep(photo: Photo, of: MissingReport | FoundRecord, file: ArrivedFile, *, by: User) -> Photo:
    if of.photos.filter(withdrawn_at=None).exists():
        raise NotPossible(ALREADY)
    photo.data_key, photo.compartment = of.data_key, Compartment.IDENTITY
    fill(photo, file, title=photo.get_kind_display(), agencies=[of.organisation_id], by=by)
    audit.record("photo.kept", by=by, subject=photo, of=of.uid)
    return photo
