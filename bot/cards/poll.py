"""Voting in a secret poll, and which polls there are."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.poll_results import link, standing
from bot.cards.poll_routes import BALLOT, LEAVE_OUT, LIST, RESULTS, VOTE, WITHDRAW
from bot.core.card import (
    Card,
    Command,
    Item,
    Line,
    MessageLink,
    Moment,
    Note,
    Option,
    Paragraph,
    Reference,
    Route,
    Strong,
)
from bot.core.listing import listed
from bot.core.poll import Poll, PollState

MOST_BUTTONS = 4  # beside one more in a row; what is more becomes a menu
GONE = "There is no such poll here; pick one of those that the poll list command shows."
YOUR_VOTE = "Your vote."
NOT_SECRET = "The votes of that poll are in its message; vote there."
NOT_ADMITTED = "Only those who have the role named in this poll can vote in it."
NO_OPTION = "That poll has no such answer."
NOT_OPEN = "That poll is closed, so this was not counted; what was counted before stays."
STILL_OPENING = "That poll is being opened; try again in a moment."
NOT_YOURS = "Only the person who opened that poll and the moderators can close it."
CLOSED_ALREADY = "That poll is closed already."
LOST = "That poll is lost: it could not be posted, or its message was deleted or hidden from me."
VOTE_HERE = "Vote…"  # in a menu
HOW_SECRET = (
    "No member and no moderator sees who votes how. When the poll closes, its result is shown and "
    "all votes are deleted; until then, whoever runs me could look them up."
)
MOST_LISTED = 25
OTHERS: Line = ("There are older ones. To find one by its words: ", Command("poll results"))


def ballot_card(poll: Poll) -> Card:
    """The message in which a secret poll is voted."""
    question = poll.question
    how = "Choose as many as you like." if question.several else "Choose one."
    limit: tuple[Line, ...] = ()
    if question.role:
        limit = (("Only ", Reference("role", question.role), " can vote."),)
    picks = _picks(poll, range(len(question.options)))
    buttons, options = _laid_out(picks)
    return Card(
        title=question.text,
        blocks=(
            *(Item((Strong(option),)) for option in question.options),
            Paragraph((f"{how} ", *_until(poll, "you can change your vote."))),
            *map(Paragraph, limit),
            Note((HOW_SECRET,)),
        ),
        buttons=(*buttons, Option("My vote", Route(BALLOT, (poll.id,)))),
        options=options,
        invitation=VOTE_HERE,
        whole=True,
    )


def closed_ballot_card(poll: Poll, results: str) -> Card:
    """What stays of the ballot when nobody can vote any more; *results* is the other message."""
    told = MessageLink("The result", poll.place, poll.channel, results)
    return Card(
        title=poll.question.text,
        blocks=(
            *(Item((Strong(option),)) for option in poll.question.options),
            Paragraph((*standing(poll), " ", told, " stands below.")),
        ),
        # The ballot's own button, by which the message is still known: see `bot.delivery.sender`.
        buttons=(Option("Result", Route(BALLOT, (poll.id,))),),
        whole=True,
    )


def vote_card(poll: Poll, chosen: frozenset[int], title: str = "Your vote is counted.") -> Card:
    """What is counted for one voter, who alone sees it, and how it can be changed."""
    if not chosen:
        return _no_vote_card(poll)
    question = poll.question
    names = listed([question.options[option] for option in sorted(chosen)])
    others = [option for option in range(len(question.options)) if option not in chosen]
    picks = _picks(poll, others, "Also: {}" if question.several else "Change to: {}")
    if question.several and len(chosen) > 1:
        picks += _picks(poll, sorted(chosen), "Without: {}", LEAVE_OUT)
    buttons, options = _laid_out(picks)
    return Card(
        title=title,
        blocks=(
            Paragraph((question.text,)),
            Paragraph(("You chose ", Strong(names), ".")),
            Paragraph(_until(poll, "you can change or withdraw your vote.")),
            Note((HOW_SECRET,)),
        ),
        buttons=(*buttons, Option("Withdraw", Route(WITHDRAW, (poll.id,)))),
        options=options,
        invitation="Change your vote…",
        private=True,
        whole=True,
    )


def _no_vote_card(poll: Poll) -> Card:
    buttons, options = _laid_out(_picks(poll, range(len(poll.question.options))))
    return Card(
        title="No vote of yours is counted.",
        blocks=(
            Paragraph((poll.question.text,)),
            Paragraph(_until(poll, "you can vote.")),
            Note((HOW_SECRET,)),
        ),
        buttons=buttons,
        options=options,
        invitation=VOTE_HERE,
        private=True,
        whole=True,
    )


def deleted_card(poll: Poll) -> Card:
    """An open secret *poll* whose message was deleted."""
    return Card(
        title=poll.question.text,
        blocks=(
            Paragraph(("Its message was deleted, so nobody can vote in it any more.",)),
            Paragraph(("What was voted before is counted at the end. ", *standing(poll))),
            Paragraph(("To close it now: ", Command("poll close"))),
        ),
        private=True,
    )


def closing_card(poll: Poll) -> Card:
    """*poll* as it was before it was closed."""
    channel = Reference("channel", poll.channel)
    return Card(
        title="Closing it.",
        blocks=(Paragraph(("The result comes to ", channel, " once it is counted.")),),
        private=True,
    )


def list_card(polls: Sequence[Poll]) -> Card:
    """The first of *polls*, in the order given, each of which can be looked at."""
    none = Paragraph(("No poll has been opened here yet.",))
    others = (Note(OTHERS),) if len(polls) > MOST_LISTED else ()
    return Card(
        title="Polls",
        blocks=(*map(_item, polls[:MOST_LISTED]), *others) or (none,),
        route=Route(LIST),
        private=True,
    )


def suggestion(poll: Poll) -> str:
    """A poll as one line to pick, of at most 100 characters."""
    state = {PollState.OPENING: "opening", PollState.OPEN: "open", PollState.LOST: "lost"}
    ending = f" ({state.get(poll.state, 'closed')}, {poll.opened:%Y-%m-%d})"
    text = poll.question.text
    room = 100 - len(ending)
    return f"{text if len(text) <= room else text[: room - 1] + '…'}{ending}"


def _until(poll: Poll, possible: str) -> Line:
    return ("The poll closes ", Moment(poll.closes, exact=True), f"; until then {possible}")


def _item(poll: Poll) -> Item:
    where = link(poll) if poll.message else Reference("channel", poll.channel)
    opens = Option(poll.question.text, Route(RESULTS, (poll.id,)))
    return Item((Strong(poll.question.text), " — ", where), (standing(poll),), opens)


def _picks(poll: Poll, options: Sequence[int], label: str = "{}", kind: str = VOTE) -> list[Option]:
    names = poll.question.options
    return [
        Option(label.format(names[option]), Route(kind, (poll.id, str(option))))
        for option in options
    ]


def _laid_out(picks: Sequence[Option]) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """As buttons, or as a menu if they are too many for a row."""
    return (tuple(picks), ()) if len(picks) <= MOST_BUTTONS else ((), tuple(picks))
