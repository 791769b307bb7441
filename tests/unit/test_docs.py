"""What the pages for people say is what the program does, and the other way round."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import click
import msgspec
import pytest

import companion
from companion import config
from companion.cli import main
from companion.model import InvalidInput

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MANIFEST = json.loads((ROOT / "extension" / "manifest.json").read_text(encoding="utf-8"))


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def tracked():
    """The repository's own text files; in a copy without git, everything that would be in it."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if path.is_file():
            data = path.read_bytes()
            if b"\x00" not in data:
                yield name, data.decode()


def commands(group=main, path=()):
    """Every command that does something when it is typed, with its flags."""
    for name, command in group.commands.items():
        words = (*path, name)
        if isinstance(command, click.Group):
            if command.invoke_without_command:
                yield " ".join(words), command
            yield from commands(command, words)
        else:
            yield " ".join(words), command


COMMANDS = dict(commands())


def documented():
    """Rows of docs/commands.md: a command's words and the rest of its row."""
    rows = re.findall(r"^\| `fitlens ([^`]+)` \| (.+) \|$", text_of("docs/commands.md"), re.MULTILINE)
    return {" ".join(word for word in typed.split() if word.islower()): f"{typed} {rest}" for typed, rest in rows}


def test_every_command_is_documented_and_no_other():
    assert set(documented()) == set(COMMANDS)


@pytest.mark.parametrize("words", COMMANDS)
def test_every_flag_of_a_command_is_documented_and_no_other(words):
    options = [param for param in COMMANDS[words].params if isinstance(param, click.Option)]
    own = {flag for option in options for flag in option.opts if flag != "--help"}
    assert set(re.findall(r"--[a-z-]+", documented()[words])) == own


def test_commands_named_anywhere_exist():
    pages = ["README.md", *(f"docs/{path.name}" for path in DOCS.glob("*.md"))]
    for page in pages:
        for line in re.findall(r"`fitlens ((?:[a-z]+ ?)+)", text_of(page)):
            words = line.split()
            assert words[0] in main.commands, (page, line)
            sub = main.commands[words[0]]
            if isinstance(sub, click.Group) and len(words) > 1:
                assert words[1] in sub.commands, (page, line)


def test_every_setting_is_documented_and_no_other():
    rows = re.findall(
        r"^\| (?:`([a-z_]+)`)? ?\| (?:`([A-Z_]+)`)? ?\| (?:`([a-z-]+)`)? ?\|",
        text_of("docs/settings.md"),
        re.MULTILINE,
    )
    rows = [row for row in rows if any(row)]
    in_file = {field.name for field in msgspec.structs.fields(config.ConfigFile)}
    assert {row[0] for row in rows if row[0]} == in_file
    read = set(re.findall(r'environment\.get\("(FITLENS_\w+)"\)', text_of("companion/config.py")))
    assert {row[1] for row in rows if row[1]} == read
    assert {row[2] for row in rows if row[2]} <= {
        flag for param in COMMANDS["start"].params for flag in param.opts
    }


def test_the_example_of_settings_can_be_used(tmp_path):
    (example,) = re.findall(r"```toml\n(.+?)```", text_of("docs/settings.md"), re.DOTALL)
    (tmp_path / "config.toml").write_text(example, encoding="utf-8")
    settings = config.load({}, home=tmp_path)
    assert (settings.port, settings.open_browser, settings.browser) == (8420, False, "/usr/bin/chromium")


def test_the_environment_wins_over_the_file_and_flags_over_both(tmp_path):
    (tmp_path / "config.toml").write_text('port = 8420\nbrowser = "a"\nopen_browser = false\n', encoding="utf-8")
    named = {"FITLENS_HOME": str(tmp_path)}
    assert config.load(named).port == 8420
    both = config.load({**named, "FITLENS_PORT": "8421", "FITLENS_BROWSER": "b"})
    assert (both.home, both.port, both.browser, both.open_browser) == (tmp_path, 8421, "b", False)
    assert config.load({**named, "FITLENS_PORT": "8421"}, port=9000, open_browser=True).port == 9000


