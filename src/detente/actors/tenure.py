"""When a person whom the page names in an office held it: what bounds the day the page was written."""

from datetime import date

from detente.actors.gazetteer import Gazetteer
from detente.actors.words import keys_of


def term_of(gazetteer: Gazetteer, name: str, code: str | None, role: str) -> tuple[date | None, date | None] | None:
    """First and last day on which the person held the office, None on a side that is open; None where the tables do not know.

    Of several terms the outermost days. The office is the one whose name in the tables ends as the page's does ("Secretary of
    State" for "US Secretary of State"); without one such, nothing is said, for the page may mean an earlier office.
    """
    wanted = f" {role.casefold()}"
    held = [
        holder
        for place in gazetteer.by_name.get(tuple(keys_of(name)), ())
        if (holder := gazetteer.holders[place]).code == code and wanted.endswith(f" {holder.role.casefold()}")
    ]
    if not held:
        return None
    first = None if any(h.open_start for h in held) else min(h.since for h in held)
    last = None if any(h.open_end for h in held) else max(h.until for h in held)
    return first, last
