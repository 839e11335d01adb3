"""Page → article: its own text, title, credits, dateline and publication date. The room's door: `read_article`."""

from __future__ import annotations

from collections.abc import Sequence

from detente.articles.body import article_lines, body_spans
from detente.articles.credits import Named, find_credits
from detente.articles.dateline import find_dateline
from detente.articles.deck import with_deck
from detente.articles.language import ENGLISH, LanguageModel, reads_as_english
from detente.articles.lines import LineModel
from detente.articles.published import find_dates_of
from detente.articles.split import Line, split_lines
from detente.articles.title import find_title
from detente.records import Article, Page, Reason, Rejected, digest

_MOST_LINES = 20_000  # a page longer than a book is no article; the rest of it is not looked at


def read_article(page: Page, *, lines: LineModel, languages: LanguageModel | None = None) -> Article | Rejected:
    """The article of a page, or why there is none: no sentence-like text, or another language than English.

    `Article.body` includes the dateline; `dateline.span` says where it stands, so that a parser can leave it out. Without
    `languages` English is told by its function words, and another language is not named.
    """
    all_lines = split_lines(page.text)[:_MOST_LINES]
    own = article_lines(all_lines, lines)
    if not own:
        detail = f"{len(all_lines)} lines, none of an article's sentences"
        return Rejected(uri=page.uri, sha256=page.sha256, reason=Reason.NO_ARTICLE, detail=detail)
    body = "\n".join(line.text for line in own)
    language = _language(body, languages)
    if language != ENGLISH:
        return Rejected(uri=page.uri, sha256=page.sha256, reason=Reason.LANGUAGE, detail=f"{language}, not English")
    return _article(page, all_lines, own)


def _article(page: Page, lines: Sequence[Line], own: Sequence[Line]) -> Article:
    title = find_title(lines, own)
    own = with_deck(lines, own, title)
    found = find_dateline(page.text, lines[: own[0].index], own)
    dateline = found.dateline if found else None
    credited = find_credits(lines, own, title, found)
    dates = find_dates_of(page, lines, own, title, dateline)
    return Article(
        id=digest(" ".join(word.casefold() for line in own for word in line.words)),
        title=title.text if title else None,
        title_span=title.span if title else None,
        outlet=_text(credited.outlet),
        outlet_span=credited.outlet.span if credited.outlet else None,
        agency=_text(credited.agency),
        agency_span=credited.agency.span if credited.agency else None,
        byline=_text(credited.byline),
        byline_span=credited.byline.span if credited.byline else None,
        dateline=dateline,
        language=ENGLISH,
        published=dates.published,
        updated=dates.updated,
        body=body_spans(page.text, own),
    )


def _text(name: Named | None) -> str | None:
    return name.text if name else None


def _language(body: str, languages: LanguageModel | None) -> str:
    if languages is not None:
        return languages.language_of(body)
    return ENGLISH if reads_as_english(body) else "und"
