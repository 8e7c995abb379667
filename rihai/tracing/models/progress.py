"""How far a task of the worker has come in a long table, so that its next call goes on there.

Not here: anything of a record. A mark that is lost costs time and nothing else: the task begins anew.
"""

import uuid
from datetime import datetime

from django.db import models


class TaskMark(models.Model):
    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField(max_length=40, unique=True)
    # The last row that was looked at: by the time it was written where rows have one, and by its uid.
    row_at = models.DateTimeField(null=True, blank=True)
    row_uid = models.UUIDField(null=True, blank=True)
    is_done = models.BooleanField(default=False)

    class Privacy:
        internal = {"uid", "task", "row_at", "row_uid", "is_done"}

    @classmethod
    def of(cls, task: str) -> "TaskMark":
        return cls.objects.get_or_create(task=task)[0]

    def move_to(self, row_uid: uuid.UUID | None, *, at: datetime | None = None) -> None:
        if (self.row_uid, self.row_at) == (row_uid, at):
            return
        self.row_uid, self.row_at = row_uid, at
        self.save(update_fields=["row_uid", "row_at"])

    def finish(self) -> None:
        self.is_done = True
        self.save(update_fields=["is_done"])
