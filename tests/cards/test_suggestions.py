"""Every name and title of the real pack is offered when it is typed."""

import pytest

from bot.cards.question import MAX_LABEL, ask_suggestions
from bot.core.pack import Pack
from bot.core.search import suggest_actors


def test_every_name_offers_its_actor(real_pack: Pack):
    for actor in real_pack.actors.values():
        for name in (*actor.names(), *actor.demonyms):
            offered = [each.id for _, each in suggest_actors(real_pack, name)]

            assert offered[0] == actor.id, name


@pytest.mark.parametrize("shape", [str, str.casefold, str.upper])
def test_every_title_and_question_offers_itself_first(real_pack: Pack, shape):
    titles = [
        *(event.title for event in real_pack.events.values()),
        *(explainer.question for explainer in real_pack.explainers.values()),
    ]
    assert all(len(title) <= MAX_LABEL for title in titles)

    for title in titles:
        _label, text = ask_suggestions(real_pack, shape(title))[0]

        assert text == title
