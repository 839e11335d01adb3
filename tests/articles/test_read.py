"""Page → article, on small pages of our own. A case file: what the page states, `---`, the page with its body in ⟦ ⟧."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.articles.language import LanguageModel, load_languages
from detente.articles.lines import LineModel, load_lines
from detente.articles.read import read_article
from detente.records import Article, Page, Reason, Rejected, Span

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A page and what it states; `states` has a key for each field that the case checks."""

    page: Page
    body: tuple[Span, ...]
    states: dict[str, str | None]


def load_case(path: Path) -> Case:
    head, marked = path.read_text(encoding="utf-8").split("\n---\n", 1)
    states = dict(line.split(": ", 1) for line in head.split("\n"))
    text, spans, start = "", [], 0
    for piece in marked.split("⟦"):
        inside, _, after = piece.partition("⟧") if start or text or marked.startswith("⟦") else ("", "", piece)
        if inside:
            spans.append(Span(len(text), len(text) + len(inside)))
        text += inside + after
        start = 1
    return Case(
        page=page(text, uri=path.name),
        body=tuple(spans),
        states={key: None if value == "null" else value for key, value in states.items()},
    )


def page(text: str, uri: str = "page.txt", declared: str | None = None) -> Page:
    return Page(uri=uri, sha256="0", text=text, declared=declared)


@pytest.fixture(scope="module")
def lines() -> LineModel:
    return load_lines()


@pytest.fixture(scope="module")
def languages() -> LanguageModel:
    return load_languages()


def read(case: Case, lines: LineModel) -> Article:
    article = read_article(case.page, lines=lines)
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_body_is_the_articles_own_text(path, lines) -> None:
    case = load_case(path)
    found = [case.page.text[slice(*span)] for span in read(case, lines).body]
    assert found == [case.page.text[slice(*span)] for span in case.body]


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_what_the_page_states_is_found(path, lines) -> None:
    case = load_case(path)
    article = read(case, lines)
    found = {
        "title": article.title,
        "agency": article.agency,
        "outlet": article.outlet,
        "byline": article.byline,
        "place": article.dateline.place if article.dateline else None,
        "published": article.published.start.isoformat() if article.published and article.published.start else None,
    }
    assert {key: found[key] for key in case.states} == case.states


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_every_span_quotes_what_it_says(path, lines) -> None:
    case = load_case(path)
    article = read(case, lines)
    for text, span in (
        (article.title, article.title_span),
        (article.outlet, article.outlet_span),
        (article.agency, article.agency_span),
        (article.byline, article.byline_span),
    ):
        assert (text is None) == (span is None)
        assert text is None or case.page.text[slice(*span)] == text
    if article.published and article.published.span:
        assert case.page.text[slice(*article.published.span)] == article.published.text
    for other in article.published.others if article.published else ():
        assert other.why_not
        assert case.page.text[slice(*other.span)] == other.text


def test_same_text_has_the_same_id_on_another_page(lines) -> None:
    case = load_case(CASES[0])
    body = "\n\n".join(case.page.text[slice(*span)] for span in case.body)
    other = read_article(page(f"Another Paper\n\nA title of its own for the same words\n\n{body}\n"), lines=lines)
    assert isinstance(other, Article)
    assert other.id == read(case, lines).id


@pytest.mark.parametrize(
    "text",
    ["Home\nWorld\nSports\nSign in", "just words", "1 2 3\n" * 40, "Share\n" * 500, "....", "\ufeff\u200b\n\u200d", "|" * 5000],
    ids=["menu", "no-sentence", "digits", "shares", "points", "invisible", "bars"],
)
def test_a_page_without_sentences_is_rejected(text, lines) -> None:
    outcome = read_article(page(text), lines=lines)
    assert isinstance(outcome, Rejected)
    assert outcome.reason is Reason.NO_ARTICLE


def test_another_language_is_rejected_by_name(lines, languages) -> None:
    text = (
        "Norlands Regierung hat am Montag erklärt, dass sie die Brücke über den Fluss in der nächsten Woche wieder öffnen werde. "
        * 4
    )
    outcome = read_article(page(text), lines=lines, languages=languages)
    assert isinstance(outcome, Rejected)
    assert (outcome.reason, outcome.detail) == (Reason.LANGUAGE, "de, not English")
    unnamed = read_article(page(text), lines=lines)
    assert isinstance(unnamed, Rejected)
    assert unnamed.reason is Reason.LANGUAGE


def test_english_passes_with_the_detector(lines, languages) -> None:
    assert isinstance(read_article(load_case(CASES[0]).page, lines=lines, languages=languages), Article)


def test_one_huge_line_is_one_body(lines) -> None:
    text = "The minister of Norland said on Monday that the talks would go on until both sides were tired of them. " * 2000
    article = read_article(page(text), lines=lines)
    assert isinstance(article, Article)
    assert article.body == (Span(0, len(text.rstrip())),)


def test_reading_twice_equals_reading_once(lines) -> None:
    for path in CASES:
        case = load_case(path)
        assert read_article(case.page, lines=lines) == read_article(case.page, lines=lines)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=600))
def test_any_text_gives_an_article_or_a_reason(text: str) -> None:
    outcome = read_article(page(text), lines=_LINES)
    assert isinstance(outcome, Article | Rejected)
    if isinstance(outcome, Article):
        assert list(outcome.body) == sorted(outcome.body)
        assert all(0 <= span.start < span.end <= len(text) for span in outcome.body)


_LINES = load_lines()
