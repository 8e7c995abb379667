"""What an FIR names, as papers write it; what the data do not hold is told beside the rest."""

import pytest

from rihai.law.errors import InputProblem
from rihai.law.naming import read_fir
from tests.law.tables import INDIA


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("bns-143-4", "bns-143-4"),
        (" BNS 143(4) ,, BNS-143-4", "bns-143-4"),
        ("bns s. 143(4)", "bns-143-4"),
        ("BNS section 143 (4)", "bns-143-4"),
        ("370(4) IPC", "ipc-370-4"),
        ("u/s 370(4) IPC", "ipc-370-4"),
        ("u/s 370(4)/34 I.P.C. r/w 8 ITPA", "ipc-370-4 ipc-34 itpa-8"),
        ("BNS 143(4), 144(1) and ITPA s.8(b)", "bns-143-4 bns-144-1 itpa-8"),
        ("143(4), 144(1) BNS; 8 ITPA", "bns-143-4 bns-144-1 itpa-8"),
        ("Sections 370(4) and 34 of the Indian Penal Code, 1860", "ipc-370-4 ipc-34"),
        ("Foreigners Act 14", "foreigners-14"),
        ("JJ Act 75, POCSO Act 2012 s. 5/6", "jj-75 pocso-6"),
        ("ITPA 7", "itpa-7-1"),
        ("SC/ST Act 3(1)(w)(i)", "poa-3-1-w"),
        ("Protection of Children from Sexual Offences Act 17", "pocso-17"),
        ("ipc-370-old, pmla, bns-115-118", "ipc-370-old pmla bns-115-118"),
        ("Juvenile Justice (Care and Protection of Children) Act, 2015 s. 75, 79", "jj-75 jj-79"),
        ("Juvenile Justice (Care & Protection of Children) Act 2015 s. 75", "jj-75"),
        ("धारा BNS १४३(४), १४४(१)", "bns-143-4 bns-144-1"),
    ],
)
def test_a_section_is_known_however_a_paper_writes_it(written: str, ids: str) -> None:
    named = read_fir(INDIA, written)

    assert named.ids == tuple(ids.split())
    assert named.beyond == ()


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("363, 366-A IPC", "ipc-363 ipc-366a"),
        ("IPC 366 A / 120-B", "ipc-366a ipc-120b"),
        ("376-D, 376 DA, 370-A(1) IPC", "ipc-376d ipc-376da-db ipc-370a-1"),
        ("66-D, 67–B IT Act", "it-66d it-67b"),
        ("ITPA 8 (b), 17-A", "itpa-8 itpa-17a"),
        ("धारा 363, 366क भादवि", "ipc-363 ipc-366a"),
        ("धारा 363 व 366-ए भा.द.वि.", "ipc-363 ipc-366a"),
        ("376घ, 376-डी, 120-बी भा०दं०वि०", "ipc-376d ipc-120b"),
        ("धारा ६ पॉक्सो एक्ट; 34 भारतीय दण्ड संहिता, 1860", "pocso-6 ipc-34"),
        ("376 एबी, 376 ए बी IPC", "ipc-376ab"),
        ("भादंवि कलम 363, 366 अ व 376 ड", "ipc-363 ipc-366a ipc-376d"),
        ("कलम ३५४ क आणि ३६३ भादंवि", "ipc-354c ipc-363"),
        ("धारा 354 क, 354 घ भादवि", "ipc-354a ipc-354d"),
        ("143(4) भा.न्या.सं. सहपठित 5(1) अनैतिक व्यापार (निवारण) अधिनियम 1956", "bns-143-4 itpa-5-1"),
    ],
)
def test_the_letter_of_a_section_and_an_act_in_hindi_and_marathi_are_read(written: str, ids: str) -> None:
    named = read_fir(INDIA, written)

    assert named.ids == tuple(ids.split())
    assert named.beyond == ()


@pytest.mark.parametrize("written", ["IPC 366-Z", "366 z IPC", "IPC 372/A", "IPC 366-क्ष", "IPC 363 366", "IPC 363-369"])
def test_what_is_left_over_is_never_read_as_the_section_before_it(written: str) -> None:
    assert read_fir(INDIA, written).ids == ()


@pytest.mark.parametrize(
    ("written", "may_be"), [("IPC 366(A)", "ipc-366a ipc-366"), ("354(D) IPC", "ipc-354d ipc-354")]
)
def test_a_letter_in_brackets_that_may_be_another_section_is_asked_back(written: str, may_be: str) -> None:
    named = read_fir(INDIA, written)

    assert named.ids == ()
    assert named.beyond[0].may_be == tuple(may_be.split())


@pytest.mark.parametrize("id_", [*INDIA.provisions])
def test_every_id_of_the_data_means_itself(id_: str) -> None:
    assert read_fir(INDIA, id_).ids == (id_,)


