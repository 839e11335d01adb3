"""The people of a page: names given in full, what office the page or the gazetteer gives them, and their family names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from detente.actors.frame import Draft
from detente.actors.gazetteer import Gazetteer
from detente.actors.holders import FAMOUS, RANK, Holder, Standing, family_names
from detente.actors.terms import Lexicon, Term, TermKind
from detente.actors.words import keys_of, word_set
from detente.records import Published

# Family names that are first of all English words or given names: taken only where the page gives the full name.
_COMMON_WORDS = word_set(
    "May Brown Bush Rice Powell Key Will Hope Church Young Long King Major White Black Green Banks Law Wood Stone "
    "Price Best Bell Day Case Field Ford Grant Hill House Lee Park Moon Ban Man Song Sun Sung Can Bay Cook Cooper "
    "Baker Gates Fox Wolf Post West North Reed Read Rose Small Strong Sharp Short Little Noble Pope Bishop Abbott "
    "Chase Cash Chance Chief Hall Haley Marin Ma Li Martin James John Paul George Thomas David Peter Simon Michel "
    "Mohamed Mohammed Muhammad Ahmed Ali Hassan Hussein Ibrahim Abdullah Abdul Khan Singh Shah Kumar Sharma Said "
    "Saleh Salem Omar Nasser Salman Charles William Henry Louis Francis Benedict Robert Albert Leo Rama Santos "
    "Costa Silva Castro Garcia Lopez Cruz Diaz Perez Martinez Rodriguez Morales Fernandez Gonzalez Nguyen Tran Pham "
    "Wang Yang Chen Zhang Liu Zhao Hu Wu Lam Tong Chan Chung Choi Kang Cho Han Chang Yun Kim Yoon Ho Hun Sen "
    "Johnson Wilson Anderson Thompson Harris Clark Lewis Walker Miller Davis Jones Smith Taylor Evans Roberts "
    "Turner Phillips Parker Collins Edwards Stewart Morris Murphy Rogers Morgan Kelly Howard Ward Cox Gray Watson "
    "Bennett Wallace Hunt Raab Gore Dole Blair Major Straw Barak Peace Justice Victory Freedom Union State Bird "
    "Rocha Keita Toure Traore Diallo"
)
_FUNCTION_WORDS = word_set(
    "he she we you i they it an a the so no do in on to be by as at if is or of up us my me and but for not now then this that "
    "she her his him un bin al el de la"
)
_SAFE_COMMON = word_set("Blair Modi Xi Kim Moon Bush Rice Powell May Johnson Li Wang Singh Khan Barak Salman Hun Raab")
_HONORIFIC_KEYS = frozenset({("Mr",), ("Mrs",), ("Ms",), ("Sir",), ("Dr",), ("Lord",), ("Gen",)})
_TITLED = 0.95
_PAGE_ONLY, _DATED, _UNDATED, _OUT_OF_OFFICE, _NOT_YET = 0.95, 0.92, 0.85, 0.85, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody the page names. `name`: the fullest form the page gives; `known`: the gazetteer's row, None where it has none."""

    name: str
    code: str | None
    sector: tuple[str, ...]
    office: str | None
    role: str | None
    gender: str | None
    confidence: float
    known: Holder | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The people of a page by the folded words of their names, long and short."""

    by_keys: Mapping[tuple[str, ...], Person]

    def find(self, name: str) -> Person | None:
        """The person whom these words name, by full name or family name."""
        keys = keys_of(name)
        found = self.by_keys.get(keys)
        if found is None and keys[:1] in _HONORIFIC_KEYS:
            keys = keys[1:]
            found = self.by_keys.get(keys)
        if found is None and len(keys) > 2:  # a middle name or initial that was given once only
            found = self.by_keys.get((keys[0], keys[-1])) or self.by_keys.get(keys[-2:])
        if found is None and len(keys) > 1:
            last = self.by_keys.get(keys[-1:])
            if last is not None and keys_of(last.name)[:1] == keys[:1]:
                found = last
        return found


def gather(drafts: Iterable[Draft], gazetteer: Gazetteer, published: Published | None, named: frozenset[str]) -> People:
    """The people whom a page's drafts name in full or by title. `named`: the codes of the states and bodies it names."""
    found: dict[tuple[str, ...], Person] = {}
    for draft in drafts:
        if draft.person is None:
            continue
        keys = keys_of(draft.person)
        if not keys or (len(keys) == 1 and draft.role is None):
            continue
        if draft.role is None and keys not in gazetteer.by_name and _gender(draft.person, gazetteer) is None and not draft.gender:
            continue  # two capitalised words are not yet a person
        person = _settle(draft, keys, gazetteer, published, named)
        if person is None:
            continue
        earlier = found.get(keys)
        found[keys] = person if earlier is None or _tells_more(person, earlier) else earlier
    return People(by_keys=_with_short_names(found))


