"""Any script to Latin letters: each word goes to the module of its script.

A script without a module gives "": such words meet only where they are written alike.
"""

from rihai.matching.folding import arabic, brahmic


def romanise(word: str) -> str:
    """Write a normalised word in the Latin letters that the rules of `latin` start from."""
    if word.isascii():
        return word
    if any(brahmic.is_brahmic(character) for character in word):
        return brahmic.romanise(word)
    if any(arabic.is_arabic(character) for character in word):
        return arabic.romanise(word)
    return "".join(character for character in word if "a" <= character <= "z")
