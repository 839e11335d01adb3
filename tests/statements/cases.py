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
    # what a speaker wants, promises, lays at a door
    "urged": ("<s>Fooland</s> urged <c><t>Barland</t> to open the border at once</c>.", "indirect", "demand"),
    "accused": ("<s>Fooland</s> accused <c><t>Barland</t> of moving its troops to the river</c>.", "indirect", "accuse"),
    "vowed": ("<s>Jan Roe</s> vowed <c>to raise the matter with every neighbour</c>.", "indirect", "promise"),
    # direct
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
    "to say": "<s>Jan Roe</s> did not say whether the border would open.",
}
"""Id → a marked sentence in which no statement should be found with a confidence of .5 or more."""
