"""The world as Discord writes it in JSON."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.stand_in.clock import moment
from tests.stand_in.places import (
    ALL_PERMISSIONS,
    APPLICATION,
    BOT,
    Channel,
    Guild,
    Kind,
    Message,
    Person,
    Poll,
    Role,
)

JSON = dict[str, Any]
JOINED = "2026-01-01T00:00:00+00:00"
REQUIRE_TAG = 1 << 4  # of a forum
HAS_THREAD = 1 << 5  # of a message
MINUTE = timedelta(minutes=1)


def user(person: Person) -> JSON:
    return {
        "id": str(person.id),
        "username": person.name,
        "discriminator": "0",
        "global_name": None,
        "avatar": None,
        "bot": person.bot,
    }


def application() -> JSON:
    return {
        "id": str(APPLICATION),
        "name": BOT.name,
        "description": "",
        "summary": "",
        "icon": None,
        "flags": 0,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "",
        "owner": user(BOT),
    }


def member(person: Person, permissions: int | None = None) -> JSON:
    """*permissions* are told in interactions only."""
    told = {} if permissions is None else {"permissions": str(permissions)}
    flags = {"roles": [], "joined_at": JOINED, "deaf": False, "mute": False, "flags": 0}
    return {"user": user(person)} | flags | told


def guild(of: Guild) -> JSON:
    return {
        "id": str(of.id),
        "name": of.name,
        "icon": None,
        "owner_id": "7",
        "preferred_locale": of.locale,
        "roles": [_everyone(of), *map(role, of.roles.values())],
        "emojis": [],
        "features": ["COMMUNITY"],
        "member_count": 2,
    }


def guild_create(of: Guild) -> JSON:
    return guild(of) | {
        "unavailable": False,
        "large": False,
        "joined_at": JOINED,
        "members": [member(BOT)],
        "channels": [channel(each) for each in of.channels.values()],
        "threads": [channel(each) for each in of.threads.values() if not each.archived],
        "presences": [],
        "voice_states": [],
    }


def role(of: Role) -> JSON:
    return {
        "id": str(of.id),
        "name": of.name,
        "permissions": "0",
        "position": 1,
        "color": 0,
        "hoist": False,
        "managed": False,
        "mentionable": of.mentionable,
        "flags": 0,
    }


def role_event(of: Guild, made: Role) -> JSON:
    return {"guild_id": str(of.id), "role": role(made)}


def channel(of: Channel) -> JSON:
    last = str(max(of.messages, default=0)) if of.messages else None
    common = {"id": str(of.id), "type": int(of.kind), "name": of.name, "last_message_id": last}
    match of.kind:
        case Kind.DIRECT:
            assert of.recipient is not None
            return common | {"recipients": [user(of.recipient)]}
        case Kind.THREAD:
            return common | _in_guild(of) | _thread(of)
        case Kind.FORUM:
            return common | _in_guild(of) | _top(of) | _forum(of)
        case _:
            return common | _in_guild(of) | _top(of)


def message(of: Message, *, nonce: bool = False) -> JSON:
    """As the bot gets it: what others wrote in a server it may not read.

    *nonce*: it is told to the sender in reply, not in the history.
    """
    readable = of.author == BOT or of.channel.kind is Kind.DIRECT
    return {
        "id": str(of.id),
        "channel_id": str(of.channel.id),
        "type": of.type,
        "author": user(of.author),
        "timestamp": moment(of.id).isoformat(),
        "edited_timestamp": of.edited.isoformat() if of.edited else None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "pinned": False,
        "flags": of.flags | (HAS_THREAD if of.threaded else 0),
        "content": of.content if readable else "",
        "components": of.components if readable else [],
        "embeds": of.embeds if readable else [],
        "attachments": of.attachments if readable else [],
        **({"poll": poll(of.poll)} if of.poll and readable else {}),
        **({"nonce": of.nonce} if nonce and of.nonce else {}),
        **_thread_of(of),
    }


def poll(of: Poll) -> JSON:
    numbered = [{"answer_id": n, **answer} for n, answer in enumerate(of.answers, 1)]
    counts = [
        {"id": n, "count": count, "me_voted": False} for n, count in enumerate(of.votes, 1) if count
    ]
    return {
        "question": of.question,
        "answers": numbered,
        "expiry": of.expiry.isoformat(),
        "allow_multiselect": of.multiple,
        "layout_type": 1,
        "results": {"is_finalized": of.finalized, "answer_counts": counts},
    }


def _everyone(of: Guild) -> JSON:
    return role(Role(of.id, "@everyone")) | {"permissions": str(ALL_PERMISSIONS), "position": 0}


def _in_guild(of: Channel) -> JSON:
    return {"guild_id": str(of.guild.id)} if of.guild else {}


def _top(of: Channel) -> JSON:
    """What a channel has and a thread has not."""
    denied = {"id": str(APPLICATION), "type": 1, "allow": "0", "deny": str(int(of.denied))}
    return {
        "position": 0,
        "parent_id": None,
        "nsfw": False,
        "topic": None,
        "flags": 0,
        "permission_overwrites": [denied] if of.denied else [],
    }


def _forum(of: Channel) -> JSON:
    tags = [
        {"id": str(tag), "name": name, "moderated": False, "emoji_id": None, "emoji_name": None}
        for tag, name in of.tags.items()
    ]
    return {"available_tags": tags, "flags": REQUIRE_TAG if of.tag_required else 0}


def _thread(of: Channel) -> JSON:
    assert of.parent is not None
    return {
        "parent_id": str(of.parent.id),
        "owner_id": str(APPLICATION),
        "member_count": 1,
        "message_count": len(of.messages),
        "total_message_sent": len(of.messages),
        "rate_limit_per_user": 0,
        "flags": 0,
        "applied_tags": [str(tag) for tag in of.applied_tags],
        "thread_metadata": {
            "archived": of.archived,
            "locked": of.locked,
            "auto_archive_duration": of.archive_after // MINUTE,
            "archive_timestamp": of.last_archived.isoformat(),
            "create_timestamp": moment(of.id).isoformat(),
        },
    }


def _thread_of(of: Message) -> JSON:
    threads = of.channel.guild.threads if of.channel.guild else {}
    started = threads.get(of.id) if of.threaded else None
    return {"thread": channel(started)} if started else {}
