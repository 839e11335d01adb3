"""Country and body codes: what each stands for, and a look-up that says what would have been meant."""

import difflib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from detente.errors import CodebookError, CodeError
from detente.records import EntityCode

_HEADER = ("code", "name", "kind", "aliases", "origin")


class CodeKind(StrEnum):
    """What a code stands for."""

    STATE = "state"  # ISO 3166-1 alpha-3, Kosovo KOS
    BODY = "body"  # an international body, by its acronym
    GROUP = "group"  # `WEST`


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code of the codebook with its English name and the other names and codes it goes by (`US`, `Britain`).

    `origin` says where the code comes from.
    """

    code: EntityCode
    name: str
    kind: CodeKind
    aliases: tuple[str, ...]
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """All codes, by code, in the order of the data file. `look_up` also takes names and lower case."""

    entries: tuple[Code, ...]
    by_code: dict[str, Code]
    by_name: dict[str, Code]

    def look_up(self, asked: str) -> Code:
        """The entry of a code or a name, in any case of letters.

        Raises: CodeError where neither is known; the message names the nearest codes.

        >>> load_codes().look_up("russia").code
        'RUS'
        """
        key = asked.strip()
        found = self.by_code.get(key.upper()) or self.by_name.get(_name_key(key))
        if found is None:
            raise CodeError(self._unknown(asked))
        return found

    def name_of(self, code: str) -> str:
        """The English name of a code; the code itself where the codebook does not know it (a body by its acronym)."""
        found = self.by_code.get(code)
        return found.name if found else code

    def _unknown(self, asked: str) -> str:
        key = asked.strip()
        near = [self.by_code[code] for code in difflib.get_close_matches(key.upper(), self.by_code, n=2, cutoff=0.75)]
        near += [self.by_name[name] for name in difflib.get_close_matches(_name_key(key), self.by_name, n=2, cutoff=0.75)]
        meant = list(dict.fromkeys(f"{entry.code} ({entry.name})" for entry in near))[:3]
        hint = f"did you mean {' or '.join(meant)}?" if meant else "a code is ISO 3166-1 alpha-3 (RUS) or a body's acronym (NATO)"
        return f"unknown country or body {asked!r}: {hint}"


@cache
def load_codes() -> Codes:
    """The codes the package ships with, read once.

    Raises: CodebookError where the data file does not hold together.
    """
    text = (files("detente.codebook") / "data" / "codes.tsv").read_text(encoding="utf-8")
    return read_codes(text)


def read_codes(text: str) -> Codes:
    """The codes of a table: a header line, then code, name, kind, aliases (set apart by `|`) and origin, tab-separated.

    Raises: CodebookError where a line is malformed or a code stands twice.
    """
    header, *lines = text.splitlines() or [""]
    if tuple(header.split("\t")) != _HEADER:
        raise CodebookError(f"codes.tsv must begin with the columns {', '.join(_HEADER)}, not {header!r}")
    entries = tuple(_entry(line) for line in lines if line.strip())
    by_code = {str(entry.code): entry for entry in entries}
    if len(by_code) != len(entries):
        raise CodebookError("codes.tsv has a code twice")
    by_name = {_name_key(alias): entry for entry in entries for alias in entry.aliases}
    by_name |= {_name_key(entry.name): entry for entry in entries}
    return Codes(entries=entries, by_code=by_code, by_name=by_name)


def _entry(line: str) -> Code:
    fields = line.split("\t")
    if len(fields) != len(_HEADER):
        raise CodebookError(f"codes.tsv: {len(_HEADER)} columns wanted in {line!r}")
    code, name, kind, aliases, origin = fields
    if kind not in set(CodeKind):
        raise CodebookError(f"codes.tsv: unknown kind {kind!r} in {line!r}")
    others = tuple(alias for alias in aliases.split("|") if alias)
    return Code(code=EntityCode(code), name=name, kind=CodeKind(kind), aliases=others, origin=origin)


def _name_key(name: str) -> str:
    lowered = " ".join(name.casefold().replace("’", "'").split())
    return lowered.removeprefix("the ")
