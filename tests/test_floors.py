import json

import pytest
from bench.floors import Floors, load, save


def test_a_floor_falls_only_with_a_reason_and_leaves_a_trace(tmp_path):
    held = Floors()
    held.set("seeds.event_recall", 0.7, why=None)
    with pytest.raises(ValueError, match="lower the floor"):
        held.set("seeds.event_recall", 0.6, why=None)
    held.set("seeds.event_recall", 0.6, why="gold mended")
    save(held, tmp_path / "floors.json")
    assert load(tmp_path / "floors.json").lowered[0]["why"] == "gold mended"


def test_an_edit_by_hand_is_noticed(tmp_path):
    path = tmp_path / "floors.json"
    held = Floors()
    held.set("seeds.event_recall", 0.7, why=None)
    save(held, path)
    edited = json.loads(path.read_text())
    edited["floors"]["seeds.event_recall"] = 0.1
    path.write_text(json.dumps(edited))
    with pytest.raises(SystemExit, match="by hand"):
        load(path)


def test_what_is_under_its_floor_or_over_its_ceiling_is_broken():
    held = Floors({"a.event_recall": 0.7, "a.violations": 0})
    assert held.broken({"a.event_recall": 0.71, "a.violations": 0}) == []
    assert len(held.broken({"a.event_recall": 0.69, "a.violations": 1})) == 2
