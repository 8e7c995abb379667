"""Telephone numbers; all of them are the library's own example numbers, nobody's."""

import phonenumbers
import pytest
from phonenumbers import PhoneNumberType

from rihai.lib.phone import PhoneError, PhoneFault, find_phones, is_textable, mask, parse_phone, spaced


def example(region: str, kind: int = PhoneNumberType.MOBILE) -> str:
    number = phonenumbers.example_number_for_type(region, kind)
    assert number is not None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def national(region: str) -> str:
    return phonenumbers.national_significant_number(phonenumbers.parse(example(region)))


@pytest.mark.parametrize("region", ["IN", "NP", "BD"])
def test_a_number_without_country_code_belongs_to_the_home_region(region: str) -> None:
    assert parse_phone(national(region), region) == example(region)


@pytest.mark.parametrize("written", ["+91 {} ", "0091-{}", "0{}", "({})"])
def test_the_usual_ways_of_writing_are_understood(written: str) -> None:
    assert parse_phone(written.format(national("IN"))) == example("IN")


def test_digits_of_another_script_are_understood() -> None:
    devanagari = national("IN").translate({ord("0") + digit: 0x0966 + digit for digit in range(10)})

    assert parse_phone(devanagari) == example("IN")


def test_a_country_code_wins_over_the_home_region() -> None:
    assert parse_phone(example("NP"), "BD") == example("NP")


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("call me", PhoneFault.UNREADABLE),
        ("", PhoneFault.UNREADABLE),
        ("1098", PhoneFault.SHORT),
        ("+91 12345 67890 1", PhoneFault.NO_SUCH_NUMBER),
        ("00000 00000", PhoneFault.NO_SUCH_NUMBER),
    ],
)
def test_what_is_wrong_is_said_in_words_without_the_number(typed: str, fault: PhoneFault) -> None:
    with pytest.raises(PhoneError) as raised:
        parse_phone(typed)

    assert raised.value.fault is fault
    assert str(raised.value) == fault.value
    assert not any(character.isdigit() and character in "345678" for character in str(raised.value))


def test_another_home_region_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="IN, NP, BD"):
        parse_phone("1", "US")
    with pytest.raises(ValueError, match="IN, NP, BD"):
        find_phones("1", "US")


def test_numbers_are_found_in_a_text_once_each_and_in_order() -> None:
    text = f"He said {example('NP')}, later {national('IN')} and again 0{national('IN')}. Room 12, at 10.30."

    assert find_phones(text) == (example("NP"), example("IN"))


def test_a_text_without_numbers_gives_none() -> None:
    assert find_phones("nothing here, only 1098") == ()


def test_only_the_ends_of_a_masked_number_can_be_read() -> None:
    masked = mask(example("IN"))

    assert masked == f"+91 ••••••••{example('IN')[-2:]}"


def test_a_mobile_number_is_textable_and_a_fixed_line_is_not() -> None:
    assert is_textable(example("BD"))
    assert not is_textable(example("NP", PhoneNumberType.FIXED_LINE))


@pytest.mark.parametrize(("number", "read_out"), [("+912225553535", "+91 22 2555 3535"), ("1098", "1098"), ("", "")])
def test_a_number_is_spaced_as_it_is_read_out(number: str, read_out: str) -> None:
    assert spaced(number) == read_out
