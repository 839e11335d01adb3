"""Invented wire copy and what papers make of it."""

from datetime import date

from detente.copies.find import CopyRules
from detente.records import Basis, Published, Span
from detente.records.copies import Printed

WIRE = (
    "Norland's parliament voted on Tuesday to close its consulate in the Sudmark port of Veld.",
    "The foreign ministry said the decision followed months of quarrels over fishing rights in the strait.",
    "Its spokeswoman, Ada Lund, told reporters that the staff of eleven would leave before the end of the month.",
    "Sudmark's government regretted the step and announced that it would answer in kind.",
    "“We had hoped that our neighbours would choose to talk,” minister Piet Maas told the evening news.",
    "The two states share a border of ninety kilometres and have argued over the strait since the war.",
    "Fishermen on both sides have lost nets and boats to patrols, most recently in the second week of May.",
    "An arbitration court in the capital of Estia is to hear the case of the trawler Morning Star in autumn.",
    "Diplomats in Estia doubt that either side will wait for the judges before it acts again.",
    "The consulate was opened in 1962, the year in which the first ferry ran between the two ports.",
)
OWN = (
    "Readers in the harbour district will remember the march of dockers that passed the consulate two summers ago.",
    "The mayor of Veld, who was born in Norland, said the house should become a museum of seafaring.",
    "Our correspondent counted four removal vans in the yard by noon and a cook who wept at the gate.",
    "A petition to keep the visa desk open had gathered three thousand names when this paper went to press.",
)
ELSEWHERE = (
    "Estia's central bank kept its rate where it was and warned of dear bread in the winter to come.",
    "Governor Ilse Brandt said harvests in the plains had failed for the third time in a decade.",
    "Traders had looked for a rise of a quarter point after the figures of last week surprised them all.",
    "The crown lost a little against the Norland mark and won it back before the market closed.",
    "Bakers in the old town put up notices that the price of a loaf would hold until the new year.",
    "The next meeting of the bank's council is set for the first Thursday of the coming quarter.",
)


def body(*sentences: str) -> str:
    return "\n".join(sentences)


def printed(name: str, text: str, *, credit: int = 2, day: date | None = None, rules: CopyRules | None = None) -> Printed:
    """A page of this text; pages of one text share its id."""
    from detente.records import digest

    found = (rules or CopyRules()).shingled(text, (Span(0, len(text)),))
    return Printed(sha256=name, text=digest(text.casefold()), credit=credit, day=day, shingles=found.shingles)


def published(day: date) -> Published:
    return Published(start=day, end=day, basis=Basis.STATED, text="a day", span=Span(0, 0))
