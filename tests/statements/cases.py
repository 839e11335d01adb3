"""Sentences with what should be found in them, marked inline.

`<s>…</s>`: a speaker the page's actors name (`<t>…</t>`: somebody else they name); `<c>…</c>`: the content of a statement. The
states are invented, so that no gazetteer can help or hurt.
"""

FOUND = {
    # indirect, after the cue
    "that": ("<s>Jan Roe</s> said that <c>the border would stay shut</c>.", "indirect", "neutral"),
    "bare": ("<s>Jan Roe</s> said <c>the border would stay shut</c>.", "indirect", "neutral"),
    "told reporters": (
        "<s>Jan Roe</s> told reporters in Fooville that <c>the border would stay shut</c>.",
        "indirect",
        "neutral",
    ),
    "warned": ("<s>The ministry</s> warned that <c>any attack would be answered</c>.", "indirect", "warn"),
    "denied": ("<s>Fooland</s> denied that <c>its troops had crossed the river</c>.", "indirect", "deny"),
    "and that": ("<s>Jan Roe</s> said that <c>the talks were useful and that they would go on</c>.", "indirect", "neutral"),
    "noun": ("<s>Jan Roe</s> expressed the hope that <c>the two sides would meet again</c>.", "indirect", "neutral"),
    # indirect, before the cue
    "before, inverted": ("<c>The border will stay shut</c>, said <s>Jan Roe</s>.", "indirect", "neutral"),
    "before, plain": ("<c>The border will stay shut</c>, <s>the ministry</s> said on Monday.", "indirect", "neutral"),
    "according to": ("According to <s>the ministry</s>, <c>the border will stay shut</c>.", "indirect", "neutral"),
    "according to, after": ("<c>The border will stay shut</c>, according to <s>the ministry</s>.", "indirect", "neutral"),
    "closing a long sentence": (
        "<c>A bus of pilgrims will be sent next week to make the case to the 21 members of the board</c>, "
        "<s>a senior clerk</s> at the Tolls Board said on condition of silence.",
        "indirect",
        "neutral",
    ),
    "closing, with initials": (
        "<c>The raft, launched from a beach at noon, drifted for ten miles before it sank</c>, <s>the River Watch</s> (RW) said.",
        "indirect",
        "neutral",
    ),
    "the speaker in the middle": (
        "<c>Barville, said <s>Jan Roe</s>, has met none of the ten conditions</c>.",
        "indirect",
        "neutral",
    ),
    "the parser's object speaks": (
        "<c>There will be no toll on the bridge</c>, assured <s>the mayor</s>.",
        "indirect",
        "promise",
    ),
    "after a semicolon": (
        "The market closed early; <c>the border would stay shut</c>, <s>Jan Roe</s> said.",
        "indirect",
        "neutral",
    ),
    "before a semicolon": (
        "<s>Jan Roe</s> said that <c>the border would stay shut</c>; the market closed early.",
        "indirect",
        "neutral",
    ),
    "said in a letter that": ("<s>Jan Roe</s> said in a letter that <c>the border would stay shut</c>.", "indirect", "neutral"),
    "two days after": (
        "<c>The ferry sank near the pier</c>, <s>the ministry</s> confirmed, two days after the storm had passed.",
        "indirect",
        "confirm",
    ),
    "only the second half": (
        "The dinner ended late, and according to <s>the ministry</s> <c>the ice was thinner than before</c>.",
        "indirect",
        "neutral",
    ),
    # what a speaker wants, promises, lays at a door
    "urged": ("<s>Fooland</s> urged <c><t>Barland</t> to open the border at once</c>.", "indirect", "demand"),
    "accused": ("<s>Fooland</s> accused <c><t>Barland</t> of moving its troops to the river</c>.", "indirect", "accuse"),
    "vowed": ("<s>Jan Roe</s> vowed <c>to raise the matter with every neighbour</c>.", "indirect", "promise"),
    "then warned": (
        "<s>Fooland</s> criticised <c><t>Barland</t> for the shelling of the pier</c> and warned that <c>the talks were over</c>.",
        "indirect",
        "accuse",
    ),
    "a charge denied": (
        "<s>Fooland</s> accused <c><t>Barland</t> of arming the smugglers</c>, a charge that nobody answered.",
        "indirect",
        "accuse",
    ),
    # direct
    "an unknown verb": ("“<c>We will not open the border,</c>” <s>Jan Roe</s> harrumphed.", "direct", "neutral"),
    "marks inside marks": (
        "‘<c>When I asked, he told me, “There is no toll,”</c>’ <s>Jan Roe</s> said.",
        "direct",
        "neutral",
    ),
    "quote, then cue": ("“<c>We will not open the border,</c>” <s>Jan Roe</s> said on Monday.", "direct", "neutral"),
    "cue, then quote": ("<s>Jan Roe</s> said: “<c>We will not open the border.</c>”", "direct", "neutral"),
    "inverted": ('"<c>We will not open the border,</c>" said <s>Jan Roe</s>, who is in Fooville.', "direct", "neutral"),
    "straight marks": ('"<c>We will not open the border,</c>" <s>Jan Roe</s> added.', "direct", "neutral"),
    "single marks": ("‘<c>We won’t open the border,</c>’ <s>Jan Roe</s> added.", "direct", "neutral"),
    "guillemets": ("«<c>We will not open the border</c>», <s>Jan Roe</s> said.", "direct", "neutral"),
    "question, new sentence": ("“<c>Is that how neighbours behave?</c>” <s>He</s> asked.", "direct", "neutral"),
    "mark the wrong way": (
        "<s>Fooland</s> repeated that “<c>the patrols near our coast are not acceptable.</c> “",
        "direct",
        "neutral",
    ),
    "never closed": (
        "“<c>The harvest was good and still nobody came to buy it from us</c> says <s>Fooville</s>.",
        "direct",
        "neutral",
    ),
    # mixed
    "fragment": ("<s>Jan Roe</s> said that <c>the move was “a pure breach” of the treaty</c>.", "mixed", "neutral"),
    "no space": (
        "<s>Jan Roe</s> said that <c>the envoy had heard that”nobody wants it” in the hill towns</c>.",
        "mixed",
        "neutral",
    ),
    "fragment at the end": (
        "<s>Fooland</s> said <c>it would not “talk about the wishes of others alone.”</c>",
        "mixed",
        "neutral",
    ),
}
"""Id → (marked sentence, kind, stance of the first statement)."""

NOTHING = {
    "a plan": "<s>Fooland</s> plans to build a wall along the river.",
    "a belief": "<s>Jan Roe</s> believes that the border will stay shut.",
    "a vote": "<s>Fooland</s> voted for the motion in the assembly.",
    "a scare quote": "The soldiers took part in what was called a “peace patrol” near the river.",
    "nobody said it": "<s>Fooland</s> shut the border on Monday after a night of shelling.",
    "a critic nobody names": "Critics said that the border would stay shut.",
    "orders": "<s>Fooland</s> ordered two of its envoys home.",
    "thanks": "<s>Fooland</s> thanked <t>Barland</t> for the boats.",
    "called home": "<s>Fooland</s> called home its envoy for talks.",
    "a fear held": "<s>Fooland</s> shut the border, fearing that <t>Barland</t> would attack.",
    "only a name": "“We will not open the border,” said Ann Poe, who sells eggs in Fooville.",
    "to say": "<s>Jan Roe</s> did not say whether the border would open.",
}
"""Id → a marked sentence in which no statement should be found with a confidence of .5 or more."""
