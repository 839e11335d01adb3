"""The words by which lines give away what they are: menus, shares, captions, comments. Data, with one matcher."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

_FUNCTION_WORDS = (
    "a about after against all also although an and any are as at be because been before being between both but by can could "
    "did do does down during each for from had has have he her him his how i if in into is it its just may might more most must "
    "my no not of on one only or other our out over she should since so some such than that the their them then there these "
    "they this those though through to too under until up upon was we were what when where which while who whom whose why "
    "will with within without would you your said says told"
)
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())


class Cue(StrEnum):
    """What a line is by its words."""

    SECTION = "section"  # opens what is not the article: "Related Stories", "Recent Posts", "Leave a Reply"
    SHARE = "share"  # share, follow, subscribe, sign in, read more, open in the app
    LEGAL = "legal"  # disclaimers, copyright, cookies, terms
    PICTURE = "picture"  # captions and their credits
    POINTER = "pointer"  # "ALSO READ: …", "See also", "Watch:"
    TAGS = "tags"  # "Tags: …", "Topics: …", "Filed under"
    CREDIT = "credit"  # by-lines, "Published:", "min read"
    COMMENT = "comment"  # comment forms and what stands beside them
    AGO = "ago"  # "3 years ago"


_ANY_CASE = {
    Cue.SECTION: (
        r"^\W*(?:(?:more\s+)?(?:related|recent|latest|popular|trending|recommended|similar|top|other|featured|further)\s+"
        r"(?:\w+\s+)?(?:articles?|posts?|stor(?:y|ies)|news|reading|content|videos?|topics?|headlines?|coverage|links|reports?)"
        r"|politics\s+rea?lt?ated\s+stories|you\s+(?:may|might)\s+(?:also\s+)?(?:like|enjoy|be\s+interested)|more\s+(?:from|on|in|about|stories|news|like\s+this)\b.{0,50}"
        r"|related|recommended(?:\s+for\s+you)?|trending(?:\s+now)?|must[\s-]?reads?|don['’]t\s+miss|most\s+(?:read|popular|viewed|shared|commented|recent)"
        r"|editors?['’]?s?\s+(?:picks?|choice)|what\s+to\s+read\s+next|read\s+next|up\s+next|also\s+in\s+the\s+news|in\s+other\s+news|latest(?:\s+from.{0,40})?"
        r"|(?:previous|next)\s+(?:story|article|post)|from\s+our\s+partners|sponsored(?:\s+content)?|promoted(?:\s+content|\s+stories)?|paid\s+content"
        r"|elsewhere\s+on\s+.{0,40}|around\s+the\s+web|archives?|categories|comments?(?:\s*\(\d+\))?|\d+\s+comments?|leave\s+a\s+(?:reply|comment)|post\s+a\s+comment"
        r"|add\s+(?:a\s+)?comment|join\s+the\s+(?:conversation|discussion)|(?:about|meet)\s+the\s+authors?|about\s+us|newsletters?|follow\s+us|stay\s+connected"
        r"|also\s+read|see\s+also|read\s+also|read\s+more|keep\s+reading|quick\s+links|site\s+map|footer|contact(?:\s+us)?)\W*$",
    ),
    Cue.SHARE: (
        r"\b(?:open\s+in\s+(?:the\s+)?app|download\s+(?:the|our)\s+.{0,20}app|subscribe|sign\s+(?:up|in)|log\s*in|newsletter|follow\s+(?:us|me)\b|"
        r"click\s+(?:here|to)|read\s+(?:more|full|the\s+full)|continue\s+reading|skip\s+to|back\s+to\s+top|go\s*to\s*top|share\s+(?:this|on|via|article)|"
        r"telegram\s+channel|e-?mail\s+(?:this|to)|print\s+this|copy\s+link|"
        r"advertise\s+with|loading|close\s+menu|toggle|view\s+all|see\s+all|load\s+more|show\s+more|listen\s+to\s+this|bookmark|get\s+the\s+latest|"
        r"in\s+your\s+inbox|try\s+(?:it\s+)?free|gift\s+this\s+article|save\s+this|support\s+(?:our|independent)|become\s+a\s+(?:subscriber|patron)|donate\s+(?:now|today|to\s+us))\b",
        r"^(?=.{0,90}$).*\b(?:facebook|twitter|whatsapp|instagram|linkedin|pinterest|reddit|youtube)\b(?!.*[.!?][”\"’')]*$)",
        r"^\W*(?:share|tweet|print|e-?mail|menu|search|home|save|copy|next|prev(?:ious)?|close|more|reply|like|report|ad|advertisement)\W*$",
    ),
    Cue.LEGAL: (
        r"\b(?:disclaimer|all\s+rights\s+reserved|copyright|terms\s+(?:of|and|&)|privacy\s+(?:policy|notice)|cookies?\s+(?:policy|settings|preferences)|"
        r"(?:use|uses|using)\s+cookies|accept\s+(?:all\s+)?cookies|auto[\s-]?(?:published|generated)|syndicated\s+feed|has\s+not\s+been\s+(?:reviewed|edited)|"
        r"(?:edited|modified|changed)\s+by\s+(?:our|the)\b.{0,40}|may\s+not\s+be\s+(?:published|reproduced)|do\s+not\s+(?:necessarily\s+)?(?:reflect|represent)|"
        r"views\s+expressed|affiliate\s+(?:links?|commission)|GDPR|do\s+not\s+sell)\b",
        r"\bcontributed\s+(?:reporting|to\s+this)\b|\binformation\s+(?:in|for)\s+this\s+(?:report|article|story)\b",
        r"^\W*(?:additional\s+)?(?:reporting|writing|editing|edited)\s+by\b.{0,120}$",
        r"^\W*(?:©|\(c\)\s*(?:19|20)\d\d)|©\s*(?:19|20)\d\d",
    ),
    Cue.PICTURE: (
        r"\b(?:photo(?:graph)?s?|image|picture|pic|file\s+photo|video|illustration|graphic|map|screen\s?(?:grab|shot)|credits?|source)\s*(?:[:/|(]|\bby\b|\bcredits?\b|\bcourtesy\b|\bvia\b)",
        r"\((?:credit|photo|image|file|picture|pic|source|via|courtesy|representative|representational)\b[^)]{0,80}\)?\s*$",
        r"(?:/|via\s+)(?:AFP|AP|Reuters|Getty(?:\s+Images)?|EPA|Shutterstock|Pool|File|Handout)\b.{0,30}$|\bGetty\s+Images\b|\bHandout\s+photo|\b(?:file|handout|courtesy|pool)\s+(?:photo(?:graph)?|picture|image)\b",
        r"\[(?:photo|file|image|picture|[^\]]{0,40}/(?:AFP|AP|Reuters|Getty))[^\]]{0,60}\]\s*$|^\W*(?:representational|representative|file)\s+(?:image|photo|picture)",
        r"^\W*file\s*(?:photo|picture|image)?\s*[-–—:]\s",
    ),
    Cue.POINTER: (
        r"^\W*(?:also\s+(?:read|see|watch)|read\s+(?:also|more|next|here|too|now)|see\s+(?:also|more)|watch(?:\s+(?:here|now|live|more|video))?|must\s+read|related(?:\s+\w+)?|"
        r"listen|more|don['’]t\s+miss|recommended|explained|live\s+(?:updates|blog)|full\s+(?:story|coverage)|in\s+(?:pics|pictures|photos))\s*[:|–—>»\-]+\s*\S",
        r"^\W*(?:also\s+read|read\s+also|see\s+also|read\s+more|also\s+see)\b",
    ),
    Cue.TAGS: (
        r"^\W*(?:tags?|topics?|filed\s+(?:under|in)|keywords?|labels?|categor(?:y|ies)|posted\s+in|hashtags?|related\s+tags)\s*(?:[:|\-–—]|$)",
        r"^(?:#\w+\s*){2,}$",
    ),
    Cue.CREDIT: (
        r"^\W*(?:by|from|written\s+by|reported\s+by|author|posted\s+by|edited\s+by|words\s+by|story\s+by|reporting\s+by|compiled\s+by|with\s+inputs?\s+from|source|agencies|published\s+by)\b.{0,80}$",
        r"\b(?:published|updated|posted|modified|created|last\s+update|first\s+published|date)\s*(?:on|at|:|-|\|)",
        r"\b\d+\s*(?:-\s*)?min(?:ute)?s?\s+read\b|\bread(?:ing)?\s+time\b|\b\d+\s+views\b",
    ),
    Cue.COMMENT: (
        r"\b(?:leave\s+a\s+(?:reply|comment)|in\s+the\s+comments?\s+(?:section\s+)?below|your\s+e?-?mail\s+address|required\s+fields|enter\s+your\s+(?:name|comment|e-?mail)|save\s+my\s+name|post\s+(?:a\s+)?comment|"
        r"\bon\s+[A-Z][a-z]+\s+\d{1,2},\s+\d{4}\s+at\s+\d|\d{4}\s+at\s+\d{1,2}[:.]\d\d\s*(?:[ap]m)?\s+(?:said|says|reply)|"
        r"thoughts?\s+on\s+[“\"]|responses?\s+to\s+[“\"]|notify\s+me|be\s+the\s+first\s+to|comments?\s+(?:are|is)\s+(?:closed|moderated|disabled)|log\s+in\s+to\s+(?:leave|post)|reply\s+to|replies|upvote)\b",
    ),
    Cue.AGO: (
        r"\b(?:\d+|an?|one|two|few)\s+(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s?\s+ago\W*$|^\W*(?:yesterday|just\s+now|\d+[hmd])\W*$",
    ),
}
CUES: dict[Cue, re.Pattern[str]] = {cue: re.compile("|".join(forms), re.IGNORECASE) for cue, forms in _ANY_CASE.items()}
_CUE_CHARS = 400  # a longer line is prose, whatever words stand in it


@lru_cache(maxsize=8192)
def cues_of(text: str) -> frozenset[Cue]:
    """What a line's words give it away as; empty for prose."""
    if len(text) > _CUE_CHARS:
        return frozenset()
    return frozenset(cue for cue, pattern in CUES.items() if pattern.search(text))
