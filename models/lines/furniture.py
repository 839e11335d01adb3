"""Articles → made-up pages in the manner of crawled plain text: the article among teasers, menus, side bars and forms.

Crawled text has no indentation and no structure, unlike html-aeb. The furniture is our own wording; the articles and the
headlines of other stories are those of the training pages. Deterministic for a seed.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

MENUS = (
    "Home",
    "World",
    "Nation",
    "Sports",
    "Opinion",
    "Business",
    "Epaper",
    "Video",
    "Entertainment",
    "City",
    "Lifestyle",
    "Tech",
    "Newsletters",
    "Weather",
    "Sign in",
    "Subscribe",
    "Home | World | Politics | Economy | Culture",
    "Markets  Policy  Opinion  Subscribe",
    "Skip to content",
    "Menu",
    "Search",
    "Categories: World",
    "BREAKING",
)
OUTLETS = (
    "The Harbour Courier",
    "Eastmoor Daily",
    "Plainfield Observer",
    "Gulf & Straits Monitor",
    "newsmill24",
    "Terrace Times",
    "Kestrel Post",
)
WRITERS = (
    "Mara Tolling",
    "J. P. Ostrander",
    "Web Desk",
    "Northern Wire",
    "Adeel Farrant",
    "Staff Reporter",
    "Ines Caldwell",
    "admin",
)
CAPTIONS = (
    "A view of the parliament building in the capital on Monday. (Photo: Handout)",
    "The two presidents shake hands before the cameras. File photo",
    "{name} at a press conference last week. Image credit: agency pool",
    "Protesters gather outside the embassy. Photograph: Northern Wire/Pool",
    "The minister leaves the building after the talks.(credit: https://pictures.example/1)",
    "Representational image",
    "Soldiers stand guard near the border crossing.",
)
POINTERS = (
    "ALSO READ: {title}",
    "Also Read | {title}",
    "READ MORE: {title}",
    "See also: {title}",
    "Read also: {title}",
    "Watch: {title}",
    "READ MORE",
    "Advertisement",
)
LEGAL = (
    "Disclaimer: This story comes from a syndicated feed and has not been edited by our staff.",
    "Disclaimer: This copy was published automatically from an agency feed, unchanged, and no editor has looked at it",
    "The views expressed in this article are those of the author and do not necessarily reflect the policy of this newspaper.",
    "(This story has not been edited by our staff and is auto-generated from a syndicated feed.)",
    "Published in our print edition. All rights reserved.",
    "© 2023 {outlet}. All rights reserved.",
    "We use cookies to make the site better. By going on, you agree to our use of cookies.",
    "Follow us on Facebook and Twitter for the latest news, and subscribe to our newsletter.",
    "Get the day's top stories in your inbox. Sign up here, it is free and you can leave whenever you like.",
    "If you have a story for us, write to our newsroom or call us at any time of the day.",
    "Tell us in the comments below what you think of this!",
)
BIOS = (
    "{name} is a reporter who covers foreign affairs and trade. She has worked for newspapers on three continents.",
    "{name} has covered the region for fifteen years and writes a weekly letter for subscribers.",
    "{name} is an online editor with ten years of experience in news, health and travel, and regularly attends trainings.",
    "About the author: {name} lives by the sea with two dogs and writes about diplomacy.",
)
SUBHEADS = (
    "What next?",
    "A LONG QUARREL",
    "The view from the coast",
    "What did the two sides say?",
    "WHAT HAPPENED ON MONDAY",
    "Background",
    "An old wound",
    "Who pays?",
    "THE NUMBERS",
    "Trade and tolls",
)
SECTIONS = (
    "Related Stories",
    "Related Articles",
    "Recent Posts",
    "Latest",
    "Most Read",
    "You may also like",
    "Trending",
    "MORE FROM WORLD",
    "Don't Miss",
    "Top News",
    "Related",
)
COMMENTS = (
    "Leave a Reply",
    "We keep your e-mail to ourselves. Fields with a star must be filled in *",
    "Please enter your comment!",
    "Please enter your name here",
    "Save my name, email, and website in this browser for the next time I comment.",
    "To the top of the page",
)
READER_WORDS = (
    "This is exactly what I have been saying for years, and nobody in the government ever listens to ordinary people.",
    "Good article, but the author forgets that the same thing was tried before and it did not work at all.",
    "I do not believe a word of it. They will sign anything and do nothing, as always.",
)
AGO = ("3 years ago", "2 hours ago", "5 days ago", "a month ago")
DATES = (
    "July 14, 2021",
    "3 March 2022",
    "Published: November 2, 2020 10:09 AM",
    "Updated: 5 June 2022, 19:42 IST",
    "2021-09-08",
    "Tuesday, 18 May 2021",
    "2 mins read",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePage:
    """A made-up page: its lines, and for each whether it is the article's."""

    lines: tuple[str, ...]
    labels: tuple[bool, ...]
    text: str


