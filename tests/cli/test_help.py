"""Every command explains itself with an example, and says what is wrong with how it was called."""

import click
import pytest
from click.testing import CliRunner

from companion import __version__
from companion.cli import main


def commands(group=main, path=()):
    """Every command that can be typed, by its words."""
    for name, command in group.commands.items():
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


CONTRACT = {"start", "demo", "import", "creators", "videos", "score", "shortlist", "brief", "doctor", "pair",
            "clients", "extension", "reparse", "compare"}  # fmt: skip


def test_every_command_of_the_contract_is_there():
    assert set(main.commands) >= CONTRACT
    assert set(main.commands["shortlist"].commands) == {"add", "remove"}
    assert set(main.commands["brief"].commands) == {"list", "show", "set", "remove", "use"}
    assert set(main.commands["clients"].commands) >= {"revoke", "add"}


@pytest.mark.parametrize("words", commands(), ids=" ".join)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_has_an_example_that_names_the_command(words, flag):
    shown = CliRunner().invoke(main, [*words, flag])
    assert shown.exit_code == 0
    _, _, example = " ".join(shown.output.split()).partition("Example: fitlens ")
    typed = example.split()
    assert [word for word in words if word in typed] == list(words), shown.output


def test_the_command_itself(process):
    assert process.does("--version").split()[1:] == ["version", __version__]
    assert "import" in process.does("--help")
    assert not process.home.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["nosuch"],
        ["start", "--port", "0"],
        ["start", "--port", "65536"],
        ["start", "--port", "http"],
        ["start", "extra"],
        ["demo", "--seed", "x"],
        ["import"],
        ["import", "/nowhere/at/all"],
        ["import", ""],
        ["creators", "--csv"],
        ["videos"],
        ["videos", "a", "b"],
        ["score"],
        ["compare"],
        ["score", "a", "--as-of"],
        ["shortlist", "burn", "a"],
        ["shortlist", "add"],
        ["brief"],
        ["brief", "burn"],
        ["brief", "set"],
        ["brief", "set", "A", "--from", "/nowhere.json"],
        ["clients", "revoke"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2(words, tmp_path, monkeypatch):
    monkeypatch.setenv("FITLENS_HOME", str(tmp_path / "home"))
    said = CliRunner().invoke(main, words)
    assert said.exit_code == 2, said.output
    assert "Traceback" not in said.output
    assert not (tmp_path / "home").exists()
