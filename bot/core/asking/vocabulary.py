"""What words do in a question, a letter for each sense; and words that are no slips of a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.asking.look_alikes import LOOK_ALIKES
from bot.core.asking.words import Word
from bot.core.pack import EventKind

GLUE, UNKNOWN = "_", "?"
MENDED_FROM = 6

# Phrases by sense, parted by commas; the same phrase stands under one sense only.
PHRASES: Mapping[str, str] = {
    # says nothing
    GLUE: """the, a, an, is, are, was, were, be, been, being, do, does, did, has, have, had, isn,
        aren, wasn, weren, it, its, that, there, this, these, those, their, so, really, actually,
        exactly, still, always, ever, even, also, just, then, s, please, pls, plz, thanks,
        thank you, hey, hi, hello, ok, okay, openly, strongly, often, much, very, quite, truly,
        basically, fully, the fact that, apparently, suddenly, seem to, seems to, continue to,
        continues to, continued to, choose to, chose to, decide to, decided to, want to, wants to,
        wanted to, come to, came to, end up, ended up, begin to, start to, started to, began to,
        keep, keeps, kept""",
    # asks for an answer
    ".": """tell me, tell us, show me, can you, could you, would you, can someone, can anyone,
        could someone, explain, explain to me, explain to us, explain me, do you know,
        does anyone know, does anybody know, i want to know, i would like to know,
        i d like to know, i like to know, i wonder, i am wondering, im wondering,
        i wanted to know, i am curious, im curious, i do not understand, i don understand,
        i dont understand, i am asking, help me understand, give me, remind me, do you think,
        in your opinion, can you tell me, could you tell me, can you explain,
        could you explain, please tell me, please explain, let me know""",
    "y": """why, how come, what for, for what reason, for what reasons, reason, reasons, cause,
        causes, what makes, what made, what motivates, what motivated, what drives, what drove,
        what explains, what leads, what led, what causes, what caused, motive, motives,
        motivation, motivations, rationale, what is behind, what s behind, whats behind,
        what lies behind, what is the point of, wherefore""",
    "z": """почему, зачем, отчего, из за чего, по какои причине, в чем причина, neden, nicin, niye,
        ne icin, ne ucun, neye gore, sebebi, ինչու, ինչի համար, ինչ պատճառով""",
    # backs, and with what
    "b": """in favour of, in favor of, side with, sides with, sided with, siding with, stand with,
        stands with, stood with, standing with, stand by, stands by, stood by, standing by,
        stand behind, stands behind, stood behind, standing behind, stand up for, stands up for,
        stood up for, speak up for, speaks up for, spoke up for, allied with, allied to,
        aligned with, align with, aligns with, ally with, allying with, friendly to,
        friendly towards, friendly with, close to, loyal to, partner with, partners with,
        work with, works with, worked with, working with, root for, roots for, rooting for,
        lean to, leans to, leaned to, leaning to, lean towards, leans towards, leaned towards,
        leaning towards, take the side of, takes the side of, took the side of,
        taking the side of, supportive of, pro, sell, sells, selling, sold, give, gives, giving,
        gave, given, send, sends, sending, sent, ship, ships, shipping, shipped, equip, equips,
        equipping, equipped, prefer, prefers, preferring, preferred, assistance,
        cooperate with, cooperates with, cooperated with, на стороне, поддержка, поддержки,
        помощь, помощи, yaninda, tarafinda, terefinde, destek, yardim""",
    "a": """weapon, weapons, weaponry, drone, drones, missile, missiles, rockets, ammunition, money,
        equipment, оружие, оружием, silah, զենք""",
    # gets it
    "g": """gain, gains, gained, gaining, get, gets, got, getting, profit, profits, profited,
        benefit, benefits, benefited, in it for, receive, receives, received, receiving, buy,
        buys, bought, buying""",
    "c": "take, takes, took, taking, taken, choose, chooses, chose, pick, picks, picked",
    # friends and foes
    "f": """friend, friends, ally, allies, allied, aligned, partner, partners, backer, backers,
        supporter, supporters, sponsor, sponsors, patron, patrons, protector, guarantor,
        on good terms""",
    "e": """enemy, enemies, rival, rivals, foe, foes, adversary, adversaries, opponent, opponents,
        at odds, at war, hostile, on bad terms""",
    "o": """against, opposed to, hostile to, hostile towards, at odds with, at war with, fight,
        fights, fought, fighting, fight with, fall out with, fell out with, stand against,
        stands against, stood against, anti""",
    "O": "over, instead of, rather than, more than, as opposed to, but",
    "x": """not, never, don, doesn, didn, dont, doesnt, didnt, isnt, arent, no longer, refuse to,
        refuses to, refused to, fail to, fails to, failed to, stop, stops, stopped, stopping,
        cease to, ceased to, hasn, haven, hasnt, havent, не, больше не, degil, չի, չեն""",
    # asks
    "w": """who, whom, whose, which country, which countries, what country, what countries,
        which state, which states, what states, which nation, which nations, what nations,
        which actors, which powers, which of them, how many countries, how many states, anyone,
        anybody, list, list of, list the countries, кто, kim, kimler, ով, ովքեր""",
    "h": "what, which, whats",
    "n": """when, since when, what year, which year, what date, which date, what day, which day,
        what month, which month, how long, on what date, on which date, in what year,
        in which year, date of, the date of, at what point, whens""",
    "m": "how",
    "L": "where",
    # two together
    "r": """relation, relations, relationship, relationships, ties, tie, bond, bonds, friendship,
        partnership, alliance, cooperation, quarrel, rivalry, feud, tension,
        tensions, hostility, feel about, see, sees, view, views, get along, gets along, get on,
        deal with, deals with, think of, think about, connection, connections""",
    "K": "conflict, dispute, this conflict, this dispute",
    "R": "each other, one another",
    "q": "between, among",
    "&": "and, vs, versus, и, ve, ու, եւ, ile",
    "|": "or",
    # happened
    "p": """happen, happens, happened, happening, occur, occurs, occurred, go on, going on,
        went on, goes on, take place, took place, event, events, timeline, chronology, history""",
    "v": "doing, done, do to, do about, do in, do during, do for",
    "t": """start, starts, started, starting, begin, begins, began, begun, beginning, end, ends,
        ended, finish, finished, break out, broke out, start of, end of, beginning of,
        outbreak of, come into force, came into force, take effect, took effect""",
    "T": """on this day, this day in history, today in history, on this date, anniversary,
        anniversaries, on this day in history""",
    "u": """about, tell me about, tell us about, regarding, concerning, info on, info about,
        information on, information about, describe, define, summary of, summarise, summarize,
        overview of, profile of, background of, background on, compare, more about, details on,
        details about, facts about, what about, how about, what do you know about""",
    "s": "side, sides",
    "B": "both, both sides, each side, either side, the two sides, both of them",
    "=": "same, opposite, opposing, different, one",
    # prepositions that are told apart
    "j": "of, to, for, on, towards, toward",
    "W": "with, behind, alongside, as",
    "I": "in, during",
    "Y": "by",
    "F": "from, out of",
    "d": """strange, stranger, strangest, odd, odder, oddest, weird, weirder, weirdest, surprising,
        surprise, surprises, baffling, paradox, paradoxes, paradoxical, unlikely, unlikeliest,
        unexpected, contradictory, contradiction, contradictions, strange bedfellows, bedfellows,
        bizarre, puzzling, confusing, make no sense, makes no sense, counterintuitive, peculiar,
        most surprising, most baffling, most strange, most unlikely, most unexpected, most odd,
        most weird, most bizarre, most paradoxical, most contradictory, most puzzling,
        most confusing""",
    "l": "alliances, pairs, pair, partnerships, friendships, pairings, backings, alignments, camps",
    "i": """position, stance, interest, interests, role, want, wants, wanted, goal, goals, aim, aims,
        involvement, involved, interested, stand, stands, stood, attitude, stake, policy, care,
        cares""",
    "C": """in the conflict, in this conflict, in the dispute, in this dispute, in this war,
        in their war, in the region, in this story""",
    "G": "government, govt, leadership, state",
    "J": """good, bad, special, diplomatic, strained, warm, cold, official, political, economic,
        best, main, closest, close, military, strategic, key, biggest, traditional, worst,
        financial, diplomatically, militarily, politically""",
}  # fmt: skip

# Verbs in their bare form; the regular forms are made.
VERBS: Mapping[str, str] = {
    "b": """back, support, help, aid, arm, assist, favour, favor, defend, protect, endorse, champion,
        supply, finance, fund, love, like, provide, deliver, befriend, bankroll""",
    "o": "oppose, dislike, distrust",
}  # fmt: skip

# Beginnings of words in the languages in which only "why" is asked.
STEMS: Mapping[str, str] = {
    "b": """поддерж, помога, помог, дружит, дружат, вооруж, защища, сотруднич, продае, поставля,
        destekl, desteg, silahlan, silahlandir, աջակց, օգն, պաշտպան, զին, սատար""",
    "f": "союзник, друзья, muttefik, dost, դաշնակ",
    "o": "против, враждуе, воюе, вражд, dusman, karsi, qarsi, թշնամ, դեմ",
    GLUE: """является, являют, ediyor, edir, etti, etdi, veriyor, verir, verdi, satiyor, satir,
        nedir, դեպի""",
}  # fmt: skip
SHORT_GLUE = "это, же, ли, так, է, են, էր, էին, mi, mu, bu, eder, olur"

KINDS: Mapping[str, EventKind] = {
    "war": "war", "wars": "war",
    "ceasefire": "ceasefire", "ceasefires": "ceasefire", "truce": "ceasefire",
    "truces": "ceasefire", "armistice": "ceasefire",
    "treaty": "treaty", "treaties": "treaty",
}  # fmt: skip
KIND = "k"

# Names of two or three letters that are words as well: a name only as the pack writes them,
ORDINARY_SHORT = frozenset(
    "us un ab ai bm rf nk abd abs bae cin ots tdt prc cst so na no in եմ".split()
)
# and these English ones also where only a name can stand: "the us".
TAKES_ARTICLE = frozenset(("us", "un"))


def sense_at(words: Sequence[Word], place: int) -> tuple[str, int]:
    """The sense of the longest phrase that begins at *place*, and the words it takes."""
    for parts, sense in SENSES.get(words[place].key, ()):
        if tuple(word.key for word in words[place : place + len(parts)]) == parts:
            return sense, len(parts)
    key = words[place].key
    return KIND if key in KINDS else _stemmed(key) or _mended(key) or UNKNOWN, 1


def sense_of(key: str) -> str:
    """The sense of a word that stands alone."""
    return sense_at((Word(key, key),), 0)[0]


def is_known(key: str) -> bool:
    """Whether *key* is a word of questions, so that it can be no slip of another word."""
    return key in WORDS


def takes_a_subject(key: str) -> bool:
    return sense_of(key) in ("b", "o")


def _listed(text: str) -> Iterator[tuple[str, ...]]:
    return (tuple(phrase.split()) for phrase in text.split(","))


def _forms(verb: str) -> tuple[str, ...]:
    stem = verb.removesuffix("e")
    third = verb[:-1] + "ies" if verb.endswith("ly") else verb + "s"
    past = verb[:-1] + "ied" if verb.endswith("ly") else stem + "ed"
    return verb, third, past, stem + "ing"


def _senses() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Phrases with their senses by first word, the longest first."""
    phrases = {parts: sense for sense, text in PHRASES.items() for parts in _listed(text)}
    phrases |= {parts: GLUE for parts in _listed(SHORT_GLUE)}
    for sense, verbs in VERBS.items():
        phrases |= {(form,): sense for (verb,) in _listed(verbs) for form in _forms(verb)}
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for parts, sense in sorted(phrases.items(), key=lambda pair: -len(pair[0])):
        found.setdefault(parts[0], []).append((parts, sense))
    return found


SENSES = _senses()
SINGLE = {parts[0]: sense for every in SENSES.values() for parts, sense in every if len(parts) == 1}
WORDS = frozenset(word for every in SENSES.values() for parts, _ in every for word in parts) | {
    *KINDS
}
BY_LETTER = {
    letter: [word for word in SINGLE if word[0] == letter and len(word) >= MENDED_FROM]
    for letter in {word[0] for word in SINGLE}
}
BY_STEM = {stem: sense for sense, text in STEMS.items() for (stem,) in _listed(text)}


def _stemmed(key: str) -> str:
    return next((sense for stem, sense in BY_STEM.items() if key.startswith(stem)), "")


def _mended(key: str) -> str:
    """The sense of the one word that *key* misses by a letter more, less or swapped, or nothing.

    A wrong letter is not mended: "shelling" is no slip of "selling".
    """
    if len(key) < MENDED_FROM or key in LOOK_ALIKES:
        return ""
    words = BY_LETTER.get(key[0], ())
    near = process.extract(key, words, scorer=OSA.distance, score_cutoff=1, limit=None)
    found = [word for word, _, _ in near if len(word) != len(key) or sorted(word) == sorted(key)]
    return SINGLE[found[0]] if found else ""
