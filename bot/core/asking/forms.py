"""The forms of questions, as patterns over their spelling, each with an example.

A form has to fit the whole of a spelling, and a word of unknown sense fits none. The letters are
those of `phrases`; A and B in the examples are actors.
"""

from __future__ import annotations

TO = "[jW]*"
BACK = "[NaJ]*(?:b|SJ*[ab])[abJ]*"
WHY = "h?y+[jF]*"
WHETHER = f"(?:{WHY}|[hy]?d[uj]*|u)?x*"  # also "is it odd that"
REST = "(?:[oO]A|[&O]*x+[jW]*A)?"  # "against B", "but not B"

BACKING = (
    f"{WHETHER}Ax*{BACK}{TO}A(?:W?[abJ]+)?{REST}",  # why does A back B
    f"{WHETHER}Ax*SA[abJ]+{REST}",  # why does A give B weapons
    f"h?A{WHY}{BACK}{TO}A",  # what are A's reasons for backing B
    f"[hmy]Ag[jFY]*{BACK}{TO}A",  # what does A get from backing B
    f"hgAj*{BACK}{TO}A",  # what is in it for A to back B
    f"{WHETHER}Ax*c?j*J*As",  # is A on B's side
    f"{WHETHER}Ax*c?j*sj*A",  # did A take the side of B
    f"{WHETHER}Ax*[NJ]*f{TO}A{REST}",  # is A an ally of B
    f"{WHETHER}Ax*A[NJ]*f",  # is A B's ally
    f"{WHY}x*AWA{REST}",  # why is A with B
)
BACKED = (
    f"{WHETHER}Ax*{BACK}YA{REST}",  # why is A backed by B
    f"{WHETHER}Ax*g[abJ]+FA",  # why does A get help from B
    f"{WHETHER}{BACK}j+A[FY]A",  # why support for A from B
)
BACKING_UNSAID = (f"{WHY}AA",)  # why A B
# Any order of words: in these languages the cases tell who backs whom.
BY_CASE = ("(?=[^z]*z[^z]*$)(?=[^A]*A[^A]*A[^A]*$)[zabfxAJoeKr&]*",)
EACH_BACKING = (
    f"{WHETHER}AA*&AB?x*{BACK}{TO}A",  # why do A and B back C
    f"{WHETHER}AA*&AB?x*c?j*As",  # why are A and B on C's side
)
BACKING_EACH = (
    f"{WHETHER}Ax*{BACK}{TO}B?A&A",  # why does A back B and C
    f"{WHETHER}Ax*{BACK}{TO}B",  # why does A back both sides
)
RELATION = (
    "[hu]*A[&W]A",  # A and B
    "wA&A",  # who are A and B
    "mJ*A&A",  # how close are A and B
    "(?:p[jq]*)?[hmnuy]*J*[rK][jqW]*A[&W]At*",  # how are relations between A and B
    "[hmnu]?A&?AJ*[rK]",  # A-B relations
    "[hmnu]?AJ*[rK][jW]*A",  # how does A get along with B
    f"[hm]AV{TO}A",  # how does A see B
    f"(?:{WHY}|n|m)?x*A&?Ax*[NJ]*[rfeoKM]R?",  # are A and B allies
    f"(?:{WHY}|n|m)?x*A&?Ax*B?{BACK}R",  # why do A and B help each other
    f"(?:{WHY}|n)?x*A&?Ax*B?j*=s",  # why are A and B on the same side
    f"(?:{WHY}|n)?x*A&?Ax*B?{BACK}{TO}=s",  # why do A and B back the same side
    f"(?:{WHY}|n)?x*Ax*j*=sWA",  # why is A on the same side as B
    f"(?:{WHY}|n|m)?x*Ax*o{TO}A",  # why does A oppose B
    f"(?:{WHY}|n|m)?x*Ax*[NJ]*e{TO}A",  # is A an enemy of B
    f"{WHETHER}AAJ*e",  # is A B's enemy
    f"[mn]x*Ax*{BACK}{TO}A",  # how does A back B
    f"[mn]x*Ax*{BACK}YA",  # since when is A backed by B
    "h?p[qWj]+A[&W]A",  # what happened between A and B
    "A&?Ap",  # A-B history
    "hAv[jW]*A",  # what did A do to B
    "hAgFA",  # what does A get from B
)
RELATION_UNSAID = ("[hu]*AA",)  # A B
STANCE_TO = (
    "[hmy]?x*AJ*i+[jFWI]*A",  # what does A want from B
    "hJ*iAI?A",  # what interest has A in B
)
CONFLICT = ("[hyu]*Ku?", "[mn]Kt")  # what is the conflict about
TOWARDS = (
    f"wx*{BACK}{TO}A[abJ]*{REST}",  # who backs A
    "wS[aJ]*A[abJ]+",  # who gives A weapons
    "wAg[abJ]+F",  # whom does A get weapons from
    f"wAx*{BACK}Y",  # who is A backed by
    f"YwA{BACK}",  # by whom is A backed
    f"Aw{BACK}",  # the same in Turkish
    "[wh]?[NJ]*[fe][jW]*A",  # who are the friends of A
    "[wh]?A[NJ]*[fe]",  # A's enemies
    f"wx*o{TO}A",  # who opposes A
    "w[jW]*As",  # who is on A's side
    "w[jW]*sj*A",  # who is on the side of A
    "wWA",  # who is with A
)
BOTH = (f"wx*{BACK}{TO}B?A&A",)  # who backs A and B
EVERYONE = (
    f"w{BACK}{TO}(?:[wB]|hs)",  # who backs whom
    "wj*[hw]s",  # who is on which side
    "h?l",  # the alliances
)
STANDS = (
    f"[wh]x*Ax*{BACK}{TO}",  # whom does A back
    "[wh]sA[jc]*",  # which side is A on
    f"[wh]sA{BACK}",  # which side does A back
    "w[NJ]*fA",  # whose ally is A
    rf"A(?:{BACK}{TO}|[jWcs]*)A\|[jW]*As?",  # does A back B or C
    "LAij*",  # where does A stand
    "Acs",  # does A take sides
)
STANCE = (
    "[hmy]?x*AJ*i+j*",  # what does A want
    "hJ*ij*A",  # what are the interests of A
    "hJ*iAN?I?",  # what role does A play
)
IDENTITY = ("[wh]?u?j?A",)  # who is A
HAPPENED = (
    "[hu]?p[jIqWu]*A?",  # what happened in A
    "[hu]?A?p",  # A's history
    "hpb",  # what happened back in 2016
    "hAv",  # what did A do
)
DATE_ONLY = ("[hu]?",)  # in 2020
OF_KIND = (
    "[hnpu]*t?[jI]*k[tp]*",  # when was the war
    "[hnpu]*t?k[tp]*[jIq]*A(?:&A)?t?",  # when did the war in A begin
    "[hnpu]*t?A?&?Ak[tp]*",  # when was the A-B war
)
TODAY = ("[hpu]*Tp?",)  # what happened on this day
DAY_OF_THE_YEAR = ("h?[pT]*",)  # what happened on 27 September
PARADOXES = (
    "[hwu]*[Jd]*P",  # the paradoxes
    "[hwu]*d+[lfbr]",  # the strangest alliances
    "[hw][lfbr]d+",  # which alliances are strange
    "hd+u[lKr]?",  # what is odd about it
)
