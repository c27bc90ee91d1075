"""What is said where an answer goes elsewhere."""

from bot.cards.documents import not_sent_in_private_card, sent_in_private_card


def test_others_are_told_only_where_it_went():
    assert "in a direct chat" in sent_in_private_card().title
    assert "cannot open a direct chat" in not_sent_in_private_card().title
    assert sent_in_private_card().blocks == not_sent_in_private_card().blocks == ()
