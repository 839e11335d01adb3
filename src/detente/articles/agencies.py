"""News agencies of the world, by the names that credits use. Facts; one that is not here is told by where its name stands."""

from __future__ import annotations

import re

_NAMES = (
    "AA|AAP|ABC News Service|ACN|ADN|AFP|AGERPRES|Agence France-Presse|Agencia EFE|Agencies|AGI|AKI|"
    "AKIpress|Al Jazeera and Agencies|Anadolu|Anadolu Agency|ANI|ANSA|Antara|AP|APA|APP|APS|Armenpress|"
    "Asian News International|Associated Press|Associated Press of Pakistan|ATA|Azertac|AZERTAC|"
    "Baltic News Service|BelTA|Bernama|Bloomberg|BNA|BNS|BSS|BTA|Canadian Press|Caspian News|"
    "Central News Agency|China News Service|CNA|CNS|CTK|DPA|dpa|DHA|EFE|ELTA|ENA|Europa Press|Fars|"
    "Fars News|FENA|GNA|HINA|IANS|IHA|ILNA|INA|Indo-Asian News Service|INP|Interfax|Interfax-Ukraine|"
    "IPS|IRNA|ISNA|ITAR-TASS|Jiji|Jiji Press|Kabar|Kazinform|KCNA|Khaama Press|KNA|KUNA|Kyodo|"
    "Kyodo News|LETA|Lusa|MAP|McClatchy|Mehr|Mehr News|MENA|MNA|Montsame|MTI|NAN|NNA|NNI|Notimex|"
    "NTB|ONA|Online|PA|PA Media|PAP|Pajhwok|Petra|PNA|PPI|Prensa Latina|Press Association|"
    "Press Trust of India|PTI|QNA|Reuters|RIA|RIA Novosti|Ritzau|RSS|SANA|SABA|SAPA|Sputnik|SPA|STT|"
    "SUNA|TAP|Tanjug|TASR|TASS|Tasnim|Tasnim News|Telam|Thomson Reuters|Trend|TT|Turan|Ukrinform|UNB|"
    "UNI|UNIAN|United News of India|UPI|UrduPoint|UzA|VNA|VOA|WAFA|WAM|Xinhua|Xinhua News Agency|YNA|"
    "Yonhap|Yonhap News Agency"
)
NAMES = frozenset(name.casefold() for name in _NAMES.split("|"))
AGENCY_WORD = re.compile(
    r"\b(?:agency|agencies|agence|agencia|wire|wires|newswire|news\s+service|press\s+service|press\s+trust|press\s+association|feed|syndicate)\b",
    re.IGNORECASE,
)
STAFF_WORD = re.compile(
    r"\b(?:desk|bureau|staff|correspondents?|reporters?|editors?|editorial|team|admin(?:istrator)?|web|online|newsroom|writers?|contributors?|author|guest|"
    r"columnist|board|monitoring|special|our)\b",
    re.IGNORECASE,
)


def is_agency(name: str) -> bool:
    """True for a known agency, or a name that says it is one."""
    return name.casefold().strip(" .") in NAMES or bool(AGENCY_WORD.search(name))
