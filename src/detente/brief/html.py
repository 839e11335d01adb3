"""A brief → one self-contained HTML page: templates, style and script from the package, nothing fetched."""

import base64
from collections.abc import Sequence
from importlib.resources import files
from itertools import groupby

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from detente.brief import wording
from detente.brief.export import as_csv, as_json, for_script
from detente.brief.lines import citation, name_of, publisher, reasons, who
from detente.brief.sentence import RULE, say
from detente.brief.state import THIN_N, UNSURE
from detente.brief.value import Brief, Direction, Entry, day_known
from detente.records import QuadClass
from detente.records.merged import COUNTED, Standing
from detente.series.dyads import RESAMPLES

QUAD_KEYS = {
    QuadClass.VERBAL_COOPERATION: "vc",
    QuadClass.MATERIAL_COOPERATION: "mc",
    QuadClass.VERBAL_CONFLICT: "vx",
    QuadClass.MATERIAL_CONFLICT: "mx",
}


def render_html(brief: Brief) -> str:
    """The whole page. The same brief gives the same page, byte for byte."""
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        when=wording.when,
        how=wording.how,
        basis=wording.basis,
        what=wording.what,
        number=wording.number,
        clean=wording.without_controls,
        quad_key=QUAD_KEYS.__getitem__,
        quad_words=wording.QUAD_WORDS.__getitem__,
        years=_years,
        publisher=publisher,
        name=lambda code: name_of(code, brief),
    )
    environment.globals.update(
        plural=wording.plural,
        who=lambda event: who(event, brief),
        interval=wording.days,
        day_known=day_known,
        link=_link,
    )
    return environment.get_template("brief.html").render(
        brief=brief,
        sentence=say(brief.outlook, brief.one, brief.other, by=brief.by),
        rule=RULE,
        thin_n=THIN_N,
        unsure=UNSURE,
        resamples=RESAMPLES,
        status=wording.STATUS,
        counted=COUNTED,
        standings=tuple(Standing),
        quads=tuple(QuadClass),
        ways=tuple(Direction),
        dated=[e for e in reversed(brief.entries) if e.dated],
        undated=[e for e in brief.entries if not e.dated],
        csv=_data_uri("text/csv;charset=utf-8", as_csv(brief.entries)),
        json=_data_uri("application/json", as_json(brief.entries)),
        data=Markup(for_script(brief)),  # every <, > and & in it is escaped
        style=_asset("templates", "brief.css"),
        scripts=_scripts() if brief.entries else (),
        reasons=reasons(brief),
        citation=citation(brief),
    )


def _template(name: str) -> str:
    return (files("detente.brief") / "templates" / name).read_text(encoding="utf-8")


def _asset(folder: str, name: str) -> Markup:
    return Markup((files("detente.brief") / folder / name).read_text(encoding="utf-8"))  # our own files, no page's words


def _scripts() -> tuple[Markup, ...]:
    vendored = (_asset("vendor", "d3.min.js"), _asset("vendor", "plot.umd.min.js"))
    return (*vendored, _asset("templates", "chart.js"), _asset("templates", "brief.js"))


def _data_uri(kind: str, text: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(text.encode('utf-8', 'replace')).decode('ascii')}"


def _years(entries: Sequence[Entry]) -> list[tuple[int, list[Entry]]]:
    """Entries in the order given, grouped by the year in which their days end."""
    return [(year, list(group)) for year, group in groupby(entries, key=_year)]


def _year(entry: Entry) -> int:
    days = entry.event.date
    return days.end.year if days and days.end else 0


def _link(uri: str) -> str | None:
    """The address where it is one of the web's, None for a file or anything else: a page's words never become a script."""
    return uri if uri.lower().startswith(("https://", "http://")) else None
