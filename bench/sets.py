"""The quality benchmarks: which script runs on which data, and the figures that others have published for it.

Public sets are read from the folder that DETENTE_BENCH names, by default `bench` in a folder `shared` beside the checkout; the
seeds lie beside it. A set that is absent is said to be absent, never passed over in silence.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PUBLIC = Path(os.environ.get("DETENTE_BENCH", ROOT.parent / "shared" / "bench"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """One benchmark. `needs`: the folders it reads; `asked`: its options; `reference`: figures to hold beside ours.

    `gated`: quick enough to run in every gate.
    """

    name: str
    script: str
    what: str
    needs: tuple[Path, ...]
    asked: tuple[str, ...]
    reference: str
    gated: bool = True

    def absent(self) -> Path | None:
        """The first folder that is not there, None where the set can run."""
        return next((folder for folder in self.needs if not folder.is_dir()), None)

    def run(self) -> dict[str, float]:
        """The figures of the last line that the script prints.

        Raises: subprocess.CalledProcessError where the script fails.
        """
        command = [sys.executable, str(ROOT / "bench" / "quality" / self.script), *self.asked, "--json"]
        out = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        figures: dict[str, float] = json.loads(out.stdout.strip().splitlines()[-1])
        return figures


def _pages(name: str, pages: Path, gold: Path, what: str) -> Set:
    asked = ("--data", str(pages), "--gold", str(gold))
    return Set(name=name, script="seeds.py", what=what, needs=(pages, gold), asked=asked, reference="no published figure")


def _public(name: str, script: str, folder: str, what: str, reference: str) -> Set:
    asked = ("--data", str(PUBLIC / folder), "--held-out")
    return Set(name=name, script=script, what=what, needs=(PUBLIC / folder,), asked=asked, reference=reference)


PLV = "hidden test (root / quad / binary): GPT-4 .615 / .767 / .934, ZSP .824 / .896 / .964, ConfliBERT .867 / .963 / .984"
CAMEO = "hidden test, MiniLM: source .882, target .671, quad .790, triple .543; rules: .608, .371, .542, .168"
DATES = "hidden side, value F1 of all TIMEX3: HeidelTime .776, SUTime .674"
STATUS = "hidden side: logistic regression on the words around, accuracy .880, macro F1 .763"


def _ours(name: str) -> tuple[Path, Path]:
    folder = ROOT / "bench" / "pages" / name
    return folder / "pages", folder / "gold"


SETS = (
    _pages(
        "examples",
        ROOT / "examples" / "pages",
        ROOT / "examples" / "gold",
        "36 pages of our own writing; tuned on",
    ),
    _pages("second", *_ours("second"), "16 more pages of our own, other relationships, dense with acts; tuned on"),
    _pages("third", *_ours("third"), "16 more pages of our own, other relationships, their missed statements looked at"),
    _pages(
        "fourth",
        *_ours("fourth"),
        "36 more pages of our own, other relationships; no rule made for them, confidence fitted on them",
    ),
    _pages("unseen", *_ours("unseen"), "16 more pages of our own, other relationships, never looked at"),
    _pages("fifth", *_ours("fifth"), "20 more pages of our own, other relationships, dense with statements; never looked at"),
    _pages("seeds", PUBLIC.parent / "seeds", PUBLIC.parent / "gold", "five real pages, Russia and the United States, 2021–2022"),
    Set(
        name="article_text",
        script="article_text.py",
        what="article text out of the visible text of 181 HTML pages, all of them (nine tenths trained on)",
        needs=(PUBLIC / "html-aeb",),
        asked=("--data", str(PUBLIC / "html-aeb")),
        reference="from plain text: best block of sentence-like lines .893; from HTML: trafilatura .958, best .970",
    ),
    Set(
        name="article_text_held_out",
        script="article_text.py",
        what="the same, on the tenth that was never trained on",
        needs=(PUBLIC / "html-aeb",),
        asked=("--data", str(PUBLIC / "html-aeb"), "--split", "tenth"),
        reference="as above; a dozen pages, so a wide margin",
    ),
    Set(
        name="polnear_held_out",
        script="polnear.py",
        what="attributed statements in the tenth of PolNeAR's development side that no rule was made for",
        needs=(PUBLIC / "polnear",),
        asked=("--data", str(PUBLIC / "polnear"), "--held-out"),
        reference="attribution F1 on the hidden side: quotes and parse rules .404, a MiniLM tagger .640, people .738",
        gated=False,
    ),
    _public("plv_held_out", "plv.py", "plv", "PLV, the tenth that was never trained on", PLV),
    _public("cameo_held_out", "cameo_spans.py", "cameo-spans", "cameo-spans, the tenth that was never trained on", CAMEO),
    _public(
        "status_held_out", "status.py", "status", "status of verbs, the tenth of documents that was never trained on", STATUS
    ),
    _public(
        "dates_held_out", "dates.py", "tempeval3", "days of expressions of time, the tenth of TimeML documents kept apart", DATES
    ),
    Set(
        name="status_own",
        script="status.py",
        what="status of verbs in 240 sentences of our own, sixty of each label, never trained on",
        needs=(ROOT / "bench" / "passages",),
        asked=("--data", str(ROOT / "bench" / "passages" / "status.jsonl")),
        reference="no published figure",
    ),
    Set(
        name="articles",
        script="articles.py",
        what="events and statements of whole articles of newswcl50, TempEval-3, re3d and PolNeAR, the part kept for testing",
        needs=(PUBLIC / "newswcl50", PUBLIC / "tempeval3", PUBLIC / "re3d", PUBLIC / "polnear"),
        asked=("--data", str(PUBLIC), "--gold", str(ROOT / "bench" / "gold" / "articles.jsonl"), "--split", "test"),
        reference="of 153 rows of GDELT read in 2026, 23.5 % were a real event of their type",
    ),
    Set(
        name="false_alarms",
        script="false_alarms.py",
        what="events between states written for pages that tell of none, for 1,000 sentences",
        needs=(PUBLIC / "polnear", PUBLIC / "re3d"),
        asked=("--data", str(PUBLIC)),
        reference="`baseline_per_1000`: every sentence with two actors",
    ),
)
