"""Telephone numbers: one written form, and words for what is wrong with the rest.

Here: parsing to E.164 (+91 and ten digits), finding numbers in a text, masking, and whether a number can
receive a text message. Not here: whether somebody may be contacted (`may_contact()` decides that).
Numbering rules: the `phonenumbers` library.
"""

from enum import StrEnum
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberMatcher, PhoneNumberType

HOME_REGIONS: Final = ("IN", "NP", "BD")
VISIBLE_DIGITS: Final = 2
LONGEST_SHORT_NUMBER: Final = 6  # such as helplines of three to five digits
TEXTABLE: Final = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


class PhoneFault(StrEnum):
    """What is wrong, with words for whoever typed it; a form may put its own words in their place."""

    UNREADABLE = "This is not a telephone number. Write digits, such as +91 and ten more"
    SHORT = "This is a short number, which works only inside its own country. Write the full number"
    NO_SUCH_NUMBER = "There is no such number in that country. Check the country code and count the digits"


class PhoneError(ValueError):
    """Not a telephone number we can use; `fault` says why. The number itself is never in the message."""

    def __init__(self, fault: PhoneFault) -> None:
        self.fault = fault
        super().__init__(fault.value)


def parse_phone(text: str, region: str = "IN") -> str:
    """Return the number as E.164; without a country code it is read as one of the region.

    Digits of any script are understood. Raises PhoneError.
    """
    _check_region(region)
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        raise PhoneError(PhoneFault.UNREADABLE) from None
    if not phonenumbers.is_valid_number(number):
        raise PhoneError(_fault(text))
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def find_phones(text: str, region: str = "IN") -> tuple[str, ...]:
    """Every valid number in a free text as E.164, each once, in order."""
    _check_region(region)
    found = (match.number for match in PhoneNumberMatcher(text, region))
    return tuple(dict.fromkeys(phonenumbers.format_number(number, PhoneNumberFormat.E164) for number in found))


def is_textable(e164: str) -> bool:
    """Whether text messages can reach the number, as far as its digits tell."""
    return phonenumbers.number_type(phonenumbers.parse(e164)) in TEXTABLE


def spaced(e164: str) -> str:
    """As it is read out and dialled by hand: +91 22 2555 3535. What is no full number stays as it is."""
    try:
        number = phonenumbers.parse(e164)
    except NumberParseException:
        return e164
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def mask(e164: str) -> str:
    """The country code and the last two digits: enough to tell two numbers apart, not enough to call."""
    number = phonenumbers.parse(e164)
    national = phonenumbers.national_significant_number(number)
    hidden = "•" * (len(national) - VISIBLE_DIGITS)
    return f"+{number.country_code} {hidden}{national[-VISIBLE_DIGITS:]}"


def _check_region(region: str) -> None:
    if region not in HOME_REGIONS:
        raise ValueError(f"The home region of a number must be one of {', '.join(HOME_REGIONS)}")


def _fault(text: str) -> PhoneFault:
    digits = sum(character.isdigit() for character in text)
    return PhoneFault.SHORT if digits <= LONGEST_SHORT_NUMBER else PhoneFault.NO_SUCH_NUMBER