def known_families(people: People) -> Lexicon:
    """A lexicon of the names that may stand alone on this page: those it introduces, and leaders of states it names."""
    lexicon = Lexicon()
    for keys, person in people.by_keys.items():
        if len(keys) == 1 and keys[0].lower() in _FUNCTION_WORDS:
            continue
        lexicon.add(" ".join(keys), Term(kind=TermKind.PERSON, text=" ".join(keys), code=person.code))
    return lexicon


def famous(gazetteer: Gazetteer, published: Published | None, named: frozenset[str], keys: tuple[str, ...]) -> Person | None:
    """The leader whom a family name alone means on a page that names these codes; None where it may be anybody."""
    word = " ".join(keys)
    if word.lower() in _FUNCTION_WORDS:
        return None
    if word in _COMMON_WORDS and word not in _SAFE_COMMON:
        return None
    rows = [gazetteer.holders[at] for at in gazetteer.by_family.get(keys, ())]
    rows = [row for row in rows if row.office in FAMOUS and row.code in named and row.sector is None]
    best = best_row(rows, published)
    if best is None:
        return None
    standing = _standing(best, published)
    if word in _SAFE_COMMON and standing is not Standing.IN:
        return None
    if standing is Standing.BEFORE or (standing is Standing.PERHAPS and len({row.code for row in rows}) > 1):
        return None
    return replace(
        _from_row(best, best.name, published, gazetteer), name=word, confidence=0.85 if standing is Standing.IN else 0.7
    )


def best_row(rows: list[Holder], published: Published | None) -> Holder | None:
    """Of one person's terms of office the one that counts on the day: held then, else ended last, else to come."""
    if not rows:
        return None
    order = {Standing.IN: 0, Standing.PERHAPS: 1, Standing.AFTER: 2, Standing.BEFORE: 3}

    def key(row: Holder) -> tuple[int, int, int]:
        rank = RANK.index(row.office) if row.office in RANK else len(RANK)
        standing = order[_standing(row, published)]
        return standing, rank if standing < 2 else 0, -row.until.toordinal()

    return min(rows, key=key)


def _standing(row: Holder, published: Published | None) -> Standing:
    return row.standing(published.start, published.end) if published else Standing.PERHAPS


def _settle(
    draft: Draft, keys: tuple[str, ...], gazetteer: Gazetteer, published: Published | None, named: frozenset[str]
) -> Person | None:
    """The person of one draft: what the page says of them, and what the gazetteer adds."""
    assert draft.person is not None
    rows = _rows(gazetteer, keys, draft, named)
    row = best_row(rows, published)
    if draft.office == "counterpart" and row is not None:
        return replace(_from_row(row, draft.person, published, gazetteer), code=draft.code or row.code)
    if draft.role is not None and (draft.code is not None or row is None):
        return Person(
            name=draft.person,
            code=draft.code,
            sector=draft.sector,
            office=draft.office,
            role=draft.role,
            gender=draft.gender or _gender(draft.person, gazetteer),
            confidence=_TITLED if draft.code else 0.4,
            known=row,
        )
    if row is not None:
        person = _from_row(row, draft.person, published, gazetteer)
        if draft.role is not None:
            person = replace(person, sector=draft.sector, role=draft.role, office=draft.office or person.office)
        elif draft.former:
            person = replace(person, sector=("ELI",))
        return replace(person, code=draft.code or person.code)
    if len(keys) > 1:
        gender = draft.gender or _gender(draft.person, gazetteer)
        return Person(
            name=draft.person,
            code=draft.code,
            sector=draft.sector,
            office=None,
            role=None,
            gender=gender,
            confidence=0.6 if draft.code else 0.3,
        )
    return None


