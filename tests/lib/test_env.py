"""Settings are read loudly: every problem is named at once, and no value is ever printed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rihai.lib.env import MISSING, Env, SettingsError, Variable


def problems_of(env: Env) -> list[str]:
    with pytest.raises(SettingsError) as raised:
        env.finish()
    return [str(problem) for problem in raised.value.problems]


def test_values_are_read_by_kind() -> None:
    env = Env(
        {
            "RIHAI_NAME": " Udaan ",
            "RIHAI_DEMO": "Yes",
            "RIHAI_MINUTES": "30",
            "RIHAI_FOLDER": "~/data",
            "RIHAI_LANGUAGE": "hi",
            "RIHAI_HOSTS": "one.example, two.example,",
            "PATH": "not ours",
        }
    )

    read = (
        env.text("NAME", help="a name"),
        env.flag("DEMO", help="a flag"),
        env.number("MINUTES", help="a number"),
        env.path("FOLDER", help="a folder"),
        env.choice("LANGUAGE", {"en", "hi"}, help="a language"),
        env.words("HOSTS", help="hosts"),
    )
    env.finish()

    assert read == ("Udaan", True, 30, Path("~/data").expanduser(), "hi", ("one.example", "two.example"))


def test_a_name_may_be_given_with_the_prefix() -> None:
    env = Env({"RIHAI_NAME": "Udaan"})

    assert env.text("RIHAI_NAME", help="a name") == "Udaan"
    env.finish()


def test_defaults_stand_in_for_what_is_not_set() -> None:
    env = Env({})

    read = (
        env.text("A", default="x", help="a"),
        env.flag("B", default=True, help="b"),
        env.number("C", default=7, help="c"),
        env.path("D", default=Path("d"), help="d"),
        env.choice("E", {"e", "f"}, default="e", help="e"),
        env.words("F", default=("f",), help="f"),
    )
    env.finish()

    assert read == ("x", True, 7, Path("d"), "e", ("f",))


def test_all_problems_are_raised_together_with_what_to_do() -> None:
    env = Env({"RIHAI_FLAG": "perhaps", "RIHAI_NUMBER": "many", "RIHAI_CHOICE": "three", "RIHAI_WORDS": ", ,"})
    env.text("MISSING", help="Give the folder of the data.")
    env.flag("FLAG", help="the flag")
    env.number("NUMBER", help="the number")
    env.choice("CHOICE", {"one", "two"}, help="the choice")
    env.words("WORDS", help="the words")

    found = problems_of(env)

    assert found == [
        "RIHAI_MISSING is missing. Set it: Give the folder of the data.",
        "RIHAI_FLAG is neither yes nor no. Change it: the flag.",
        "RIHAI_NUMBER is not a whole number. Change it: the number.",
        "RIHAI_CHOICE is not one of one, two. Change it: the choice.",
        "RIHAI_WORDS names nothing between its commas. Change it: the words.",
    ]


def test_the_message_lists_every_problem_on_a_line_of_its_own() -> None:
    env = Env({})
    env.text("A", help="a")
    env.text("B", help="b")

    with pytest.raises(SettingsError) as raised:
        env.finish()

    assert str(raised.value).splitlines() == [
        "The settings in the environment need attention:",
        "  - RIHAI_A is missing. Set it: a.",
        "  - RIHAI_B is missing. Set it: b.",
    ]


def test_a_misspelled_variable_is_an_error_with_the_nearest_name() -> None:
    env = Env({"RIHAI_DEBGU": "1", "RIHAI_QQQQQQ": "1"})
    env.flag("DEBUG", default=False, help="debugging")

    assert problems_of(env) == [
        "RIHAI_DEBGU is not a setting of this program. Did you mean RIHAI_DEBUG?",
        "RIHAI_QQQQQQ is not a setting of this program. Remove it, or look its name up in the docs.",
    ]


def test_a_set_but_empty_variable_is_an_error() -> None:
    env = Env({"RIHAI_NAME": "  "})
    env.text("NAME", default="x", help="a name")

    assert problems_of(env) == ["RIHAI_NAME is set but empty. Give it a value or remove it: a name."]


def test_an_empty_text_is_fine_where_empty_is_the_default() -> None:
    env = Env({"RIHAI_NAME": ""})

    assert env.text("NAME", default="", help="a name") == ""
    env.finish()


@pytest.mark.parametrize("raw", ["1_000", "१०", "1.5", "--1", "²", "0x10"])
def test_only_plain_digits_make_a_number(raw: str) -> None:
    env = Env({"RIHAI_N": raw})
    env.number("N", help="n")

    assert problems_of(env) == ["RIHAI_N is not a whole number. Change it: n."]


def test_a_number_below_its_minimum_is_an_error() -> None:
    env = Env({"RIHAI_N": "-1"})
    env.number("N", help="n")

    assert problems_of(env) == ["RIHAI_N is smaller than 0. Change it: n."]


@given(secret=st.from_regex(r"[A-Za-z0-9]{12,20}", fullmatch=True))
def test_a_value_is_never_printed(secret: str) -> None:
    env = Env({"RIHAI_F": secret, "RIHAI_N": f"x{secret}", "RIHAI_C": secret, "RIHAI_UNKNOWN": secret})
    env.flag("F", help="f")
    env.number("N", help="n")
    env.choice("C", {"a"}, help="c")

    assert not any(secret in problem for problem in problems_of(env))


def test_every_read_is_registered_for_the_docs() -> None:
    env = Env({})
    env.choice("LANGUAGE", {"hi", "en"}, default="en", help="Language of the pages.")
    env.text("KEY", help="The key.")

    assert env.variables == (
        Variable("RIHAI_LANGUAGE", "choice", "en", "Language of the pages.", ("en", "hi")),
        Variable("RIHAI_KEY", "text", MISSING, "The key."),
    )
    assert [variable.is_required for variable in env.variables] == [False, True]


def test_reading_a_variable_twice_is_a_mistake_of_the_program() -> None:
    env = Env({"RIHAI_A": "1"})
    env.text("A", help="a")

    with pytest.raises(ValueError, match="RIHAI_A is read twice"):
        env.number("A", help="a")
