"""Where each fact of a record stands in the rows of numbers that the loops read. Numbers only, no functions.

A record of the index and a query are laid out apart: a query also carries other readings of its name.
"""

from typing import Final

NONE: Final = -1  # nothing known
FOREIGN: Final = -2  # known, but no record of the index has it

# A record: folded words by number, then single facts.
NAME: Final = 0
GUARDIAN: Final = 4
VILLAGE: Final = 8
WORDS: Final = 11  # so many columns hold words
DISTRICT: Final = 11
STATE: Final = 12
COUNTRY: Final = 13
SEX: Final = 14
BIRTH: Final = 15
AGE: Final = 16
DATE: Final = 17  # a day; nothing where only a month or a year is known
VAGUE: Final = 18  # that month or year: its first day, and how many days it has beyond it (`SPAN_BITS`)
MARK: Final = 19
COLUMNS: Final = 31

NAME_WORDS: Final = 4
VILLAGE_WORDS: Final = 3
MARKS: Final = 12  # codes: a mark has three, as what, where and on which side

# A query: the tokens first.
Q_NAME: Final = 0
Q_JOINED: Final = 4  # the first with the second word, the second with the third
Q_SPLIT: Final = 6  # two halves of one word
Q_GUARDIAN: Final = 8
Q_VILLAGE: Final = 12
Q_DISTRICT: Final = 15
TOKENS: Final = 16
Q_STATE: Final = 16
Q_COUNTRY: Final = 17
Q_SEX: Final = 18
Q_BIRTH: Final = 19
Q_AGE: Final = 20
Q_DATE: Final = 21
Q_SPLIT_AT: Final = 22  # which word of the name was split
Q_VAGUE: Final = 23
Q_MARK: Final = 24
Q_COLUMNS: Final = 36

# The kinds of words that nominate, each with postings of its own.
FIELD_NAME: Final = 0
FIELD_GUARDIAN: Final = 1
FIELD_VILLAGE: Final = 2
FIELD_DISTRICT: Final = 3
FIELD_MARK: Final = 4
FIELDS: Final = 5

LEVELS: Final = 8
SAME: Final = 0
STRICT: Final = 1
SKELETON: Final = 2
NEAR: Final = 3
FAR: Final = 4
ALIAS: Final = 5
INITIAL: Final = 6
DIFFERENT: Final = 7

# The comparisons whose points make up a weight.
P_NAME: Final = 0
P_GUARDIAN: Final = 1
P_SEX: Final = 2
P_AGE: Final = 3
P_DATE: Final = 4
P_DISTRICT: Final = 5
P_VILLAGE: Final = 6
P_MARKS: Final = 7
COMPARISONS: Final = 8

BINS_PER_YEAR: Final = 4
CLOSE: Final = 6  # quarters of a year between two births that agree
CLOSE_YEARS: Final = 1  # the same between two ages where a date is missing
BIRTH_BINS: Final = 1200  # quarters of a year from 1850
FIRST_YEAR: Final = 1850
AGE_BINS: Final = 130  # whole years
DAYS_PER_BIN: Final = 7
NO_DATE: Final = -1
LAST_DAY: Final = 98_000  # days from the first year; beyond it no date is believed
SPAN_BITS: Final = 9
SPAN: Final = (1 << SPAN_BITS) - 1  # days: a date known less well than this is not known
SEXES: Final = ("", "F", "M", "T")