def _rows(gazetteer: Gazetteer, keys: tuple[str, ...], draft: Draft, named: frozenset[str]) -> list[Holder]:
    in_capitals = tuple(key.title() if key.isupper() else key for key in keys)  # "JEREMY HUNT", "Emmanuel MACRON"
    places = gazetteer.by_name.get(keys, ()) or gazetteer.by_name.get(in_capitals, ())
    if not places and len(keys) > 2:
        places = gazetteer.by_name.get((keys[0], keys[-1]), ())
    if not places and draft.role is not None:  # "President Putin": the family name with an office
        places = gazetteer.by_family.get(keys, ())
        rows = [gazetteer.holders[at] for at in places]
        if draft.code is not None:
            return [row for row in rows if row.code == draft.code]
        same = [row for row in rows if row.office == draft.office]
        near = [row for row in same if row.code in named] or [row for row in rows if row.code in named]
        return near if len({row.code for row in near}) == 1 else []
    rows = [gazetteer.holders[at] for at in places]
    own = [row for row in rows if draft.code is None or row.code == draft.code]
    if len({row.code for row in own}) > 1:
        own = [row for row in own if row.code in named] or own
    return own


def _from_row(row: Holder, name: str, published: Published | None, gazetteer: Gazetteer) -> Person:
    standing = _standing(row, published)
    sector = row.sector or ("ELI" if standing is Standing.AFTER else "MIL" if row.office == "military_chief" else "GOV")
    confidence = {
        Standing.IN: _DATED,
        Standing.PERHAPS: _UNDATED,
        Standing.AFTER: _OUT_OF_OFFICE,
        Standing.BEFORE: _NOT_YET,
    }[standing]
    role = f"former {row.role}" if standing is Standing.AFTER else row.role if standing is not Standing.BEFORE else None
    return Person(
        name=name,
        code=row.code,
        sector=(sector,),
        office=row.office if standing is not Standing.BEFORE else None,
        role=role,
        gender=_gender_of_role(row.role) or _gender(row.name, gazetteer),
        confidence=confidence,
        known=row,
    )


def _gender_of_role(role: str) -> str | None:
    if any(word in role for word in ("spokeswoman", "queen", "empress", "princess", "duchess")):
        return "f"
    return "m" if any(word in role.split() for word in ("king", "emir", "sultan", "spokesman", "pope")) else None


def _gender(name: str, gazetteer: Gazetteer) -> str | None:
    keys = keys_of(name)
    return next((gazetteer.genders[key] for key in keys[:-1] if key in gazetteer.genders), None)


def _tells_more(new: Person, old: Person) -> bool:
    return (new.code is not None, new.confidence, new.role is not None) > (
        old.code is not None,
        old.confidence,
        old.role is not None,
    )


def _with_short_names(found: dict[tuple[str, ...], Person]) -> dict[tuple[str, ...], Person]:
    """The people by long and short name. A short name that two people share is nobody's."""
    by_keys = dict(found)
    owners: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for keys, person in found.items():
        for short in _short_names(keys, person):
            owners.setdefault(short, set()).add(keys)
    for short, full in owners.items():
        people = [found[keys] for keys in sorted(full)]
        longest = max(people, key=lambda person: (len(keys_of(person.name)), person.confidence))
        if short in found and len(keys_of(longest.name)) <= len(short):
            continue
        if len({(person.code, keys_of(person.name)[:1]) for person in people if len(keys_of(person.name)) > 1}) > 1:
            people.sort(key=lambda person: -person.confidence)
            if people[0].confidence - people[1].confidence < 0.3:
                continue
            longest = people[0]
        merged = found.get(short)
        code = longest.code or (merged.code if merged else None)
        by_keys[short] = replace(longest, code=code, role=longest.role or (merged.role if merged else None))
    return by_keys


def _short_names(keys: tuple[str, ...], person: Person) -> Iterable[tuple[str, ...]]:
    if len(keys) < 2:
        return
    if person.known is not None:
        from_row = {tuple(keys_of(name)) for name in family_names(person.known)}
        yield from sorted(name for name in from_row if name)
        if from_row and keys[-1:] not in from_row and len(person.name.split()) > 1 and keys[:1] in from_row:
            return
    yield _last_name(person.name)
    words = person.name.split()
    yield keys_of(words[-1])  # "Al-Sudani", whole
    if len(words) > 2 and words[-2][0].isupper():  # "Grlić Radman": a family name of two words
        yield keys_of(" ".join(words[-2:]))


def _last_name(name: str) -> tuple[str, ...]:
    last = name.split()[-1]
    head, dash, rest = last.partition("-")
    return keys_of(rest) if dash and head.lower() in ("al", "el", "ul") else keys_of(last)
