"""The word somebody probably meant."""

import pytest

from bot.core.nearest import nearest


@pytest.mark.parametrize(
    ("word", "meant"),
    [("treety", "treaty"), ("trea", "treaty"), ("war", "war"), ("zzyzx", None), ("", None)],
)
def test_the_likest_word_is_meant_if_any_is_like_it(word: str, meant: str | None):
    assert nearest(word, ["ceasefire", "treaty", "war"]) == meant


def test_of_two_equally_like_the_alphabet_decides():
    assert nearest("alca", {"alma", "alba"}) == nearest("alca", ["alma", "alba"]) == "alba"
    assert nearest("alca", ["alba", "alma"]) == "alba"


def test_of_no_words_none_is_meant():
    assert nearest("treaty", []) is None
