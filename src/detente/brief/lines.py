"""A brief → the lines that page and terminal share: who did it to whom, why pages were rejected, how to cite."""

from detente.brief import wording
from detente.brief.value import Brief
from detente.records.merged import Event, Source


def name_of(code: str, brief: Brief) -> str:
    """The name of whoever a code stands for; the code itself where the codebook does not know it."""
    return dict(brief.names).get(code, code)


def publisher(source: Source) -> str:
    """Who published a page, so far as it says: outlet, agency, or that neither is stated."""
    if source.outlet:
        return f"{source.outlet} (agency: {source.agency})" if source.agency else source.outlet
    return f"agency {source.agency}, outlet not stated" if source.agency else "outlet not stated"


def who(event: Event, brief: Brief, *, by_code: bool = False) -> tuple[str, str, str]:
    """Actors, the arrow between, and recipients, by name; an act that both share has the arrow with two heads."""
    called = {} if by_code else dict(brief.names)
    parties = (brief.one.code, brief.other.code)
    if event.recipient:
        sides = (", ".join(called.get(code, code) for code in codes) for codes in (event.actor, event.recipient))
        return next(sides), "→", next(sides)
    left, right = (called.get(code, code) for code in event.actor if code in parties)
    others = [called.get(code, code) for code in event.actor if code not in parties]
    return left, "↔", right + (f" (with {', '.join(others)})" if others else "")


def reasons(brief: Brief) -> list[tuple[str, int]]:
    """Why pages were rejected, each reason with its count, in alphabetical order."""
    counts: dict[str, int] = {}
    for rejected in brief.reading.rejected:
        counts[rejected.reason.value] = counts.get(rejected.reason.value, 0) + 1
    return sorted(counts.items())


def citation(brief: Brief) -> str:
    """The line to cite the brief by: what, by what, from what, and the digest that the same record always has."""
    pages = wording.plural(len(brief.sheets), "page")
    span = f", published {wording.days(*brief.published)}" if brief.published else ""
    seen = f", archive last added to on {brief.reading.last_seen[:10]}" if brief.reading.last_seen else ""
    dated = f" {wording.days(brief.dated, brief.dated)}." if brief.dated else ""
    return (
        f"{brief.one.name} and {brief.other.name}: a brief by {brief.by}, made with {brief.made_by} from {pages}{span}{seen}; "
        f"record {brief.record}.{dated}"
    )