def make_page(article: Sequence[str], others: Sequence[Sequence[str]], rng: random.Random) -> MadePage:
    """A page around an article, given as paragraphs, with the starts of other articles as its other stories."""
    parts: list[tuple[str, bool]] = []

    def put(*lines: str) -> None:
        parts.extend((line, False) for line in lines)

    name, outlet, title = rng.choice(WRITERS), rng.choice(OUTLETS), headline(article[0])
    _head(put, article, (title, name, outlet), rng)
    stories = [headline(other[0]) for other in others]
    subheads = rng.random() < 0.25
    for number, paragraph in enumerate(article):
        if subheads and number and rng.random() < 0.3:
            parts.append((rng.choice(SUBHEADS), True))
        parts.append((paragraph, True))
        if number + 1 < len(article) and rng.random() < 0.07:
            put(rng.choice(CAPTIONS).format(name=name))
        if number + 1 < len(article) and rng.random() < 0.07:
            put(rng.choice(POINTERS).format(title=rng.choice(stories)))
    _foot(put, others, (name, outlet), rng)
    gap = rng.choice(("\n", "\n\n"))
    text = gap.join(line for line, _ in parts)
    return MadePage(lines=tuple(line for line, _ in parts), labels=tuple(own for _, own in parts), text=text)


def headline(paragraph: str) -> str:
    """The paragraph's first words, as a headline would have them."""
    words = paragraph.replace("\n", " ").split()[: 6 + len(paragraph) % 6]
    return " ".join(word[:1].upper() + word[1:] for word in words).rstrip(".,;:")


def teaser(paragraph: str, words: int, end: str) -> str:
    """The paragraph cut after some words."""
    return " ".join(paragraph.split()[:words]) + end


def _head(put, article, names, rng) -> None:  # type: ignore[no-untyped-def]
    title, name, outlet = names
    if rng.random() < 0.5:
        put(outlet)
    put(*rng.sample(MENUS, rng.randint(0, 6)))
    if rng.random() < 0.2:
        put(rng.choice(DATES))
    put(title)
    if rng.random() < 0.6:
        put(f"By {name} | {rng.choice(DATES)}" if rng.random() < 0.5 else f"By {name}")
    if rng.random() < 0.4:
        put(rng.choice(DATES))
    if rng.random() < 0.35:
        put(teaser(article[0], rng.randint(12, 24), rng.choice(("...", "…", " ..."))))
        put(rng.choice(("Open in App", "Read more", "Continue reading")))
    if rng.random() < 0.2:
        put(rng.choice(CAPTIONS).format(name=name))


def _comments(rng: random.Random) -> list[str]:
    return [
        line
        for who, words in zip(("Heron", "Old Mast", "tessa_k"), rng.sample(READER_WORDS, 3), strict=True)
        for line in (f"{who} on {rng.choice(('May 3, 2021', 'August 22, 2020'))} at {rng.randint(1, 11)}:14 am said:", words)
    ]


def _foot(put, others, names, rng) -> None:  # type: ignore[no-untyped-def]
    name, outlet = names
    for chance, lines in (
        (0.4, [rng.choice(LEGAL).format(outlet=outlet)]),
        (0.3, ["Tags: " + " ".join(other[0].split()[0].strip(",.") for other in others), "Open in App"]),
        (0.3, [name]),
        (0.3, [rng.choice(BIOS).format(name=name)]),
        (0.3, ["Share", "Published by", outlet]),
        (0.15, [*READER_WORDS]),
        (0.15, [f"{len(others)} thoughts on “{headline(others[0][0])}”", *_comments(rng)]),
    ):
        if rng.random() < chance:
            put(*lines)
    for _ in range(rng.randint(0, 2)):
        put(rng.choice(SECTIONS))
        shape = rng.randint(0, 3)
        for other in others:
            if shape != 1:
                put(headline(other[0]))
            if shape in (1, 2):
                put(teaser(other[0], rng.randint(14, 30), rng.choice(("…", "...", ""))))
            if shape == 2:
                put(rng.choice(AGO))
            if shape == 3 and rng.random() < 0.5:
                put(other[0])
    if rng.random() < 0.4:
        put(*COMMENTS[: rng.randint(1, len(COMMENTS))])
    if rng.random() < 0.4:
        put(rng.choice(LEGAL).format(outlet=outlet))
