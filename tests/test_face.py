import subprocess
import sys

import pytest

import detente


@pytest.mark.parametrize("name", detente.__all__)
def test_every_name_of_the_face_is_there(name):
    assert getattr(detente, name) is not None


def test_no_other_name_is():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = detente.nothing


def test_importing_does_nothing():
    """No file of data, no model, no parser is loaded by importing every module of the package."""
    code = (
        "import builtins, importlib, pkgutil, sys, detente\n"
        "opened = []\n"
        "real = builtins.open\n"
        "builtins.open = lambda *a, **k: (opened.append(str(a[0])), real(*a, **k))[1]\n"
        "for m in pkgutil.walk_packages(detente.__path__, 'detente.'): importlib.import_module(m.name)\n"
        "assert 'spacy' not in sys.modules, 'spacy'\n"
        "data = [p for p in opened if p.endswith(('.tsv', '.json', '.npz', '.sql', '.js'))]\n"
        "assert not data, data\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
