"""actionplans review: the page is opened, or it is said why not."""

from __future__ import annotations

import webbrowser

import pytest
from typer.testing import CliRunner

from actionplans.cli import app
from actionplans.errors import SourceNotFoundError


@pytest.mark.parametrize(("opens", "said"), [(True, "Opened"), (False, "Open this in a browser")])
def test_the_page_is_opened(tmp_path, monkeypatch, opens, said):
    asked = []
    monkeypatch.setattr(webbrowser, "open", lambda address: asked.append(address) or opens)
    folder = tmp_path / "a dataset"
    folder.mkdir()
    (folder / "report.html").write_text("the page")
    result = CliRunner().invoke(app, ["review", str(folder)])
    assert result.exit_code == 0
    assert asked == [(folder / "report.html").as_uri()]
    assert said in result.stderr
    assert result.stdout == ""


def test_a_folder_without_a_page_says_what_to_do(tmp_path):
    result = CliRunner().invoke(app, ["review", str(tmp_path)])
    assert isinstance(result.exception, SourceNotFoundError)
    assert "actionplans convert" in result.exception.next_step
