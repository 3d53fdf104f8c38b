"""Which files are sources, and what they are called."""

from __future__ import annotations

import pytest

from actionplans.normalise.slug import slug
from actionplans.sources import find_sources


@pytest.fixture
def made(tmp_path):
    def make(*names):
        for name in names:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(name)
        return [tmp_path / name for name in names]

    return make


def names(*named):
    return [source.name for source in find_sources(named)[0]]


def test_the_shortest_end_that_tells_apart(made, tmp_path):
    assert names(*made("home/me/a/plan.pdf", "home/me/b/plan.pdf")) == ["a/plan.pdf", "b/plan.pdf"]
    assert names(*made("x/1/p.pdf", "y/1/p.pdf", "z/q.pdf")) == ["x/1/p.pdf", "y/1/p.pdf", "q.pdf"]


def test_a_longer_name_that_is_anothers_own(made, tmp_path):
    made("f/x/p.pdf", "g/x/p.pdf", "g/y/p.pdf")
    found = names(tmp_path / "f", tmp_path / "g/x/p.pdf", tmp_path / "g/y/p.pdf")
    assert len(set(found)) == 3
    assert not any(name.startswith("/") for name in found)


def test_the_same_name_in_two_folders(made, tmp_path):
    made("A/p.pdf", "B/p.pdf")
    assert names(tmp_path / "A", tmp_path / "B") == ["A/p.pdf", "B/p.pdf"]


def test_a_file_is_called_by_its_own_name_before_a_links(made, tmp_path):
    (real,) = made("z-real.pdf")
    for link in ("b-link.pdf", "a-link.pdf"):
        (tmp_path / link).symlink_to(real)
    assert names(tmp_path) == ["z-real.pdf"]
    assert names(tmp_path / "b-link.pdf", tmp_path / "a-link.pdf") == ["a-link.pdf"]
    assert names(tmp_path / "a-link.pdf", tmp_path / "b-link.pdf") == ["a-link.pdf"]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("Größe.pdf", "grosse"), ("STRASSE.PDF", "strasse"), ("Æthel Øre.pdf", "aethel-ore"),
        ("Łódź.pdf", "lodz"), ("café ½.pdf", "cafe-1-2"), ("Plan–2020.pdf", "plan-2020"),
        ("İstanbul.pdf", "istanbul"),
        ("计划.pdf", "plan"),
    ],
)  # fmt: skip
def test_letters_of_other_languages(file, name):
    assert slug(file) == name