def test_the_folder_of_a_model_starts_in_the_home_unless_it_is_whole(tmp_path):
    assert config.load({}, home=tmp_path).semantic_model is None
    (tmp_path / "config.toml").write_text('semantic_model = "models/mine"\n', encoding="utf-8")
    assert config.load({}, home=tmp_path).semantic_model == tmp_path / "models" / "mine"
    elsewhere = tmp_path.parent / "elsewhere"
    assert config.load({"FITLENS_MODEL": str(elsewhere)}, home=tmp_path).semantic_model == elsewhere
    with pytest.raises(InvalidInput, match="semantic_model is '~nobody-of-this-name/m': there is no such user"):
        config.load({"FITLENS_MODEL": "~nobody-of-this-name/m"}, home=tmp_path)


def test_variables_named_in_our_words_are_read_somewhere():
    code = "".join(text for name, text in tracked() if name.endswith(".py"))
    for name, text in tracked():
        if name.endswith(".md"):
            for variable in re.findall(r"FITLENS_[A-Z]+", text):
                assert f'"{variable}"' in code, (name, variable)


@pytest.mark.parametrize("name", ["README.md", *(f"docs/{path.name}" for path in sorted(DOCS.glob("*.md")))])
def test_links_lead_somewhere(name):
    here = (ROOT / name).parent
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text_of(name)):
        if not re.match(r"[a-z]+:", target):
            assert (here / target).exists(), target


def test_files_named_in_our_pages_exist():
    for page in ("README.md", "docs/api.md", "docs/architecture.md", "docs/metrics.md", "docs/formats.md"):
        for name in re.findall(
            r"(?:^|[\s`(])((?:docs|scripts|companion|tests|extension)/[\w./-]+\.\w+)", text_of(page)
        ):
            assert (ROOT / name).exists(), (page, name)


def test_every_page_is_reached_from_the_readme():
    linked = set(re.findall(r"\]\(docs/([a-z]+\.md)\)", text_of("README.md")))
    assert linked == {path.name for path in DOCS.glob("*.md")}


def named_files(value):
    """Every value in the manifest that is a file of the extension."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from named_files(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from named_files(inner)
    elif isinstance(value, str) and re.fullmatch(r"[\w./-]+\.(js|html|css|png|svg|json)", value):
        yield value


def test_every_file_of_the_manifest_is_there():
    names = list(named_files(MANIFEST))
    assert len(names) > 20
    assert [name for name in names if not (ROOT / "extension" / name).is_file()] == []
    assert (ROOT / "extension" / "_locales" / MANIFEST["default_locale"] / "messages.json").is_file()


def test_files_that_pages_and_modules_of_the_extension_name_are_there():
    for path in (ROOT / "extension").rglob("*"):
        if path.suffix == ".html":
            names = re.findall(r'(?:src|href)="([^":#]+)"', path.read_text(encoding="utf-8"))
        elif path.suffix == ".js":
            names = re.findall(r'^import [^"\n]*"(\.[^"]+)"', path.read_text(encoding="utf-8"), re.MULTILINE)
        else:
            continue
        for name in names:
            place = ROOT / "extension" if name.startswith("/") else path.parent
            assert (place / name.lstrip("/")).is_file(), (path.name, name)


def test_one_version_everywhere():
    assert PROJECT["project"]["version"] == companion.__version__ == MANIFEST["version"]
    assert f"## {companion.__version__}" in text_of("CHANGELOG.md")
    assert f"fitlens-{companion.__version__}-" in text_of("README.md")


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_pinned():
    lines = [line for line in text_of("constraints.txt").splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+( ;.+)?", line)] == []
    pinned = {canonical(line.partition("==")[0]) for line in lines}
    named = [*PROJECT["project"]["dependencies"]]
    named += [name for extra in PROJECT["project"]["optional-dependencies"].values() for name in extra]
    assert {canonical(re.match(r"[\w.-]+", name)[0]) for name in named} <= pinned


MACHINE = [
    r"/work/", r"/home/(?!you\b)[a-z]", r"/root/", r"[A-Z]:\\\\Users", r"\.internal\b", r"\.corp\b",
    r"\bproxy\.[a-z]",     r"--index-url", r"registry\s*=", r'"resolved": "(?!https://registry\.npmjs\.org/)',
    r"127\.0\.0\.1:\d+/(?:simple|pypi)", r"://[^/\s\"']*artifact", r"://[^/\s\"'@]+:[^/\s\"'@]+@",
]  # fmt: skip
HERE = Path(__file__).name


def test_nothing_of_the_machine_it_was_made_on():
    for name, text in tracked():
        if not name.endswith(HERE):
            for pattern in MACHINE:
                assert not (found := re.search(pattern, text)), (name, found)
