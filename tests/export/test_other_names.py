"""People who are no leads, and contacts: what of them leaves a dataset without names."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from actionplans.export.other_names import mask_lone, mask_others
from actionplans.export.without_names import without_names
from actionplans.normalise.plan import UnplacedWord


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Mr Tom Okoro agreed.", "[name] agreed."),
        ("Mr Tom Okoro's team", "[name]'s team"),
        ("Dr Smith and Cllr Jane O'Brien-Hughes met", "[name] and [name] met"),
        ("DCI Chris Mayle to lead", "DCI [name] to lead"),
        ("Chief Inspector Smith agreed", "Chief Inspector [name] agreed"),
        ("Mrs van der Berg will", "[name] will"),
        ("Mr Jones\nMr Patel", "[name]\n[name]"),
        ("Ms Lee Manager", "[name] Manager"),
        ("DR SMITH will", "[name] will"),
        ("the Rev. Ann Other", "the [name]"),
        ("Prof Judith Sakala, GP", "[name], GP"),
        ("write to jo.bloggs@x.gov.uk.", "write to [contact]."),
        ("01273 336 220 or 020 7946 0958", "[contact] or [contact]"),
        ("+44 (0)20 7946 0958, (01273) 336220", "[contact], [contact]"),
    ],
)
def test_titled_names_and_contacts(text, masked):
    assert mask_others(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Chief Inspector Lead for Sussex", "Superintendent Policy Review", "Inspector Training",
        "PC Replacement Programme", "MS Teams", "MR scan", "Councillor Development Programme",
        "01-04-2020 - 30-06-2020", "ref 0123", "03/2020", "0.5 of 2020", "Hon. Secretary",
        "the Head of Service will report", "by 01 04 2020",
    ],
)  # fmt: skip
def test_other_words_stay(text):
    assert mask_others(text) == text


def test_it_takes_linear_time():
    begun = time.perf_counter()
    for text in ("Mr " * 20_000, "0" * 50_000, "01273 " * 10_000, "a@" * 20_000, "Dr Ab " * 10_000):
        mask_others(text)
    assert time.perf_counter() - begun < 10


def test_words_that_stand_alone():
    assert mask_lone(["Mr", "Tom", "Okoro", "agreed"]) == ["Mr", "[name]", "[name]", "agreed"]


def test_every_text_of_a_plan(tiny_plan):
    full, bare = tiny_plan.actions
    told = replace(
        full, area="Mr Tom Okoro agreed.", action="Ask Dr Okoro, t.okoro@x.org or 01273 336220",
        extra={"Note": "Cllr Ann Other"},
    )  # fmt: skip
    lost = tuple(UnplacedWord(text, 1, 0, 0, 1, 1) for text in ("Mr", "Okoro"))
    plan = without_names(
        replace(tiny_plan, title="Plan of Dr Okoro", actions=(told, bare), unplaced=lost)
    )
    said = str(plan)
    for name in ("Okoro", "okoro", "Other", "336220"):
        assert name not in said
    assert plan.actions[0].action == "Ask [name], [contact] or [contact]"


def test_names_from_before_a_correction(tiny_plan):
    plan = replace(tiny_plan, title="As Peter Quill says", actions=tiny_plan.actions[1:])
    assert without_names(plan, {"Peter Quill"}).title == "As [name] says"
