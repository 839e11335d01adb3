"""Two folders of one network trained on, averaged weight by weight: what the second gained without all that it lost.

    python models/coder/mean.py ONE OTHER OUT_DIR [--share 0.5]

`--share`: of the other. Both must come from one run, the other trained on from the one.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file


def main() -> None:
    """Write the average."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("one", type=Path)
    ask.add_argument("other", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--share", type=float, default=0.5)
    asked = ask.parse_args()
    shutil.copytree(asked.one, asked.out, dirs_exist_ok=True)
    mixed = lambda a, b: {k: torch.lerp(a[k], b[k], asked.share) if a[k].is_floating_point() else a[k] for k in a}  # noqa: E731
    encoders = [load_file(str(folder / "model.safetensors")) for folder in (asked.one, asked.other)]
    save_file(mixed(*encoders), str(asked.out / "model.safetensors"), metadata={"format": "pt"})
    heads = [torch.load(folder / "heads.pt", weights_only=True) for folder in (asked.one, asked.other)]
    torch.save(mixed(*heads), asked.out / "heads.pt")


if __name__ == "__main__":
    main()
