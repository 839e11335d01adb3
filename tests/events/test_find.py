"""Who did what to whom, on sentences about states that do not exist."""

from datetime import date

import pytest

from detente.events.coder import Coder
from detente.events.find import find_events
from detente.records import Basis, DateSpan, Entity, EntityCode, Published, Span, Statement, StatementKind, Words
from detente.syntax.parse import Parser
from tests.events.cases import FLOOR, grammar_coder, material, told

A, B, C = "{Arvenia=ARV}", "{Belmark=BEL}", "{Corland=COR}"
A_ADJ, B_ADJ = "{Arvenian=ARV:adjective}", "{Belmarkian=BEL:adjective}"


@pytest.fixture(scope="module")
def coder() -> Coder:
    return grammar_coder()


def events(marked: str, parser: Parser, coder: Coder, **more: object) -> list[str]:
    found = find_events(material(marked, parser), statements=(), published=None, coder=coder, **more)  # type: ignore[arg-type]
    return [told(event) for event in found if event.confidence >= FLOOR]


CASES = [
    # grammar
    ("active", f"{A} condemned {B} on Monday.", ["ACCUSE ARV>BEL"]),
    ("passive", f"{A} was attacked by {B} at dawn.", ["ASSAULT BEL>ARV"]),
    ("preposition", f"{A} imposed new sanctions on {B}.", ["SANCTION ARV>BEL"]),
    ("passive object", f"Sanctions were imposed on {B} by {A}.", ["SANCTION ARV>BEL"]),
    ("participle", f"{A} responded by accusing {B} of lying.", ["ACCUSE ARV>BEL"]),
    ("control", f"{A} refused to meet {B}.", ["REJECT ARV>BEL"]),
    ("conjunct", f"{A} criticised {C} and expelled two {B_ADJ} diplomats.", ["ACCUSE ARV>COR", "SANCTION ARV>BEL"]),
    ("relative", f"{A}, which invaded {B}, held a parade.", ["ASSAULT ARV>BEL"]),
    ("noun by adjective", f"The {A_ADJ} invasion of {B} shocked the region.", ["ASSAULT ARV>BEL"]),
    ("light verb", f"{A} launched an attack on {B}.", ["ASSAULT ARV>BEL"]),
    ("two recipients", f"{A} accused {B} and {C} of spying.", ["ACCUSE ARV>BEL+COR"]),
    # sides of mutual acts
    ("meet", f"{A} met {B} in the capital.", ["CONSULT ARV+BEL"]),
    ("talks between", f"Talks between {A} and {B} began on Friday.", ["CONSULT ARV+BEL"]),
    ("hold talks", f"{A} held talks with {B}.", ["CONSULT ARV+BEL"]),
    ("sign", f"{A} and {B} signed a trade agreement.", ["SUPPORT ARV+BEL"]),
    ("fight together", f"{A} and {B} fight illegal fishing together.", ["COOPERATE ARV+BEL"]),
    ("fight alongside", f"{A} fights alongside {B} against pirates.", ["COOPERATE ARV+BEL"]),
    ("whose launch", f"{A} condemned {B}'s missile launch with {C} at the harbour.", ["ACCUSE ARV>BEL"]),
    # operators
    (
        "would, in a second reported clause",
        f"{A} said there were doubts and that {A} would hold talks with {B}.",
        ["AGREE ARV+BEL"],
    ),
    (
        "what a journey is for",
        "It coincides with {his=ARV:pronoun} arrival in town to meet {his=ARV:pronoun} {Belmarkian counterpart=BEL:office}.",
        ["AGREE ARV+BEL"],
    ),
    ("will meet", f"{A} will meet {B} next week.", ["AGREE ARV+BEL"]),
    ("agreed to withdraw", f"{A} agreed to withdraw its troops from {B}.", ["AGREE ARV>BEL", "CONCEDE ARV>BEL"]),
    ("threatened to attack", f"{A} threatened to attack {B}.", ["THREATEN ARV>BEL"]),
    ("urged", f"{A} urged {B} to pull back its army.", ["REQUEST ARV>BEL"]),
    ("denied", f"{A} did not attack {B}.", ["ASSAULT ARV>BEL negation"]),
    ("may attack", f"{A} may attack {B}.", ["ASSAULT ARV>BEL hypothetical"]),
    ("cancelled", f"{A} cancelled a meeting with {B}.", ["REJECT ARV>BEL"]),
    ("agentless parse", f"Late on Monday, {A}, however, had offered {B} its help.", ["AGREE ARV>BEL"]),
    (
        "welcomed guest",
        "{President Oran=ARV:person} welcomed {Prime Minister Bel=BEL:person} to the palace.",
        ["CONSULT BEL>ARV"],
    ),
    ("judged", f"{A} described the {B_ADJ} move as illegal.", ["ACCUSE ARV>BEL"]),
    ("to court", f"{A} took {B} to the world court.", ["ACCUSE ARV>BEL"]),
    ("both armies", f"{A_ADJ} and {B_ADJ} troops clashed on the border.", ["ASSAULT ARV+BEL"]),
    ("no intention", f"{A} has no intention of negotiating with {B}.", ["REJECT ARV>BEL"]),
    ("other side understood", f"{B} and {A} are at odds. {A} recalled its ambassador on Friday.", ["SANCTION ARV>BEL"]),
    ("relative place", f"{B}, on whose border {A} has deployed 5,000 soldiers, asked for calm.", ["MOBILIZE ARV>BEL"]),
    # people, things and places of a state
    ("page's adjective", f"{{Belmarkan troops=BEL:people}} left. {A} shelled Belmarkan posts.", ["ASSAULT ARV>BEL"]),
    ("envoys told to leave", f"{A} ordered six {B_ADJ} diplomats to leave.", ["SANCTION ARV>BEL"]),
    (
        "called to a ministry",
        "{Belmark's envoy=BEL:office} was called to {the Arvenian foreign ministry=ARV:office}.",
        ["ACCUSE ARV>BEL"],
    ),
    ("titled name", "{Arvenia=ARV} summoned {Belmarkian Ambassador Jan Novak=BEL:person} to receive a note.", ["ACCUSE ARV>BEL"]),
    ("brokered by another", f"{A} and {B} reached a {{Corland=COR:adjective}}-brokered deal.", ["AGREE ARV+BEL"]),
    ("gift", "{Arvenia=ARV} gave {Belmark=BEL} millions of dollars in aid.", ["AID ARV>BEL"]),
    ("outside an embassy", "{Arvenians=ARV:people} rallied outside {the Belmarkian embassy=BEL:office}.", ["PROTEST ARV>BEL"]),
    ("told to", f"{A} told {B} to pull back its troops.", ["REQUEST ARV>BEL"]),
    ("out of a body", "{Arvenia=ARV} walked out of {the Nine Rivers Union=NRU:body}.", ["SANCTION ARV>NRU"]),
    ("troops moved", "{Arvenian soldiers=ARV:people} were deployed near the border with {Belmark=BEL}.", ["MOBILIZE ARV>BEL"]),
    ("missile at nobody", f"{A} fired two missiles into the sea.", ["MOBILIZE ARV"]),
    # pointing back
    ("what was done before", f"{B} shelled {A}. {C} watched. {A} condemned the attack.", ["ASSAULT BEL>ARV", "ACCUSE ARV>BEL"]),
    (
        "the accusers' charges",
        f"{B} accused {A} of theft. {C} smiled. {A} rejected the charges.",
        ["ACCUSE BEL>ARV", "REJECT ARV>BEL"],
    ),
    (
        "like for like",
        f"{A} expelled two {B_ADJ} diplomats. {B} returned the compliment.",
        ["SANCTION ARV>BEL", "SANCTION BEL>ARV"],
    ),
    ("followed suit", f"{A} condemned {B}, and {C} followed suit.", ["ACCUSE ARV>BEL", "ACCUSE COR>BEL"]),
    # none
    ("unnamed ally", f"{A} stood by its ally against {B}.", []),
    ("fight against a thing", f"{A} and {B} fight terrorism.", []),
    ("fight against", f"{A} and {B} fight against smugglers.", []),
    ("uninvited things", f"{A}'s envoy walked past the cameras {{he=ARV:pronoun}} had not invited to the meeting with {B}.", []),
    ("either or", f"Either {A} agrees with {B} on a price or the mill closes.", ["AGREE ARV>BEL hypothetical"]),
    ("would like to see", f"{C} would like to see {A} talk to {B}.", []),
    ("sympathy", f"{A} closed a factory in sympathy with {B}.", []),
    ("only pointed at", f"{A} wrote of the spirit of the meeting between {A} and {B}.", []),
    ("important to talk", f"{A} finds it important to talk to {B}.", []),
    ("wish", f"{A} wants to meet {B}.", []),
    ("domestic", f"{A} arrested an {A_ADJ} writer.", []),
    ("no trigger", f"{A} lies north of {B}.", []),
    ("ally", f"{A}'s ally condemned {B}.", []),
    ("feared", f"There is fear of an upcoming attack by {A} on {B}.", ["ASSAULT ARV>BEL hypothetical"]),
]


