"""A line about a person in codes, for lists."""

from django import template
from django.utils import timezone

from rihai.people.labels import age_words, sex_label
from rihai.people.models import Person

register = template.Library()


@register.filter
def person_summary(person: Person) -> str:
    """Sex, age and home district, as far as they are known. Asks for the district: select it with the person."""
    parts = [sex_label(person.sex) if person.sex != "not_stated" else ""]
    parts.append(age_words(person, timezone.localdate()) if person.birth_year else "")
    parts.append(person.home_district.label if person.home_district else "")
    return " · ".join(part for part in parts if part)
