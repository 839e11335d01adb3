"""The gazetteer: names of states, bodies, offices and the people who hold them, read once from the package's tables."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from detente.actors.holders import Holder, family_names, read_holders
from detente.actors.terms import Lexicon, Term, TermKind
from detente.actors.words import keys_of
from detente.errors import CodebookError

_STATES = ("code", "names", "adjectives", "people", "capitals", "seats", "origin")
_BODIES = ("code", "kind", "name", "aliases", "nouns", "sector", "origin")
_ROLES = ("noun", "class", "office", "sector", "gender", "origin")
_ACTS = ("noun", "weight", "origin")
_EVIDENCE = ("code", "evidence", "against", "origin")
_FOLDS = ("code", "into", "sector", "origin")
_CITIES = ("code", "cities", "origin")
_TITLES = ("title", "code", "origin")
_NOTHING = ("phrase", "origin")
_FIRST_NAMES = ("name", "gender", "origin")
_WEAK = "?"  # before a name that means the state only on a page that names it by other words
_CLASSES = {
    "role": TermKind.ROLE,
    "institution": TermKind.INSTITUTION,
    "force": TermKind.FORCE,
    "people": TermKind.PERSONS,
}
# A state's own words (`Ukraine war`) before a noun say less of who acts than an adjective does.
_EUROPE_WEIGHT, _WEAK_WEIGHT, _WEIGHT = 0.45, 0.75, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words that show that a name of two meanings means the state on this page, and words that show that it does not."""

    for_it: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """What is known before any page is read.

    `proper`: names, as they are written; `common`: role nouns and nouns of acts, in lower case; `names`: full names of
    office holders. `holders`: every term of
    office; `by_name`: their places in `holders` by the folded words of a full name; `by_family`: by family name. `genders`:
    of first names. `nouns`: the nouns by which a page takes up a body ("the alliance").
    `weak`: by code, what settles an ambiguous name. `states`: the codes that are states; `cities`: towns that are no capitals.
    """

    proper: Lexicon
    common: Lexicon
    names: Lexicon
    holders: tuple[Holder, ...]
    by_name: dict[tuple[str, ...], tuple[int, ...]]
    by_family: dict[tuple[str, ...], tuple[int, ...]]
    genders: dict[str, str]
    nouns: dict[str, frozenset[str]]
    weak: dict[str, Evidence]
    states: frozenset[str]
    cities: Lexicon


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer the package ships with.

    Raises: CodebookError where a table does not hold together.
    """
    data = files("detente.actors") / "data"
    folds = {code: (into, sector or None) for code, into, sector, _ in _rows(_text(data, "folds.tsv"), _FOLDS, "folds.tsv")}
    holders = tuple(_folded(holder, folds) for table in _tables(data / "holders") for holder in _read_holders(table))
    return build_gazetteer(
        states=_text(data, "states.tsv"),
        bodies=_text(data, "bodies.tsv"),
        roles=_text(data, "roles.tsv"),
        acts=_text(data, "acts.tsv"),
        nothing=_text(data, "not_actors.tsv"),
        weak=_text(data, "weak.tsv"),
        cities=_text(data, "cities.tsv"),
        titles=_text(data, "titles.tsv"),
        first_names=_text(data, "first_names.tsv"),
        holders=holders,
    )


def build_gazetteer(
    *,
    states: str,
    bodies: str,
    roles: str,
    acts: str,
    nothing: str = "phrase\torigin",
    titles: str = "title\tcode\torigin",
    weak: str = "code\tevidence\tagainst\torigin",
    cities: str = "code\tcities\torigin",
    first_names: str = "name\tgender\torigin",
    holders: tuple[Holder, ...] = (),
) -> Gazetteer:
    """A gazetteer from the text of its tables.

    Raises: CodebookError where a table does not hold together.
    """
    proper, common = Lexicon(), Lexicon()
    for phrase, _origin in _rows(nothing, _NOTHING, "not_actors.tsv"):
        proper.add(phrase, Term(kind=TermKind.NOTHING, text=phrase))
    nouns: dict[str, set[str]] = {}
    for code, kind, name, aliases, own_nouns, sector, _origin in _rows(bodies, _BODIES, "bodies.tsv"):
        _add_body(proper, (code, kind, name, aliases, sector))
        for noun in _list(own_nouns) if kind == "body" else ():
            nouns.setdefault(noun, set()).add(code)
    known = tuple(_rows(states, _STATES, "states.tsv"))
    for row in known:
        _add_state(proper, row)
    towns = Lexicon()
    for code, names_of_towns, _origin in _rows(cities, _CITIES, "cities.tsv"):
        for town in _list(names_of_towns):
            towns.add(town, Term(kind=TermKind.CAPITAL, text=town, code=code))
    for noun, weight, _origin in _rows(acts, _ACTS, "acts.tsv"):
        common.add(noun, Term(kind=TermKind.ACT, text=noun, weight=float(weight)), lower=True)
    own = {title: code for title, code, _origin in _rows(titles, _TITLES, "titles.tsv")}
    for noun, kind, office, sector, gender, _origin in _rows(roles, _ROLES, "roles.tsv"):
        if kind not in _CLASSES:
            raise CodebookError(f"roles.tsv: unknown class {kind!r} of {noun!r}")
        term = Term(kind=_CLASSES[kind], text=noun, code=own.get(noun), office=office, sector=sector, gender=gender or None)
        common.add(noun, term, lower=True)
    by_name = _index(holders, (lambda holder: (holder.name, *holder.aliases)), least_words=2)
    names = Lexicon()
    for keys in by_name:
        names.add_keys(keys, Term(kind=TermKind.PERSON, text=" ".join(keys)))
    return Gazetteer(
        proper=proper,
        common=common,
        names=names,
        holders=holders,
        by_name=by_name,
        by_family=_index(holders, family_names, least_words=1),
        genders={name: gender for name, gender, _origin in _rows(first_names, _FIRST_NAMES, "first_names.tsv")},
        nouns={noun: frozenset(codes) for noun, codes in nouns.items()},
        states=frozenset(row[0] for row in known),
        cities=towns,
        weak={
            code: Evidence(for_it=_list(for_it), against=_list(against))
            for code, for_it, against, _origin in _rows(weak, _EVIDENCE, "weak.tsv")
        },
    )


def _add_state(proper: Lexicon, row: tuple[str, ...]) -> None:
    code, names, adjectives, people, capitals, seats, _origin = row
    also_adjectives = set(_list(adjectives))
    for name in _list(names):
        adjectival = name in also_adjectives
        proper.add(_bare(name), _term(TermKind.STATE, name, code, adjectival=adjectival))
    for name in _list(adjectives):
        kind = TermKind.PREFIX if name.endswith("-") else TermKind.ADJECTIVE
        proper.add(_bare(name), _term(kind, name, code))
    for name in _list(people):
        proper.add(_bare(name), _term(TermKind.PEOPLE, name, code, sector="CVL"))
    for name in _list(capitals):
        proper.add(_bare(name), _term(TermKind.CAPITAL, name, code, sector="GOV"))
    for name in _list(seats):
        proper.add(_bare(name), _term(TermKind.SEAT, name, code, sector="GOV", adjectival=True))


def _add_body(proper: Lexicon, row: tuple[str, str, str, str, str]) -> None:
    code, kind, name, aliases, sector = row
    west = code == "WEST"
    term_kind = TermKind.WEST if west else TermKind.GROUP if kind == "group" else TermKind.BODY
    for alias in _list(aliases) if west else (*_list(aliases), name):
        term = _term(term_kind, alias, code, sector=None if sector in ("", "weak") else sector, adjectival=not west)
        if sector == "weak":
            term = Term(kind=term_kind, text=alias, code=code, weight=_EUROPE_WEIGHT)
        proper.add(_bare(alias), term)
    if west:
        proper.add("Western", _term(TermKind.ADJECTIVE, "Western", code))
        proper.add("Westerners", _term(TermKind.PEOPLE, "Westerners", code, sector="CVL"))
    if sector == "weak":
        proper.add("European", Term(kind=TermKind.ADJECTIVE, text="European", code=code, weight=_EUROPE_WEIGHT))


def _term(kind: TermKind, name: str, code: str, *, sector: str | None = None, adjectival: bool = False) -> Term:
    weak = name.startswith(_WEAK)
    weight = _WEAK_WEIGHT if weak else _WEIGHT
    return Term(kind=kind, text=_bare(name), code=code, sector=sector, weak=weak, adjectival=adjectival, weight=weight)


def _bare(name: str) -> str:
    return name.removeprefix(_WEAK)


def _index(
    holders: tuple[Holder, ...], names: Callable[[Holder], Iterable[str]], *, least_words: int
) -> dict[tuple[str, ...], tuple[int, ...]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for place, holder in enumerate(holders):
        for keys in dict.fromkeys(keys_of(name) for name in names(holder)):
            if len(keys) >= least_words:
                found.setdefault(keys, []).append(place)
    return {keys: tuple(places) for keys, places in found.items()}


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _rows(text: str, header: tuple[str, ...], table: str) -> Iterator[tuple[str, ...]]:
    first, *lines = text.splitlines() or [""]
    if tuple(first.split("\t")) != header:
        raise CodebookError(f"{table} must begin with the columns {', '.join(header)}, not {first!r}")
    for line in lines:
        if line.strip():
            fields = tuple(line.split("\t"))
            if len(fields) != len(header):
                raise CodebookError(f"{table}: {len(header)} columns wanted in {line!r}")
            yield fields


def _tables(folder: Traversable) -> list[Traversable]:
    if not folder.is_dir():
        return []
    return sorted((entry for entry in folder.iterdir() if entry.name.endswith(".tsv")), key=lambda entry: entry.name)


def _read_holders(table: Traversable) -> tuple[Holder, ...]:
    return read_holders(table.read_text(encoding="utf-8"), table=table.name)


def _folded(holder: Holder, folds: dict[str, tuple[str, str | None]]) -> Holder:
    """The holder under the code that the records use: UNHCR under UN, an unrecognised republic under the state it is in."""
    if holder.code not in folds:
        return holder
    into, sector = folds[holder.code]
    return replace(holder, code=into, sector=sector)


def _text(folder: Traversable, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")
