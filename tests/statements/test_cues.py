from collections import Counter

from detente.records import Stance
from detente.statements.cues import Frame, Sort, load_cues


def test_the_table_is_large_and_every_stance_is_used() -> None:
    cues = load_cues()
    every = [cue for found in cues.verbs.values() for cue in found] + [*cues.nouns.values(), *cues.phrases]
    assert len(every) >= 250
    assert {cue.stance for cue in every} == set(Stance)


def test_no_cue_stands_twice() -> None:
    cues = load_cues()
    forms = Counter(cue.form for found in cues.verbs.values() for cue in found)
    assert not [form for form, times in forms.items() if times > 1]


def test_entries_with_a_particle_come_first() -> None:
    for found in load_cues().verbs.values():
        particles = [cue.particle is not None for cue in found]
        assert particles == sorted(particles, reverse=True)


def test_every_verb_of_saying_governs_something() -> None:
    for found in load_cues().verbs.values():
        for cue in found:
            assert cue.sort is not Sort.SPEECH or cue.frames - {Frame.SOURCE}, cue.form
