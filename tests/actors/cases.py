"""Sentences of our own with the mentions expected in them.

Each case: the text, then the mentions as `words=CODE`, `words=CODE/SECTOR` or `words=CODE:kind`; `!words` must not be one.
"""

CASES: dict[str, tuple[str, str]] = {
    # states and seats
    "a state": ("Russia rejected the proposal.", "Russia=RUS:state"),
    "an abbreviation with stops": ("The U.S. rejected the proposal.", "U.S.=USA:state"),
    "a capital that acts": ("Moscow accused Kyiv of delaying the talks.", "Moscow=RUS:seat;Kyiv=UKR:seat"),
    "a capital as venue": ("The delegations of Egypt met in Moscow on Friday.", "!Moscow"),
    "a capital in a list of venues": ("Talks were held in Moscow, Minsk and Ankara.", "!Moscow;!Minsk;!Ankara"),
    "a city with its airport": ("The plane landed at Tehran airport at noon.", "!Tehran"),
    "a seat": ("The Kremlin denied the report.", "Kremlin=RUS:seat"),
    "a possessive seat": ("Washington's demands angered Beijing.", "Washington=USA:seat;Beijing=CHN:seat"),
    "pressure from a seat": ("Seoul yielded to pressure from Tokyo.", "Seoul=KOR:seat;Tokyo=JPN:seat"),
    "a dateline": ("ANKARA, March 3 (Harbour Wire) — Greece protested to Turkey.", "!ANKARA;Greece=GRC:state;Turkey=TUR:state"),
    "a shouted dateline of two words": ("NEW DELHI — India summoned the envoy of Pakistan.", "!DELHI;!NEW DELHI;India=IND:state"),
    "a city and its state": ("They signed it in Geneva, Switzerland, last week.", "!Switzerland"),
    "a pair with a hyphen": ("The Russia-US relations have cooled.", "Russia=RUS:state;US=USA:state"),
    "a bare verb that looks like a noun": ("Iran demands that the embargo end.", "Iran=IRN:state"),
    # things of the state
    "a frontier": ("Guards closed the Belarusian frontier.", "Belarusian=BLR:adjective"),
    "trawlers": ("The navy seized three Pakistani trawlers.", "Pakistani=PAK:adjective"),
    "goods": ("The port turned away Lithuanian goods.", "Lithuanian=LTU:adjective"),
    # bodies
    "a body": ("NATO will send observers.", "NATO=NATO:body"),
    "a body in full": ("The European Union extended the measures.", "European Union=EU:body"),
    "the West": ("The West condemned the vote.", "West=WEST"),
    "Western nations": ("Western nations condemned the vote.", "Western nations=WEST"),
    "taken up by a noun": ("NATO met on Monday. The alliance promised help.", "alliance=NATO:body"),
    # one mention for the whole stretch
    "adjective, office and name": (
        "Russian Foreign Minister Sergei Lavrov spoke.",
        "Russian Foreign Minister Sergei Lavrov=RUS/GOV:person",
    ),
    "seat, office and name": ("Kremlin spokesman Dmitry Peskov spoke.", "Kremlin spokesman Dmitry Peskov=RUS/GOV:person"),
    "an unknown name": (
        "Norwegian Defence Minister Odd Fjellvang spoke.",
        "Norwegian Defence Minister Odd Fjellvang=NOR/GOV:person",
    ),
    "a ministry's spokesperson": (
        "The Indian External Affairs Ministry spokesperson Asha Varkey replied.",
        "Indian External Affairs Ministry spokesperson Asha Varkey=IND/GOV:person",
    ),
    "possessive and office": (
        "Russia's Foreign Minister Sergei Lavrov spoke.",
        "Russia's Foreign Minister Sergei Lavrov=RUS:person",
    ),
    "an apposition": (
        "Olek Hrabchuk, the Ukrainian foreign minister, flew home.",
        "Olek Hrabchuk, the Ukrainian foreign minister=UKR/GOV:person",
    ),
    "office, comma, name": (
        "The Ukrainian foreign minister, Olek Hrabchuk, flew home.",
        "Ukrainian foreign minister, Olek Hrabchuk=UKR/GOV:person",
    ),
    "a complement": ("The president of Finland spoke.", "president of Finland=FIN/GOV:office"),
    "a name and its state": ("President Tomas Kerrin of Latvia spoke.", "President Tomas Kerrin of Latvia=LVA/GOV:person"),
    "a counterpart with a name": (
        "President Vladimir Putin met his US counterpart Joe Biden.",
        "President Vladimir Putin=RUS:person;US counterpart Joe Biden=USA:person",
    ),
    "an ambassador's posting": (
        "The Chinese ambassador to Australia protested.",
        "Chinese ambassador to Australia=CHN/GOV;!Australia",
    ),
    "an institution": ("The Chinese Foreign Ministry protested.", "Chinese Foreign Ministry=CHN/GOV:office"),
    "a ministry and its city": ("The Foreign Ministry in Moscow protested.", "Foreign Ministry in Moscow=RUS/GOV:office"),
    "two states in one office": (
        "The foreign ministers of Turkey and Armenia met.",
        "foreign ministers of Turkey and Armenia=ARM;foreign ministers of Turkey and Armenia=TUR",
    ),
    # sectors
    "former": (
        "Former US president Bill Clinton spoke.",
        "US president Bill Clinton=USA/ELI|Former US president Bill Clinton=USA/ELI",
    ),
    "opposition": ("Russian opposition leader Pavel Dorn was jailed.", "Russian opposition leader Pavel Dorn=RUS/OPP"),
    "an academic": ("Russian professor Pavel Dorn doubted it.", "Russian professor Pavel Dorn=RUS/EDU"),
    "a senator": ("US senator Ann Harrow doubted it.", "US senator Ann Harrow=USA/LEG"),
    "an army": ("Indian soldiers crossed the river.", "Indian soldiers=IND/MIL:people"),
    "a shared noun": ("Russian and American officials met.", "Russian=RUS;American officials=USA"),
    "citizens": ("Three Turkish citizens were detained.", "Turkish citizens=TUR/CVL:people"),
    # adjectives
    "before an act": ("The US sanctions hurt.", "US=USA:adjective"),
    "before an instrument": ("Iranian missiles hit the base.", "Iranian=IRN:adjective"),
    "a novelist": ("A Russian novelist won the prize.", "!Russian"),
    "food": ("They like Chinese food.", "!Chinese"),
    "born": ("The Polish-born singer returned.", "!Polish"),
    "led": ("The US-led force withdrew.", "US=USA:adjective"),
    "an ocean": ("Ships crossed the Indian Ocean.", "!Indian"),
    "a newspaper": ("The Washington Post reported it.", "!Washington"),
    "a company": ("Bank of China cut its rates.", "!China"),
    "a sea": ("Vessels sailed in the South China Sea.", "!China"),
    "a person named for a country": ("Michael Jordan retired.", "!Jordan"),
    # taken up again
    "officials in a capital": ("Officials in Rabat doubted it.", "Officials in Rabat=MAR/GOV"),
    "foreign officials in a capital": ("Western officials in Kabul doubted it.", "!officials in Kabul"),
    "for the Commission": ("A spokeswoman for the Commission said it was late.", "spokeswoman for the Commission=EU/GOV"),
    # people at home where the page is
    "a minister in his own paper": (
        "Norway blamed Japan. Norway was angry. Norway shut its ports to Norwegian ships. Fisheries Minister Odd Fjellvang said so.",
        "Fisheries Minister Odd Fjellvang=NOR/GOV",
    ),
    "a minister after his government": (
        "Japan was angry, and Japan said so. Japanese boats went home. Norway said it was sorry. Fisheries Minister Odd Fjellvang agreed.",
        "Fisheries Minister Odd Fjellvang=NOR/GOV",
    ),
    "among others of a state": (
        "Japan asked six Norwegian diplomats, including Consul Odd Fjellvang, to leave.",
        "Consul Odd Fjellvang=NOR/GOV",
    ),
    "at home by the words": (
        "Japan met Norway. Astrid Fjellvang, who teaches law in Bergen, said it was late.",
        "Astrid Fjellvang=NOR:person",
    ),
    "of nowhere": ("Japan met Norway. Astrid Fjellvang, who sells eggs, said it was late.", "!Astrid Fjellvang=NOR"),
    "an abbreviated title": ("Japan met Norway. U.S. Rep. Ann Harrow doubted it.", "U.S. Rep. Ann Harrow=USA/LEG"),
    "in a capital, an official": (
        "Japan met Norway. In Oslo, a senior official said it was late.",
        "senior official=NOR/GOV",
    ),
    "he": ("Sergei Lavrov arrived. He praised Turkey.", "He=RUS:pronoun"),
    "she": ("Annalena Baerbock arrived in Paris. She praised Poland.", "She=DEU:pronoun"),
    "its": ("Japan withdrew its ambassador.", "its=JPN:pronoun"),
    "its ambassador": ("Japan recalled its ambassador.", "ambassador=JPN/GOV"),
    "empty it": ("It is important to talk to Japan.", "!It"),
    "the two sides": (
        "Japan met South Korea. Japan praised South Korea. The two sides will meet again.",
        "The two sides=JPN;The two sides=KOR",
    ),
    "the spokesman": ("Kremlin spokesman Dmitry Peskov spoke. The spokesman warned NATO.", "spokesman=RUS/GOV"),
    "a family name": ("Norwegian Defence Minister Odd Fjellvang spoke. Fjellvang warned Russia.", "Fjellvang=NOR/GOV:person"),
    "a form of address": (
        "Norwegian Defence Minister Odd Fjellvang spoke. Mr Fjellvang warned Russia.",
        "Mr Fjellvang=NOR:person",
    ),
    "blamed for its": ("Ukraine blamed Russia for its attack.", "its=RUS:pronoun"),
    "said it": ("Egypt has told Ethiopia that it rejects the dam.", "it=EGY:pronoun"),
}
