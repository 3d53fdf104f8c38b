"""Every command and every line of Python in the README is run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, flags=re.DOTALL)
COMMANDS = [
    line.split("#")[0].strip()
    for language, block in BLOCKS
    if language == "sh"
    for line in block.splitlines()
    if line.strip()
]
CLI = (sys.executable, "-c", "from actionplans.cli import main; main()")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place that looks like a fresh copy, as far as the commands can see."""
    place = tmp_path_factory.mktemp("copy")
    samples = place / "samples" / "east-sussex-jtai"
    samples.mkdir(parents=True)
    source = ROOT / "samples" / "east-sussex-jtai" / "east-sussex-jtai.pdf"
    (samples / source.name).write_bytes(source.read_bytes())
    return place


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CLI, *words], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_commands_do_what_the_readme_says(folder: Path) -> None:
    """In the order of the README; `review` would open a browser and is only looked up."""
    asked = [shlex.split(c)[1:] for c in COMMANDS if c.startswith("actionplans ")]
    assert {words[0] for words in asked} >= {"convert", "validate", "inspect", "diff", "review"}
    for words in asked:
        done = run(folder, words[0], "--help") if words[0] == "review" else run(folder, *words)
        assert done.returncode == 0, (words, done.stderr)
        assert "Traceback" not in done.stderr


def test_the_two_commands_are_those_of_the_continuous_integration() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    install, test = COMMANDS[0], COMMANDS[1]
    assert "convert samples/east-sussex-jtai/east-sussex-jtai.pdf" in install
    assert "convert samples/east-sussex-jtai/east-sussex-jtai.pdf" in script
    assert '-e ".[dev]"' in test
    assert '-e ".[dev]"' in script


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = "\n".join(block for language, block in BLOCKS if language == "python")
    for line in code.splitlines():
        value, _, said = line.partition("#")
        if said.strip().startswith("datetime.date"):
            code += f"\nassert repr({value.strip()}) == {said.strip()!r}"
    exec(code, {})


def test_files_that_the_readme_points_to_exist() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
