"""Promises about files: their size, their names, and what must not stand in them."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "var", "node_modules", "__pycache__", "build", "dist"}
LONGEST = 400  # lines
DRAWERS = {"utils.py", "common.py", "helpers.py", "services.py", "misc.py", "utils", "common", "helpers", "services"}
BUILT = re.compile(r"package-lock\.json$|\.(po|mo|png|jpg|woff2|ico|xlsx|svg)$")


def ours(*suffixes: str) -> Iterator[Path]:
    """Every file of the repository with one of these endings; every one without."""
    folders = [ROOT]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            if path.name in NOT_OURS or path.name.endswith(("_cache", ".egg-info", ".hypothesis")):
                continue  # in a second work tree, .git is a file
            if path.is_dir():
                folders.append(path)
            elif not suffixes or path.suffix in suffixes:
                yield path


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_is_longer_than_somebody_reads() -> None:
    lengths = {
        name(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in ours(".py", ".html", ".css", ".js")
        if "migrations" not in path.parts
    }
    assert lengths["run.py"] > 50, "the search does not find the files"
    assert {file: lines for file, lines in lengths.items() if lines > LONGEST} == {}


LONG_FUNCTIONS = {
    "src/leerwerk/engine/blueprints/work_and_language.py _line": 88,  # data of a blueprint
    "src/leerwerk/engine/planning/solver/construct.py _fill_one": 63,  # compiled
    "src/leerwerk/engine/planning/solver/kernels.py fill_groups": 75,  # compiled
    "src/leerwerk/engine/planning/solver/model.py prepare": 87,  # the whole question as arrays
    "src/leerwerk/engine/planning/solver/state.py _seat": 62,  # compiled
    "src/leerwerk/engine/planning/solver/warmth.py six_people": 82,  # data of a question
    "tests/engine/planning/solver/small.py question_of": 103,  # data of a question
}
LONGEST_FUNCTION = 60  # lines


def test_no_function_is_longer_than_a_screen_but_for_these_which_may_only_shrink() -> None:
    lengths = {
        f"{name(path)} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in ours(".py")
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    long = {function: lines for function, lines in lengths.items() if lines > LONGEST_FUNCTION}
    grown = {function: lines for function, lines in long.items() if lines > LONG_FUNCTIONS.get(function, 0)}
    assert grown == {}, "make it shorter, do not add it to the list"
    assert LONG_FUNCTIONS.keys() - long.keys() == set(), "no longer long: take it off the list"


def test_there_are_no_drawers() -> None:
    assert [name(path) for path in ours() if DRAWERS & set(path.relative_to(ROOT).parts)] == []


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    forbidden = re.compile(
        r"files\.python[h]osted\.org|py[p]i\.org/simple|registry\.np[m]js|--index-ur[l]|--find-link[s]"
        r"|(?<![\w.])/(?:wor[k]|roo[t]|far[m]|hom[e])/\w"
    )
    found = {}
    for path in ours():
        if BUILT.search(path.name) and path.name != "package-lock.json":
            continue
        match = forbidden.search(path.read_text(encoding="utf-8"))
        if match:
            found[name(path)] = match[0]
    assert found == {}


def test_the_npm_lock_has_hashes_and_no_addresses() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity"' in lock
    assert '"resolved"' not in lock


@pytest.mark.parametrize("file", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.stem)
def test_every_requirement_is_pinned_and_hashed(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==[^\s;]+", entry), f"not pinned: {entry.splitlines()[0]}"
        assert "--hash=sha256:" in entry, f"no hash: {entry.splitlines()[0]}"
    assert "://" not in text


def _wanted() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    run = [*project["project"]["dependencies"], *groups["run"]]
    return {"uv": groups["uv"], "node": groups["node"], "run": run, "test": [*run, *groups["test"]]}


@pytest.mark.parametrize("group", ["uv", "node", "run", "test"])
def test_every_dependency_is_in_its_lock(group: str) -> None:
    locked = set(re.findall(r"(?m)^([a-z0-9._-]+)==", (ROOT / f"requirements/{group}.txt").read_text(encoding="utf-8")))
    wanted = {re.split(r"[\[<>=~!; ]", word)[0].lower() for word in _wanted()[group]}
    assert wanted - locked == set()


def test_what_the_tests_use_is_what_runs() -> None:
    def versions(file: str) -> dict[str, str]:
        text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
        return dict(re.findall(r"(?m)^([a-z0-9._-]+)==(\S+)", text))

    run, test = versions("run.txt"), versions("test.txt")
    assert {package: test.get(package) for package in run} == run


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    silent = [
        line.strip()
        for line in lines
        if re.match(r'\s*"[a-z0-9][a-z0-9._-]*(\[[a-z,-]+\])?[><=~][^"]*",', line) and not re.search(r'",\s+# \w', line)
    ]
    stated = [line for line in lines if re.search(r'",\s+# \w', line)]
    assert silent == []
    assert len(stated) >= sum(len(words) for words in (_wanted()["test"], _wanted()["uv"], _wanted()["node"]))


@pytest.mark.parametrize("path", [ROOT / "run.py", *sorted((ROOT / "doors").glob("*.py"))], ids=name)
def test_the_door_opens_with_an_old_python(path: Path) -> None:
    """Under Python 3.9 ``run.py`` must still be able to look for a newer one."""
    tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))
    for node in ast.walk(tree):
        assert not isinstance(node, ast.Match)
        if isinstance(node, ast.Import | ast.ImportFrom):
            roots = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            for root in roots:
                assert root.split(".")[0] in STANDARD | {"doors"}, f"{root} is not there before anything is installed"


STANDARD = {
    "argparse", "collections", "contextlib", "dataclasses", "errno", "fcntl", "hashlib", "http", "json", "locale", "os",
    "pathlib", "pwd", "re", "shlex", "shutil", "signal", "socket", "stat", "subprocess", "sys", "tempfile", "threading",
    "time", "typing", "urllib", "webbrowser",
}  # fmt: skip


def _documents() -> str:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def test_the_documents_name_both_doors() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 run.py\n" in readme
    assert "python3 run.py test" in readme


def test_the_documents_name_every_command() -> None:
    from leerwerk.commands import main

    documents = _documents()
    assert {command for command in main.commands if f"leerwerk {command}" not in documents} == set()
    managed = {
        path.stem for path in (ROOT / "src").glob("leerwerk/*/management/commands/*.py") if path.stem != "__init__"
    }
    assert {command for command in managed if f"django {command}" not in documents} == set()


def test_people_can_read_what_changed() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"softwareVersion: {version}" in (ROOT / "publiccode.yml").read_text(encoding="utf-8")


def test_the_licence_is_whole() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in licence
    assert all(f"{number}. " in licence for number in range(1, 16))
    assert "Appendix" in licence
