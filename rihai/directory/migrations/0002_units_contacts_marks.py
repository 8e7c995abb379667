
import django.db.models.deletion
import django.utils.timezone
import rihai.directory.models.agency
import rihai.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0001_initial'),
        ('vault', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgencyContact',
            fields=[
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(max_length=40)),
                ('channel', models.CharField(choices=[('phone', 'Telephone'), ('email', 'E-mail')], default='phone', max_length=10)),
                ('is_personal', models.BooleanField(default=False)),
                ('value', models.CharField(blank=True, max_length=120)),
                ('personal', rihai.vault.fields.SealedTextField(max_length=120)),
                ('is_removal', models.BooleanField(default=False)),
                ('status', models.CharField(choices=[('proposed', 'Waits for a second person'), ('confirmed', 'Confirmed, takes effect after 24 hours'), ('in_force', 'In force'), ('ended', 'No longer in use'), ('stopped', 'Stopped')], default='proposed', max_length=20)),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('effective_at', models.DateTimeField(blank=True, null=True)),
                ('stopped_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['role', 'proposed_at'],
            },
        ),
        migrations.CreateModel(
            name='AgencyMerge',
            fields=[
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reasons', models.CharField(blank=True, max_length=200)),
                ('merged_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-merged_at'],
            },
        ),
        migrations.CreateModel(
            name='CallBack',
            fields=[
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('result', models.CharField(choices=[('confirms', 'Reached: the old number confirms the change'), ('denies', 'Reached: the old number knows nothing of a change'), ('no_answer', 'Nobody answered, or the number is dead'), ('no_number', 'There was no number before')], max_length=20)),
                ('checked', models.CharField(blank=True, choices=[('visit', 'Somebody of ours went there'), ('senior_office', 'The office above it confirms'), ('letter', 'A letter with stamp and signature'), ('official_list', 'An official list or website')], max_length=20)),
                ('called_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'ordering': ['called_at'],
            },
        ),
        migrations.CreateModel(
            name='Jurisdiction',
            fields=[
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('area', models.CharField(blank=True, max_length=120)),
                ('source', models.CharField(max_length=200)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['added_at'],
            },
        ),
        migrations.CreateModel(
            name='OpeningHours',
            fields=[
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('weekday', models.PositiveSmallIntegerField()),
                ('opens', models.TimeField()),
                ('closes', models.TimeField()),
            ],
            options={
                'verbose_name_plural': 'opening hours',
                'ordering': ['weekday', 'opens'],
            },
        ),
        migrations.CreateModel(
            name='RouteMark',
            fields=[
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('ground', models.CharField(choices=[('leak', 'What it was told became known'), ('refused', 'It refused to act, repeatedly'), ('harm', 'People were harmed or humiliated there'), ('involved', 'Somebody there is said to be involved'), ('not_working', 'It does not work at present')], max_length=20)),
                ('basis', rihai.vault.fields.SealedTextField(max_length=2000)),
                ('expires_on', models.DateField()),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-proposed_at'],
            },
        ),
        migrations.AddField(
            model_name='agency',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_entries', to='directory.agency'),
        ),
        migrations.AddField(
            model_name='agency',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='directory.agency'),
        ),
        migrations.AddField(
            model_name='agency',
            name='search_sounds',
            field=rihai.directory.models.agency.SearchSounds(blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='agency',
            name='search_text',
            field=rihai.directory.models.agency.SearchText(blank=True, default='', editable=False),
        ),
        migrations.AddIndex(
            model_name='agency',
            index=models.Index(fields=['name'], name='agency_name'),
        ),
        migrations.AddField(
            model_name='agencycontact',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='directory.agency'),
        ),
        migrations.AddField(
            model_name='agencycontact',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='agencycontact',
            name='data_key',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.datakey'),
        ),
        migrations.AddField(
            model_name='agencycontact',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.agency'),
        ),
        migrations.AddField(
            model_name='agencycontact',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='agencycontact',
            name='replaces',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='directory.agencycontact'),
        ),
        migrations.AddField(
            model_name='agencycontact',
            name='stopped_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='agencymerge',
            name='kept',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.agency'),
        ),
        migrations.AddField(
            model_name='agencymerge',
            name='merged',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.agency'),
        ),
        migrations.AddField(
            model_name='agencymerge',
            name='merged_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='agencymerge',
            name='undone_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='callback',
            name='called_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='callback',
            name='change',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='call_backs', to='directory.agencycontact'),
        ),
        migrations.AddField(
            model_name='jurisdiction',
            name='added_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='jurisdiction',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='directory.agency'),
        ),
        migrations.AddField(
            model_name='jurisdiction',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='jurisdiction',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.place'),
        ),
        migrations.AddField(
            model_name='openinghours',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hours', to='directory.agency'),
        ),
        migrations.AddField(
            model_name='routemark',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='route_marks', to='directory.agency'),
        ),
        migrations.AddField(
            model_name='routemark',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='routemark',
            name='data_key',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.datakey'),
        ),
        migrations.AddField(
            model_name='routemark',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='routemark',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.agency'),
        ),
        migrations.AddField(
            model_name='routemark',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='agencycontact',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['proposed', 'confirmed'])), fields=('replaces',), name='agencycontact_one_change'),
        ),
        migrations.AddConstraint(
            model_name='agencycontact',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='agencycontact_two_people'),
        ),
        migrations.AddConstraint(
            model_name='agencycontact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='agencycontact_confirmed_pair'),
        ),
        migrations.AddConstraint(
            model_name='agencycontact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stopped_at__isnull', True), ('stopped_by__isnull', True)), models.Q(('stopped_at__isnull', False), ('stopped_by__isnull', False)), _connector='OR'), name='agencycontact_stopped_pair'),
        ),
        migrations.AddConstraint(
            model_name='agencycontact',
            constraint=models.CheckConstraint(condition=models.Q(('is_personal', False), ('value', ''), _connector='OR'), name='agencycontact_personal_is_sealed'),
        ),
        migrations.AddConstraint(
            model_name='agencymerge',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('merged',), name='agencymerge_once'),
        ),
        migrations.AddConstraint(
            model_name='agencymerge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='agencymerge_undone_pair'),
        ),
        migrations.AddConstraint(
            model_name='jurisdiction',
            constraint=models.CheckConstraint(condition=models.Q(('place__isnull', False), models.Q(('area', ''), _negated=True), _connector='OR'), name='jurisdiction_somewhere'),
        ),
        migrations.AddConstraint(
            model_name='jurisdiction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='jurisdiction_ended_pair'),
        ),
        migrations.AddConstraint(
            model_name='openinghours',
            constraint=models.UniqueConstraint(fields=('agency', 'weekday', 'opens'), name='openinghours_once'),
        ),
        migrations.AddConstraint(
            model_name='openinghours',
            constraint=models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='openinghours_weekday'),
        ),
        migrations.AddConstraint(
            model_name='routemark',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('agency', 'organisation'), name='routemark_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='routemark',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='routemark_two_people'),
        ),
        migrations.AddConstraint(
            model_name='routemark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='routemark_confirmed_pair'),
        ),
        migrations.AddConstraint(
            model_name='routemark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='routemark_ended_pair'),
        ),
    ]
