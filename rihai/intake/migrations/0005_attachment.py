import django.db.models.deletion
import django.utils.timezone
import rihai.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0004_priority_reaches_the_inquiry"),
        ("vault", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "compartment",
                    models.CharField(
                        choices=[
                            ("record", "The record itself"),
                            ("identity", "Identity"),
                            ("home_location", "Location of a shelter home"),
                            ("counselling", "Counselling"),
                            ("medical", "Medical"),
                            ("legal_privilege", "Between lawyer and client"),
                            ("source", "Source of information"),
                            ("operation_plan", "Plan of an operation"),
                            ("finance", "Money"),
                        ],
                        default="record",
                        max_length=20,
                    ),
                ),
                ("title", rihai.vault.fields.SealedTextField(max_length=200)),
                ("about", rihai.vault.fields.SealedJSONField()),
                (
                    "file_kind",
                    models.CharField(
                        choices=[
                            ("jpeg", "jpeg"),
                            ("png", "png"),
                            ("gif", "gif"),
                            ("webp", "webp"),
                            ("pdf", "pdf"),
                            ("text", "text"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "copy_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("jpeg", "jpeg"),
                            ("png", "png"),
                            ("gif", "gif"),
                            ("webp", "webp"),
                            ("pdf", "pdf"),
                            ("text", "text"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_view", "Files of this kind are kept and not shown."),
                            ("damaged", "The file is damaged or is not what it claims to be."),
                            ("pixels", "The picture has more points than we open."),
                            ("pages", "The document has more pages than we open."),
                            (
                                "locked",
                                "The document is locked with a password. Ask for it, save it without, and add it again.",
                            ),
                            ("too_much", "Opening the file took too long or too much memory."),
                        ],
                        max_length=10,
                    ),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("withdrawal_reason", rihai.vault.fields.SealedTextField(max_length=2000)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("screen", "Picture of a screen"),
                            ("flyer", "Flyer, poster or advertisement"),
                            ("letter", "Letter or message"),
                            ("photo", "Photo of a person"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "alert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="intake.alert"
                    ),
                ),
                (
                    "data_key",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.datakey",
                    ),
                ),
                (
                    "original",
                    rihai.vault.fields.SealedFileField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.sealedfile"
                    ),
                ),
                (
                    "safe_copy",
                    rihai.vault.fields.SealedFileField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.sealedfile"
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-added_at", "uid"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="attachment_withdrawn_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("problem", ""), ("safe_copy__isnull", False)),
                            models.Q(("safe_copy__isnull", True), models.Q(("problem", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="attachment_copy_or_problem",
                    ),
                ],
            },
        ),
    ]
