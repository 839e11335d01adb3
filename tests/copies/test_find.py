from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.copies.find import CopyRules
from detente.copies.shingles import RUN_WORDS, WINDOW, runs, shingled
from detente.records import Span
from detente.records.copies import OriginalBy, Relation
from tests.copies.making import ELSEWHERE, OWN, WIRE, body, printed

RULES = CopyRules()
WHOLE = body(*WIRE)
CASES = [
    pytest.param(body(*WIRE), Relation.EXACT, id="the same text"),
    pytest.param(WHOLE.upper().replace(".", " –"), Relation.EXACT, id="the same words in other signs and letters"),
    pytest.param(WHOLE.replace("eleven", "twelve").replace("evening", "late"), Relation.NEAR, id="two words changed"),
    pytest.param(body(*WIRE[:6]), Relation.CONTAINED, id="six sentences of ten"),
    pytest.param(body(*WIRE[6:], *WIRE[:6]), Relation.NEAR, id="parts exchanged"),
    pytest.param(body(*OWN, *WIRE), Relation.CONTAINS, id="own sentences before it"),
    pytest.param(body(*OWN[:3], *WIRE[:6]), Relation.NEAR, id="six sentences of ten and own ones"),
    pytest.param(body(*OWN, *WIRE[:6], *ELSEWHERE, *OWN[::-1]), Relation.CONTAINS, id="six of ten in a long page"),
    pytest.param(body(*OWN, *WIRE[:3], *ELSEWHERE), None, id="three sentences of ten in a long page"),
    pytest.param(body(*ELSEWHERE), None, id="another story"),
]


@pytest.mark.parametrize(("text", "relation"), CASES)
def test_what_a_page_is_to_the_wire_copy(text, relation):
    wire = printed("wire", WHOLE, credit=0)
    found = RULES.group([wire, printed("page", text)])
    assert [(j.sha256, j.original, j.relation) for j in found] == ([("page", "wire", relation)] if relation else [])
    assert all(0.4 < j.score <= 1 for j in found)


@pytest.mark.parametrize(("text", "relation"), CASES)
def test_what_is_linked_shares_marks_enough_to_be_compared(text, relation):
    one, other = (shingled(t, (Span(0, len(t)),)) for t in (WHOLE, text))
    assert RULES.linked(one.shingles, other.shingles) == (relation is not None)
    shared = len(set(one.marks) & set(other.marks))
    assert relation is None or RULES.worth_comparing(shared, len(one.marks), len(other.marks))


EARLY, LATE = date(2031, 5, 2), date(2031, 5, 4)
EXTENDED, CUT = body(*WIRE, *OWN), body(*WIRE[:7])
ORIGINALS = [
    pytest.param([("a", EXTENDED, 1, LATE), ("b", WHOLE, 0, LATE)], "b", OriginalBy.AGENCY, id="an agency's page"),
    pytest.param([("a", EXTENDED, 2, EARLY), ("b", WHOLE, 1, LATE)], "b", OriginalBy.AGENCY, id="a credit before a day"),
    pytest.param([("a", EXTENDED, 2, LATE), ("b", CUT, 2, EARLY)], "b", OriginalBy.TIME, id="the earliest"),
    pytest.param([("a", EXTENDED, 2, None), ("b", WHOLE, 2, LATE)], "b", OriginalBy.TIME, id="a known day before an unknown"),
    pytest.param(
        [("a", EXTENDED, 2, None), ("b", WHOLE, 2, None), ("c", CUT, 2, None)],
        "b",
        OriginalBy.LENGTH,
        id="the longest that is held",
    ),
    pytest.param([("a", EXTENDED, 2, None), ("b", WHOLE, 2, None)], "b", OriginalBy.HELD, id="held by another"),
    pytest.param([("a", WHOLE, 2, EARLY), ("b", WHOLE, 2, LATE)], "a", OriginalBy.TIME, id="the same text, the earlier page"),
    pytest.param([("b", WHOLE, 2, EARLY), ("a", WHOLE, 2, EARLY)], "a", OriginalBy.NONE, id="nothing to tell them apart"),
]


@pytest.mark.parametrize(("pages", "original", "reason"), ORIGINALS)
def test_the_likely_original_and_why(pages, original, reason):
    made = [printed(name, text, credit=credit, day=day) for name, text, credit, day in pages]
    for order in permutations(made):
        found = RULES.group(order)
        assert {(j.original, j.reason) for j in found} == {(original, reason)}
        assert len(found) == len(made) - 1


def test_two_halves_are_of_a_group_by_the_whole_and_never_without_it():
    halves = [printed("a", body(*WIRE[:5])), printed("b", body(*WIRE[5:]))]
    assert RULES.group(halves) == ()
    found = RULES.group([*halves, printed("wire", WHOLE, credit=0)])
    assert [(j.sha256, j.original, j.relation) for j in found] == [
        ("a", "wire", Relation.CONTAINED),
        ("b", "wire", Relation.CONTAINED),
    ]


def test_a_page_of_two_stories_does_not_chain_them():
    both = printed("both", body(*WIRE, *ELSEWHERE))
    found = RULES.group([printed("wire", WHOLE, credit=0), printed("bank", body(*ELSEWHERE), credit=0), both])
    assert [(j.sha256, j.original) for j in found] == [("both", "wire")]


def test_a_shared_quotation_makes_no_copy():
    quoted = "“We had hoped that our neighbours would choose to talk and not to close one door after another on those who live by the sea.”"
    assert RULES.group([printed("a", body(*WIRE[:4], quoted)), printed("b", body(*ELSEWHERE, quoted))]) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 400), min_size=0, max_size=60),
    st.lists(st.integers(0, 400), min_size=RUN_WORDS + WINDOW - 1, max_size=30),
    st.lists(st.integers(401, 800), min_size=0, max_size=60),
)
def test_sixteen_words_in_common_share_a_mark_wherever_they_stand(before, common, after):
    texts = [" ".join(f"w{n}" for n in words) for words in ([*before, *common], [*common, *after])]
    one, other = (set(shingled(text, (Span(0, len(text)),)).marks) for text in texts)
    assert one & other


def test_a_short_text_is_one_run_and_no_text_none():
    assert len(runs(["one", "two"])) == 1
    assert len(runs([])) == 0
    assert shingled("", ()).marks == ()


PAGES = [WHOLE, EXTENDED, CUT, body(*WIRE[5:]), body(*ELSEWHERE), body(*ELSEWHERE, *WIRE[:6]), body(*OWN)]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_order_gives_the_same_groups_and_each_copy_is_linked_to_its_original(data):
    kinds = st.tuples(st.sampled_from(PAGES), st.sampled_from([0, 1, 2]), st.sampled_from([None, EARLY, LATE]))
    chosen = data.draw(st.lists(kinds, min_size=2, max_size=8))
    made = [printed(f"{n}", text, credit=credit, day=day) for n, (text, credit, day) in enumerate(chosen)]
    found = RULES.group(made)
    assert RULES.group(data.draw(st.permutations(made))) == found
    by_name = {page.sha256: page for page in made}
    originals = {j.original for j in found}
    for joined in found:
        assert joined.sha256 not in originals
        assert RULES.linked(by_name[joined.sha256].shingles, by_name[joined.original].shingles)