@pytest.mark.parametrize(("marked", "expected"), [pytest.param(m, e, id=i) for i, m, e in CASES])
def test_an_act_is_told_with_its_sides_and_status(marked: str, expected: list[str], parser: Parser, coder: Coder) -> None:
    assert events(marked, parser, coder) == expected


def statement(text: str, content: str, code: str) -> Statement:
    start = text.index(content)
    span = Span(start, start + len(content))
    return Statement(
        id="s",
        kind=StatementKind.INDIRECT,
        content=content,
        span=span,
        spans=(span,),
        cue=Words(text="said", span=Span(0, 0)),
        speaker=Entity(text=code, span=Span(0, 1), name=None, code=EntityCode(code), sector=("GOV",)),
        confidence=0.95,
    )


SPOKEN = [
    ("judgement", f"{A} said {B}'s position grossly violates the law.", "ARV", ["ACCUSE ARV>BEL"]),
    ("claim", f"{A} said {B} attacked a village.", "ARV", ["ACCUSE ARV>BEL", "ASSAULT BEL>ARV by ARV"]),
    ("claim about a third", f"{A} said {B} attacked a village near {C}.", "ARV", ["ASSAULT BEL>COR by ARV"]),
    ("threat", f"{A} said it would retaliate against {B}.", "ARV", ["THREATEN ARV>BEL"]),
    ("demand", f"{A} said {B} must leave.", "ARV", ["REQUEST ARV>BEL"]),
    ("praise of another", f"{A} said it welcomes the {B_ADJ} decision.", "ARV", ["SUPPORT ARV>BEL"]),
    ("own virtue", f"{A} said {A} is not hostile.", "ARV", []),
]


