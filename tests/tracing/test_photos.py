"""A photo is shown once for each purpose that is typed, with the viewer's code across it, and never handed out."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image

from rihai.access.models import Reason
from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.tracing import actions
from rihai.tracing.models import MissingReport, ReportPhoto
from rihai.tracing.watermark import written_across
from tests.conftest import SignedIn
from tests.tracing.builders import send, text_of

PURPOSE = "To compare with a girl in a home in Pune"


def a_picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (600, 800), (90, 120, 90)).save(out, "JPEG")
    return out.getvalue()


def kept(client: Client, report: MissingReport) -> HttpResponse:
    file = SimpleUploadedFile("zarina.jpg", a_picture(), "image/jpeg")
    return send(client, "report_photo_new", report.uid, chosen=file, kind="face")


@pytest.fixture
def photo(report: MissingReport, ravi: User, signed_in: SignedIn) -> ReportPhoto:
    kept(signed_in(ravi), report)
    return report.photos.get()


def test_it_is_kept_sealed_and_only_one_at_a_time(photo: ReportPhoto, ravi: User, signed_in: SignedIn) -> None:
    again = kept(signed_in(ravi), photo.report)

    assert again.status_code == 422
    assert photo.report.photos.count() == 1
    assert photo.compartment == "identity"


def test_each_showing_asks_for_a_purpose_and_leaves_a_trace(
    photo: ReportPhoto, ravi: User, signed_in: SignedIn
) -> None:
    client = signed_in(ravi)
    assert send(client, "report_photo", photo.uid, reason="").status_code == 422

    for _showing in range(2):
        answer = send(client, "report_photo", photo.uid, reason=PURPOSE)
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["Cache-Control"] == "no-store"
        assert "attachment" not in answer["Content-Disposition"]
        assert "filename" not in answer["Content-Disposition"]

    assert Reason.objects.filter(subject_uid=photo.uid).count() == 2
    assert AuditEvent.objects.filter(verb="records.read", facts__icontains=str(photo.uid)).count() >= 2


def test_neither_page_nor_list_shows_the_picture_or_a_link_to_its_file(
    photo: ReportPhoto, ravi: User, signed_in: SignedIn
) -> None:
    client = signed_in(ravi)

    for page in (text_of(client, "report_detail", photo.report_id), text_of(client, "report_photo", photo.uid)):
        assert "<img" not in page.split("<main")[1]
        assert " download" not in page
    assert "photo" not in text_of(client, "report_list").split("<main")[1]


def test_the_code_of_whoever_looks_is_written_across_it() -> None:
    plain = a_picture()

    marked = Image.open(BytesIO(written_across(plain, code="AB12CD34")))
    other = Image.open(BytesIO(written_across(plain, code="FF00EE11")))

    assert marked.size == (600, 800)
    for part in ((0, 0, 600, 200), (0, 300, 600, 500), (0, 600, 600, 800)):
        assert len(marked.crop(part).getcolors(1 << 20) or []) > 10
        assert marked.crop(part).tobytes() != other.crop(part).tobytes()


def test_a_large_picture_is_made_as_small_as_a_screen() -> None:
    out = BytesIO()
    Image.new("RGB", (3000, 2000)).save(out, "JPEG")

    assert max(Image.open(BytesIO(written_across(out.getvalue(), code="AB12CD34"))).size) == 1000


def test_a_withdrawn_photo_is_shown_to_nobody(photo: ReportPhoto, ravi: User, signed_in: SignedIn) -> None:
    client = signed_in(ravi)

    send(client, "report_photo_withdraw", photo.uid, reason="It shows her sister")

    assert send(client, "report_photo", photo.uid, reason=PURPOSE).status_code == 404


def test_whoever_knows_the_report_by_code_only_gets_no_picture(
    photo: ReportPhoto, dolly: User, signed_in: SignedIn
) -> None:
    assert send(signed_in(dolly), "report_photo", photo.uid, reason=PURPOSE).status_code == 403
    with pytest.raises(Refused):
        actions.withdraw_photo(photo, reason="x", by=dolly)


def test_a_stranger_gets_404_and_a_signed_out_browser_the_door(
    photo: ReportPhoto, chand: User, signed_in: SignedIn, client: Client
) -> None:
    address = reverse("tracing:report_photo", args=[photo.uid])

    assert signed_in(chand).get(address).status_code == 404
    assert client.get(address).status_code == 302
