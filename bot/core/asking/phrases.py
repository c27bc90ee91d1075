"""What words do in a question: a letter for each sense, and the phrases that have it.

The letters are the alphabet in which `spelling` writes questions and `forms` reads them. A phrase
stands under one sense only; the longest phrase counts. Phrases are compared as `normalise` leaves
them, so that one spelling stands for "niyə" and "niye".
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.pack import EventKind

GLUE, PRELUDE, UNKNOWN = "_", ".", "?"
ACTOR, UNCOVERED, KIND = "A", "X", "k"

PHRASES: Mapping[str, str] = {
    # says nothing of its own
    GLUE: """the, a, an, is, are, was, were, be, been, being, do, does, did, has, have, had, it,
        its, that, there, this, these, those, their, so, such, really, actually, exactly, still,
        always, ever, even, also, just, then, s, please, pls, plz, thanks, thank you, hey, hi,
        hello, ok, okay, openly, strongly, actively, often, mainly, mostly, much, very, quite,
        truly, basically, fully, historically, traditionally, apparently, suddenly, all, the
        fact that, это, же, ли, так, является, mi, mu, bu, nedir, eder, olur, ediyor, edir,
        etti, etdi, veriyor, verir, verdi, satıyor, satır, satdı, է, են, էր, էին, դեպի""",
    # says nothing before a verb
    "N": """seem to, seems to, continue to, continues to, continued to, choose to, chose to, decide
        to, decided to, want to, wants to, wanted to, come to, came to, end up, ended up, begin
        to, start to, started to, began to, keep, keeps, kept, become, became, becoming, play,
        plays, played""",
    # asks for an answer, whatever it may be
    PRELUDE: """tell me, tell us, show me, show, give me, remind me, explain, explain to me, explain
        to us, explain me, is it true that, list, list of, can
        you, could you, would you, can you tell me, could you tell me, can you explain, could
        you explain, can someone, can anyone, could someone, do you know, does anyone know, does
        anybody know, do you think, in your opinion, let me know, help me understand, i want to
        know, i wanted to know, i would like to know, i d like to know, i like to know, i
        wonder, i am wondering, im wondering, i am curious, im curious, i am asking, i do not
        understand, i dont understand""",
    # why, and why in the other languages
    "y": """why, why would, why on earth, why on earth would, why the hell, why the hell would, how
        come, what for, for what reason, for what reasons, reason, reasons, cause, causes,
        motive, motives, motivation, motivations, rationale, what makes, what made, what
        motivates, what motivated, what drives, what drove, what explains, what leads, what led,
        what causes, what caused, what is behind, what lies behind, whats behind, what is the
        point of, wherefore""",
    "z": """почему, зачем, отчего, из-за чего, по какой причине, neden, niçin, niyə, ne için, nə
        üçün, nəyə görə, ինչու, ինչի համար, ինչ պատճառով""",
    # who, what, when, how, where
    "w": """who, whom, whose, which country, which countries, what country, what countries, which
        state, which states, what states, which nation, which nations, what nations, which
        actors, which powers, which of them, how many countries, how many states, anyone,
        anybody, any country, any country that, any countries, countries that, countries which,
        кто, kim, kimler, ով, ովքեր""",
    "h": "what, which, whats",
    "n": """when, whens, since when, how long, what year, which year, in what year, in which year,
        what month, which month, what day, which day, what date, which date, on what date, on
        which date, date of, the date of, at what point""",
    "m": "how",
    "L": "where",
    # backs
    "b": """in favour of, in favor of, side with, sides with, sided with, siding with, stand with,
        stands with, stood with, standing with, stand by, stands by, stood by, standing by,
        stand behind, stands behind, stood behind, standing behind, stand up for, stands up for,
        stood up for, speak up for, speaks up for, spoke up for, ally with, allying with, allied
        with, allied to, align with, aligns with, aligned with, partner with, partners with,
        work with, works with, worked with, working with, cooperate with, cooperates with,
        cooperated with, lean to, leans to, leaned to, leaning to, lean towards, leans towards,
        leaned towards, leaning towards, root for, roots for, rooting for, take the side of,
        takes the side of, took the side of, taking the side of, friendly to, friendly towards,
        friendly with, close to, loyal to, supportive of, pro, equip, equips, equipping,
        equipped, prefer, prefers, preferring, preferred, assistance, на стороне, поддержка,
        поддержки, помощь, помощи, yanında, tarafında, tərəfində, dəstək, yardım, kömək, զինում""",
    # gives it something, what it gives; gets it
    "S": """sell, sells, selling, sold, give, gives, giving, gave, given, send, sends, sending,
        sent, ship, ships, shipping, shipped""",
    "a": """weapon, weapons, weaponry, drone, drones, missile, missiles, rockets, ammunition, money,
        equipment, оружие, оружием, silah, զենք""",
    "g": """gain, gains, gained, gaining, get, gets, got, getting, profit, profits, profited,
        benefit, benefits, benefited, in it for, receive, receives, received, receiving, buy,
        buys, bought, buying""",
    "c": "take, takes, took, taking, taken, choose, chooses, chose, pick, picks, picked",
    # friends; enemies; either of each other
    "f": """friend, friends, ally, allies, partner, partners, backer, backers, supporter,
        supporters, sponsor, sponsors, patron, patrons, protector, guarantor, друзья, dost,
        dostu""",
    "e": "enemy, enemies, rival, rivals, foe, foes, adversary, adversaries, opponent, opponents",
    "M": """allied, aligned, on good terms, cooperate, cooperating, work together, working together,
        at odds, at war, hostile, on bad terms, enemies with""",
    # opposes; rather than; not
    "o": """against, opposed to, hostile to, hostile towards, at odds with, at war with, in conflict
        with, in a conflict with, in dispute with, in a dispute with, fight, fights, fought,
        fighting, fight with, fall out with, fell out with, stand against, stands against, stood
        against, anti, против, karşı, qarşı, դեմ""",
    "O": "over, instead of, rather than, more than, as opposed to, but",
    "x": """not, never, no longer, dont, doesnt, didnt, isnt, arent, wasnt, werent, hasnt, havent,
        hadnt, wont, cant, couldnt, wouldnt, refuse to, refuses to, refused to, fail to, fails
        to, failed to, stop, stops, stopped, stopping, cease to, ceased to, не, больше не,
        değil, չի, չեն""",
    # what two have with each other
    "r": """relation, relations, relationship, relationships, ties, tie, bond, bonds, friendship,
        partnership, alliance, cooperation, quarrel, rivalry, feud, tension, tensions,
        hostility, connection, connections, get along, gets along, get on, на одной стороне,
        aynı tarafta, eyni tərəfdə, նույն կողմում, նույն կողմին""",
    "K": "conflict, dispute, this conflict, this dispute",
    "V": """see, sees, view, views, feel about, think of, think about, say about, deal with, deals
        with, treat, treats""",
    "R": "each other, one another",
    "q": "between, among",
    "&": "and, vs, versus, и, və, ilə, ու, և",
    "|": "or",
    # sides, camps, surprises
    "s": "side, sides",
    "B": "both, both sides, each side, either side, the two sides, both of them",
    "=": "same, opposite, opposing, different, one",
    "l": "alliances, pairs, pair, partnerships, friendships, pairings, backings, alignments, camps",
    "P": "paradox, paradoxes, strange bedfellows, bedfellows, contradiction, contradictions",
    "d": """strange, stranger, strangest, odd, odder, oddest, weird, weirder, weirdest, surprising,
        baffling, paradoxical, unlikely, unlikeliest, unexpected, contradictory, bizarre,
        puzzling, confusing, peculiar, counterintuitive, surprise, surprises, make no sense,
        makes no sense, most surprising, most baffling, most strange, most unlikely, most
        unexpected, most odd, most weird, most bizarre, most paradoxical, most contradictory,
        most puzzling, most confusing""",
    # what an actor wants
    "i": """position, stance, interest, interests, role, want, wants, wanted, goal, goals, aim,
        aims, involvement, involved, interested, stand, stands, stood, attitude, stake, care,
        cares, neutral""",
    # happened; began
    "p": """happen, happens, happened, happening, occur, occurs, occurred, go on, going on, went on,
        goes on, take place, took place, event, events, timeline, chronology, history""",
    "v": "doing, done, do to, do about, do in, do during, do for",
    "t": """start, starts, started, starting, begin, begins, began, begun, beginning, end, ends,
        ended, finish, finished, break out, broke out, start of, end of, beginning of, outbreak
        of, come into force, came into force, take effect, took effect, sign, signs, signed,
        signing of, held, concluded""",
    "T": """on this day, on this day in history, this day in history, today in history, on this
        date, anniversary, anniversaries""",
    # about, and the prepositions that are told apart
    "u": """about, what about, how about, tell me about, tell us about, what do you know about,
        regarding, concerning, info on, info about, information on, information about, details
        on, details about, facts about, more about, summary of, overview of, profile of,
        background of, background on, describe, define, summarise, summarize, compare, what is
        the deal with, what the deal with, whats the deal with, what is up with, what up with,
        whats up with""",
    "j": "of, to, for, on, towards, toward",
    "W": "with, behind, alongside, as",
    "I": "in, at, during",
    "Y": "by",
    "F": "from, out of",
    # sets the scene
    "C": """in the conflict, in this conflict, in the dispute, in this dispute, in this war, in
        their war, in the region, in this story""",
    "G": "government, govt, leadership, state",
    "J": """good, bad, best, worst, main, biggest, strong, strongest, weak, weakest, most, closest,
        close, warm, cold, key, special, strained, official, political, diplomatic, economic,
        financial, military, strategic, traditional, politically, diplomatically, militarily,
        financially""",
}

# Verbs in their bare form; the regular forms are made of it.
VERBS: Mapping[str, str] = {
    "b": """back, support, help, aid, arm, assist, favour, favor, defend, protect, endorse,
        champion, supply, finance, fund, love, like, befriend, bankroll""",
    "S": "provide, deliver, offer",
    "o": "oppose, dislike, distrust",
}

# Beginnings of words, in the languages in which only "why" and "who" are asked.
STEMS: Mapping[str, str] = {
    "b": """поддерж, помога, помог, дружит, дружат, вооруж, защища, сотруднич, продае, поставля,
        dəstəkl, desteğ, dəstəy, silahlan, աջակց, օգն, պաշտպան, սպառազին, վաճառ, սատար""",
    "f": "союзник, müttefik, դաշնակ",
    "o": "вражду, воюет, воюют, враждеб, düşmən, düşman, թշնամ",
}

KINDS: Mapping[str, EventKind] = {
    "war": "war",
    "wars": "war",
    "ceasefire": "ceasefire",
    "ceasefires": "ceasefire",
    "truce": "ceasefire",
    "truces": "ceasefire",
    "armistice": "ceasefire",
    "treaty": "treaty",
    "treaties": "treaty",
}

# Names of two or three letters that are words as well: names only where written as a pack does,
ORDINARY = "ab ai abd abs bae bm cin cst եմ in na nk no ots prc rf so tdt"
# and these also where only a name can stand: "the us".
TAKES_ARTICLE = frozenset(("us", "un"))
ORDINARY_SHORT = TAKES_ARTICLE.union(ORDINARY.split())
