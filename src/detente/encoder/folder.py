"""The name of a model → its folder, with everything that belongs to it."""

from __future__ import annotations

from pathlib import Path

from detente.errors import InputError

DEFAULT = "default"
ACCURATE = "accurate"
FILES = ("encoder.onnx", "tokenizer.json", "heads.npz", "labels.json")
_SHIPPED = Path(__file__).parent / "data"
_OPTIONAL = Path(__file__).parents[3] / "models"


def model_folder(name: str = DEFAULT) -> Path:
    """The folder of `default`, of `accurate` (which lies in a checkout, not in the installed package), or the folder so named.

    Raises: InputError where the folder or one of its files is not there.
    """
    folder = {DEFAULT: _SHIPPED / DEFAULT, ACCURATE: _OPTIONAL / ACCURATE}.get(name, Path(name))
    if all((folder / file).is_file() for file in FILES):
        return folder
    if name == ACCURATE:
        raise InputError(
            "the accurate model is not here: it lies in models/accurate of a checkout; --model FOLDER takes it from there"
        )
    if name == DEFAULT:
        raise InputError(f"the shipped model is incomplete: {folder} should hold {', '.join(FILES)}; install the package again")
    raise InputError(f"no model in {name!r}: default, accurate, or a folder that holds {', '.join(FILES)}")
