"""Words for a relation."""

import pytest

from bot.cards.relations import backs, be, did_or_does
from bot.core.pack import Actor

ONE = Actor(id="one", name="One", kind="state")
MANY = Actor(id="many", name="Many", kind="organisation", plural="yes")


@pytest.mark.parametrize(
    ("actor", "past", "verbs"),
    [
        (ONE, False, ("is", "backs", "does")),
        (ONE, True, ("was", "backed", "did")),
        (MANY, False, ("are", "back", "do")),
        (MANY, True, ("were", "backed", "did")),
    ],
)
def test_verbs_agree_with_the_actor_and_the_time(actor: Actor, past: bool, verbs: tuple[str, ...]):
    said = (be(actor, past=past), backs(actor, past=past), did_or_does(actor, past=past))

    assert said == verbs
