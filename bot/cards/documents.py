"""What is said where a text was asked for that only the asker is to have."""

from __future__ import annotations

from bot.core.card import Card


def sent_in_private_card() -> Card:
    return Card("I wrote it to you in a direct chat, where nobody else reads it.", private=True)


def not_sent_in_private_card() -> Card:
    told = "That is for your eyes only, and I cannot open a direct chat with you. Invite me to one."
    return Card(told, private=True)
