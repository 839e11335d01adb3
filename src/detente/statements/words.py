"""Nouns that speak: what they say of a speaker whom no name gives. Tables of words, in singular."""

from collections.abc import Mapping
from types import MappingProxyType

# fmt: off
DOCUMENTS = frozenset(
    {
        "statement", "communique", "communiqué", "report", "note", "letter", "document", "release", "readout", "declaration",
        "tweet", "post", "message", "speech", "text", "comment", "article", "memo", "memorandum", "paper", "account",
        "bulletin", "announcement", "notice", "dispatch", "filing", "resolution", "summary", "transcript", "protocol", "remark",
        "words", "publication", "decree", "order", "advisory", "alert", "appeal", "petition", "editorial", "view", "opinion",
        "assessment", "communication", "application", "website", "read-out", "submission", "missive", "brief", "verdict",
        "ruling", "judgment", "judgement", "motion", "manifesto", "roadmap", "factsheet",
    }
)
"""Documents, which speak for whoever issued them."""

OCCASIONS = frozenset(
    {
        "briefing", "conference", "interview", "address", "session", "parliament", "call", "appearance", "debate", "hearing",
        "ceremony", "broadcast", "programme", "program", "show", "reporter", "journalist", "press", "news", "assembly",
        "cabinet", "lawmaker", "newspaper", "agency", "television", "radio", "media", "forum", "event", "rally", "gathering",
        "sermon", "lecture", "council",
    }
)
"""Occasions and hearers of words: a day that hangs on one is the day of the saying, and not that of a visit or a war."""

HOUSES = frozenset(
    {
        "government", "administration", "ministry", "embassy", "delegation", "side", "office", "service", "mission", "command",
        "headquarters", "bureau", "secretariat", "council", "committee", "court", "department", "board", "directorate", "cabinet",
        "presidency", "leadership", "team", "camp", "military", "army", "navy", "parliament", "police", "agency", "newspaper",
        "channel", "broadcaster", "company", "force", "staff", "legislature", "bank",
    }
)
"""Nouns of institutions, which go on as "it"."""

_BY_SECTOR = {
    "GOV": (
        "official", "diplomat", "minister", "spokesman", "spokeswoman", "spokesperson", "envoy", "ambassador", "negotiator",
        "adviser", "advisor", "aide", "source", "authority", "government", "administration", "ministry", "embassy", "secretary",
        "president", "premier", "delegation", "delegate", "side", "office", "service", "mission", "command", "headquarters",
        "bureau", "secretariat", "council", "committee", "court", "department", "board", "directorate", "presidency",
        "cabinet", "leader", "chief", "head", "commissioner", "representative", "attaché", "consul", "team", "camp", "leadership",
        "parliament", "court", "judge", "prosecutor", "regulator", "bank", "mayor", "governor",
    ),
    "MIL": (
        "officer", "general", "colonel", "commander", "soldier", "military", "army", "navy", "admiral", "pilot", "guard",
        "captain", "force", "troop", "staff", "brigade", "garrison",
        "marine",
    ),
    "LEG": (
        "lawmaker", "legislator", "senator", "congressman", "deputy", "parliamentarian", "parliament", "legislature",
    ),
    "COP": (
        "police", "policeman", "policewoman", "sheriff",
    ),
    "SPY": (
        "intelligence", "spy",
    ),
    "EDU": (
        "analyst", "expert", "professor", "scholar", "academic", "researcher", "historian", "scientist", "economist",
    ),
    "CVL": (
        "resident", "citizen", "villager", "witness", "activist", "farmer", "worker", "student", "refugee", "protester",
        "voter", "driver", "campaigner", "survivor", "relative",
    ),
    "MED": (
        "journalist", "reporter", "columnist", "newspaper", "daily", "media", "outlet", "broadcaster", "agency", "channel",
        "television", "editor", "correspondent", "commentator",
    ),
    "BUS": (
        "businessman", "company", "firm", "exporter", "importer", "producer", "trader",
    ),
    "OPP": (
        "opposition",
    ),
}
# fmt: on

SECTORS: Mapping[str, str] = MappingProxyType({word: sector for sector, words in _BY_SECTOR.items() for word in words})
"""What a noun says of a speaker whom only an adjective of nationality places: PLOVER sectors (manual, section on actors)."""


def sector_of(noun: str) -> str | None:
    """The PLOVER sector of a noun in singular or plural, None where the noun tells none."""
    plural = noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")
    return SECTORS.get(noun) or SECTORS.get(plural)
