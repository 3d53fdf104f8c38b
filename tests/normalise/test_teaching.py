"""The guide for new layouts tells what the code knows."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from actionplans.errors import ProfileError
from actionplans.normalise.headings import ROLES
from actionplans.normalise.profile import Conventions, Profile, read_profile

GUIDE = Path(__file__).parents[2] / "docs" / "teach-it-a-new-layout.md"


def test_the_guide_names_every_role_and_key():
    text = GUIDE.read_text(encoding="utf-8")
    names = [*ROLES, *(key.name for key in (*fields(Profile), *fields(Conventions)))]
    assert [name for name in names if name not in text] == []


def test_the_profile_of_the_guide_is_read(tmp_path):
    block = GUIDE.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    path = tmp_path / "council.toml"
    path.write_text(block, encoding="utf-8")
    assert read_profile(path).headings == {"Officer": "lead", "Snag": "area", "Chatter": "extra"}


def test_an_error_points_to_what_prints_a_profile(tmp_path):
    path = tmp_path / "wrong.toml"
    path.write_text("colour = 1", encoding="utf-8")
    with pytest.raises(ProfileError, match="actionplans inspect"):
        read_profile(path)
