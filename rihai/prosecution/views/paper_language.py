"""In which language a paper for a survivor stands: hers where our texts have it, or the one that was pressed."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from rihai.people.models import Person


def language_for(request: HttpRequest, person: Person) -> str:
    wished = request.GET.get("lang", person.language)
    return wished if wished in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE
