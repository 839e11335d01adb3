"""The docs are held to the code: every record field, every command and option, every make target they name is there."""

import dataclasses
import re
from pathlib import Path

import pytest
import typer.main

from detente.cli.main import app
from detente.records import (
    Article,
    DateCandidate,
    DateSpan,
    Entity,
    EventMention,
    Occasion,
    Place,
    Published,
    Reason,
    Stance,
    Statement,
)
from detente.records.copies import Copy, CopyGroup, OriginalBy, Relation
from detente.records.merged import DyadPeriod, Event, Source, Standing
from detente.records.wire import PageLine

ROOT = Path(__file__).parents[2]
RECORDS = (ROOT / "docs" / "records.md").read_text(encoding="utf8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf8")
README = (ROOT / "README.md").read_text(encoding="utf8")
DOCUMENTED = (
    Article,
    Copy,
    CopyGroup,
    DateCandidate,
    DateSpan,
    DyadPeriod,
    Entity,
    Event,
    EventMention,
    Occasion,
    PageLine,
    Place,
    Published,
    Source,
    Statement,
)


@pytest.mark.parametrize("record", DOCUMENTED, ids=lambda record: record.__name__)
def test_every_field_of_a_record_is_in_the_contract(record):
    named = set(re.findall(r"`([a-z_0-9]+)`", RECORDS))
    fields = {f.name.removesuffix("_span") if f.name.endswith("_span") else f.name for f in dataclasses.fields(record)}
    assert fields <= named


@pytest.mark.parametrize("closed", [OriginalBy, Reason, Relation, Stance, Standing], ids=lambda closed: closed.__name__)
def test_every_value_of_a_closed_set_is_in_the_contract(closed):
    assert {f"`{value}`" for value in closed} <= set(re.findall(r"`[a-z_]+`", RECORDS))


def commands():
    return typer.main.get_command(app).commands


@pytest.mark.parametrize("verb", sorted(commands()))
def test_every_command_and_option_is_documented(verb):
    assert f"`detente {verb}" in COMMANDS
    for parameter in commands()[verb].params:
        for option in parameter.opts:
            if option.startswith("--") and option not in ("--help",):
                assert option in COMMANDS, f"detente {verb} {option}"


def test_every_documented_command_exists():
    assert set(re.findall(r"`detente ([a-z]+)", COMMANDS + README)) <= set(commands())


def test_the_readme_names_make_targets_that_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf8")
    for target in re.findall(r"make ([a-z]+)", README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf8")):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_links_lead_somewhere():
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))):
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_coverage_table_is_that_of_the_gazetteer():
    from detente.actors.coverage import coverage, coverage_table
    from detente.actors.gazetteer import load_gazetteer

    assert (ROOT / "docs" / "coverage.md").read_text(encoding="utf8").endswith(coverage_table(coverage(load_gazetteer())))