@pytest.mark.parametrize(("marked", "speaker", "expected"), [pytest.param(m, s, e, id=i) for i, m, s, e in SPOKEN])
def test_a_statement_is_an_act_by_its_words(marked: str, speaker: str, expected: list[str], parser: Parser, coder: Coder) -> None:
    found = material(marked, parser)
    content = found.text.split(" said ")[1].rstrip(".")
    acts = find_events(found, statements=(statement(found.text, content, speaker),), published=None, coder=coder)
    assert [told(e) for e in acts if e.confidence >= FLOOR] == expected


def test_should_before_its_subject_opens_a_condition(parser: Parser, coder: Coder) -> None:
    found = material(f"Should {B} cross the river, {A} would answer with force, {A} said.", parser)
    content = "Should Belmark cross the river, Arvenia would answer with force"
    acts = find_events(found, statements=(statement(found.text, content, "ARV"),), published=None, coder=coder)
    assert "THREATEN ARV>BEL" in [told(e) for e in acts if e.confidence >= FLOOR]


def test_what_a_speaker_says_of_another_is_claimed_and_is_an_accusation(parser: Parser, coder: Coder) -> None:
    found = material(f"{A} said {B} attacked {{Arvenian=ARV:adjective}} soldiers.", parser)
    acts = find_events(
        found, statements=(statement(found.text, "Belmark attacked Arvenian soldiers", "ARV"),), published=None, coder=coder
    )
    assert [told(e) for e in acts] == ["ACCUSE ARV>BEL", "ASSAULT BEL>ARV by ARV"]
    assert {e.statement for e in acts} == {"s"}


def test_the_first_person_is_the_speakers_side(parser: Parser, coder: Coder) -> None:
    found = material(f'"Our troops attacked {B}," said {{Prime Minister Oran=ARV:person}}.', parser)
    acts = find_events(
        found, statements=(statement(found.text, "Our troops attacked Belmark,", "ARV"),), published=None, coder=coder
    )
    assert "ASSAULT ARV>BEL" in [told(e) for e in acts]


def test_a_meeting_only_mentioned_is_the_one_that_is_planned(parser: Parser, coder: Coder) -> None:
    acts = events(f"{A} and {B} will meet in June. The summit between {A} and {B} is to last a day.", parser, coder)
    assert set(acts) == {"AGREE ARV+BEL"}


def test_a_year_long_gone_is_background_and_the_date_goes_with_its_own_verb(parser: Parser, coder: Coder) -> None:
    marked = f"{A} annexed the northern province of {B} in 1994 and on Monday condemned {C}."
    text = material(marked, parser).text
    year, monday = text.index("1994"), text.index("Monday")
    dates = (
        DateSpan(start=date(1994, 1, 1), end=date(1994, 12, 31), basis=Basis.STATED, text="1994", span=Span(year, year + 4)),
        DateSpan(start=date(2021, 7, 19), end=date(2021, 7, 19), basis=Basis.RELATIVE, span=Span(monday, monday + 6)),
    )
    published = Published(start=date(2021, 7, 20), end=date(2021, 7, 20), basis=Basis.STATED)
    acts = find_events(material(marked, parser, dates), statements=(), published=published, coder=coder)
    assert [(told(e), e.date.start.year if e.date and e.date.start else None) for e in acts] == [
        ("COERCE ARV>BEL historical", 1994),
        ("ACCUSE ARV>COR", 2021),
    ]


def test_the_day_of_a_meeting_to_come_is_its_occasion(parser: Parser, coder: Coder) -> None:
    marked = f"{A} will meet {B} on Friday."
    at = material(marked, parser).text.index("Friday")
    friday = DateSpan(start=date(2021, 7, 23), end=date(2021, 7, 23), basis=Basis.RELATIVE, span=Span(at, at + 6))
    (act,) = find_events(material(marked, parser, (friday,)), statements=(), published=None, coder=coder)
    assert told(act) == "AGREE ARV+BEL"
    assert act.date is None
    assert act.occasion is not None
    assert act.occasion.date == friday


@pytest.mark.parametrize(
    "marked",
    ["", " ", "…", "“", "\u200b\ufeff", "a" * 5000, f"{A} " * 300, f"{A}{B}{A}", "!!! ??? ...", f"{A}\x00{B}"],
    ids=["empty", "space", "dots", "mark", "invisible", "one word", "only names", "glued", "signs", "null"],
)
def test_odd_input_is_no_error(marked: str, parser: Parser, coder: Coder) -> None:
    assert isinstance(events(marked, parser, coder), list)