def test_a_section_outside_the_data_does_not_hide_the_others() -> None:
    named = read_fir(INDIA, "BNS 143(4), IPC 420, ITPA 8, ITPA 7(2), Arms Act 25")

    assert named.ids == ("bns-143-4", "itpa-8")
    assert [each.written for each in named.beyond] == ["IPC 420", "ITPA 7(2)", "Arms Act 25"]
    assert all("It is not in the data" in each.reason for each in named.beyond)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("BNS 143(9)", "Nearest: bns-143-7 or bns-143-6 or bns-143-5."),
        ("IPC 370", "Its clause is missing: ipc-370-2 or ipc-370-3"),
        ("IPC 376", "Its clause is missing: ipc-376-1 or ipc-376-2"),
        ("ipc-368", "IPC 368 became BNS 142 on 1 July 2024."),
        ("IPC 376B", "IPC 376B became BNS 67 on 1 July 2024."),
    ],
)
def test_what_is_not_in_the_data_is_told_with_what_is_known_of_it(written: str, reason: str) -> None:
    (beyond,) = read_fir(INDIA, written).beyond

    assert reason in beyond.reason


@pytest.mark.parametrize("written", ["POCSO 4; Arms Act 25, 6", "POCSO 4, 6 Arms Act", "POCSO 4; धारा 6 आयुध"])
def test_a_section_of_an_act_that_is_not_known_is_none_of_its_neighbours(written: str) -> None:
    assert read_fir(INDIA, written).ids == ()


def test_a_number_that_two_acts_of_the_same_name_hold_is_asked_back() -> None:
    named = read_fir(INDIA, "Child Labour Act 14")

    assert named.ids == ()
    assert {"calpra-old", "calpra-14-1"} <= set(named.beyond[0].may_be)


def test_a_bare_number_that_is_not_in_the_data_keeps_the_act_it_was_read_under() -> None:
    named = read_fir(INDIA, "BNS 143(4), 81; JJ 75")

    assert [(each.written, each.as_read) for each in named.beyond] == [("81", "BNS 81")]


@pytest.mark.parametrize(
    ("written", "words"), [("abc", "names no section"), ("BNS", "names no section"), ("420", "names no Act")]
)
def test_only_what_names_no_section_is_refused(written: str, words: str) -> None:
    with pytest.raises(InputProblem, match=f"fir: '{written}' {words}. Allowed: an Act with a number"):
        read_fir(INDIA, written)


@pytest.mark.parametrize("written", ["366(अ) IPC", "धारा 366 (ए) भादवि", "कलम ३६६ (अ) भादंवि", "366(A) IPC"])
def test_a_letter_in_brackets_may_be_a_clause_or_another_section_and_is_asked_back(written: str) -> None:
    named = read_fir(INDIA, written)

    assert named.ids == ()
    assert named.beyond[0].may_be == ("ipc-366a", "ipc-366")


@pytest.mark.parametrize(
    ("written", "ids", "beyond"),
    [
        ("BNS 143(4)(5)", "bns-143-4 bns-143-5", ()),
        ("370 (4) (5) IPC", "ipc-370-4 ipc-370-5", ()),
        ("BNS 143(4),(5)(6)", "bns-143-4 bns-143-5 bns-143-6", ()),
        ("ITPA 3(1)(2)", "itpa-3-1 itpa-3-2", ()),
        ("BNS 143(4)(9)", "bns-143-4", ("143(9)",)),
        ("IPC 376(2)(n)", "ipc-376-2", ()),
        ("BNS 139(1), (3)", "bns-139-1", ()),
        ("BNS 143(4), 3", "bns-143-4 bns-3-5", ()),
    ],
)
def test_each_clause_that_is_written_is_read_or_told(written: str, ids: str, beyond: tuple[str, ...]) -> None:
    named = read_fir(INDIA, written)

    assert named.ids == tuple(ids.split())
    assert tuple(each.written.strip() for each in named.beyond) == beyond


@pytest.mark.parametrize("written", ["3(2)(v) SC ST", "SC ST Act 3(2)(v)", "SC-ST Act 3(2)(v)", "SC/ST Act 3(2)(v)"])
def test_the_act_on_atrocities_is_known_however_its_title_is_joined(written: str) -> None:
    assert read_fir(INDIA, f"{written}; BNS 143(4)").ids == ("poa-3-2-v", "bns-143-4")


@pytest.mark.parametrize("written", ["IPC 354 गुण", "IPC 354 गुण, 363"])
def test_a_word_behind_a_number_is_told_and_one_that_only_joins_says_nothing(written: str) -> None:
    named = read_fir(INDIA, written)

    assert "ipc-354" not in named.ids
    assert named.beyond[0].written == "IPC 354 गुण"
    assert read_fir(INDIA, "धारा 363 के तहत भादवि").ids == ("ipc-363",)


@pytest.mark.parametrize("written", ["354क IPC", "363 ক IPC", "366 ठ IPC", "366(ठ) IPC"])
def test_a_letter_that_nobody_can_tell_never_passes_for_the_section_without_it(written: str) -> None:
    named = read_fir(INDIA, written)

    assert named.ids == ()
    assert named.beyond


def test_two_clauses_of_one_section_are_two() -> None:
    assert read_fir(INDIA, "IPC 370(4)/(5), 34").ids == ("ipc-370-4", "ipc-370-5", "ipc-34")
