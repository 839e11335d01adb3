"""The lines around an article → who is credited. A case: the page, then agency, byline and outlet."""

from __future__ import annotations

import pytest

from detente.articles.credits import find_credits
from detente.articles.dateline import find_dateline
from detente.articles.split import split_lines

TITLE = "Norland and Sudmark open the bridge"
BODY = """Norland and Sudmark opened the bridge over the Tarn on Monday, four years after it was shut over customs checks.
The two ministers walked to the middle of it and shook hands, while a band played on each of the two banks.
Norland's minister told Fjordline Wire that he hoped the bridge would never be shut again."""
CASES = (
    ("nothing", "{title}\n{body}", None, None, None),
    ("by-agency", "{title}\nBy Fjordline Wire | Published: May 9, 2022\n{body}", "Fjordline Wire", None, None),
    ("by-acronym", "{title}\nBy FNA\n{body}", "FNA", None, None),
    ("by-person", "{title}\nBy Mara Holt\n{body}", None, "Mara Holt", None),
    ("by-person-and-date", "{title}\nPosted on March 13, 2022 by Selin Ark\n{body}", None, "Selin Ark", None),
    ("by-desk", "{title}\nBy Web Desk\n{body}", None, None, None),
    ("agency-and-city", "{title}\nFjordline Wire | Kesthaven | May 9, 2022\n{body}", "Fjordline Wire", None, None),
    ("known-agency-line", "{title}\nREUTERS, Kesthaven\n{body}", "REUTERS", None, None),
    ("source-at-end", "{title}\n{body}\nSource: Norland Herald Tribune", "Norland Herald Tribune", None, None),
    ("brackets-at-end", "{title}\n{body} (Fjordline Wire)", "Fjordline Wire", None, None),
    ("brackets-of-the-sentence", "{title}\n{body}\nThe two will report to the Tarn River Commission (TRC).", None, None, None),
    ("dash-at-end", "{title}\n{body}\n— Fjordline Wire", "Fjordline Wire", None, None),
    ("written-with", "{title}\n{body}\n(Written by Mara Holt with Fjordline Wire; 4/5/22)", "Fjordline Wire", "Mara Holt", None),
    ("with-inputs", "{title}\n{body}\nWith inputs from Fjordline Wire", "Fjordline Wire", None, None),
    ("published-by", "{title}\n{body}\nShare\nPublished by\nquicknews4all", None, None, "quicknews4all"),
    ("copyright", "{title}\n{body}\n© 2025 The Harbour Post. All rights reserved.", None, None, "The Harbour Post"),
    ("masthead", "The Harbour Courier\nHome  World  Sport\n{title}\n{body}", None, None, "The Harbour Courier"),
    ("menu-is-no-outlet", "Home\nWorld News\n{title}\n{body}", None, None, None),
    ("section-is-no-outlet", "South Asia\n{title}\n{body}", None, None, None),
    ("own-name-is-no-agency", "Harbour Wire\nHome  World\n{title}\nBy Harbour Wire\n{body}", None, None, "Harbour Wire"),
    ("other-stories-credit-nobody", "{title}\n{body}\nRelated Stories\nBy Orla Finch", None, None, None),
)  # fmt: skip


@pytest.mark.parametrize(("text", "agency", "byline", "outlet"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_credits(text, agency, byline, outlet) -> None:
    text = text.format(title=TITLE, body=BODY)
    lines = split_lines(text)
    start = text.index(BODY)
    own = [line for line in lines if start <= line.span.start < start + len(BODY)]
    title = next(line for line in lines if line.text == TITLE)
    found = find_credits(lines, own, title, find_dateline(text, (), own))
    assert (
        found.agency and found.agency.text,
        found.byline and found.byline.text,
        found.outlet and found.outlet.text,
    ) == (agency, byline, outlet)
    for name in (found.agency, found.byline, found.outlet):
        assert name is None or text[slice(*name.span)] == name.text
