"""The command line does what it says, in two languages, with the exit codes it promises."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leerwerk.commands import COMMANDS, main
from leerwerk.commands.sentences import SENTENCES
from leerwerk.commands.sentences_of_mistakes import MISTAKES, PROBLEMS, REMEDIES
from leerwerk.commands.sentences_of_violations import RULES, VIOLATIONS
from leerwerk.engine.planning.conflict import Kind
from leerwerk.engine.planning.contract import ANSWER
from leerwerk.engine.planning.mistakes import MistakeCode, Remedy
from leerwerk.engine.planning.violations import ViolationCode
from leerwerk.exchange.files import Problem, read, write
from tests.engine.planning.small_questions import random_tables


def run(*arguments: object, lang: str = "en") -> Result:
    return CliRunner().invoke(main, [*map(str, arguments), "--lang", lang])


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    tables = random_tables(11, people=40, groups=10)
    tables.pop("values", None)
    tables.pop("previous", None)
    tables["locks"] = []
    write(tmp_path / "in", tables, {"time_limit": 5})
    return tmp_path / "in"


@pytest.mark.parametrize(("name", "kind"), [("out", "folder"), ("out.xlsx", "workbook")])
def test_a_question_is_planned_and_the_plan_is_right(asked: Path, tmp_path: Path, name: str, kind: str) -> None:
    planned = run("plan", asked, "-o", tmp_path / name)
    assert planned.exit_code == 0, planned.output
    assert "people in" in planned.output
    assert (tmp_path / name).is_dir() == (kind == "folder")
    checked = run("check", asked, tmp_path / name)
    assert checked.exit_code == 0, checked.output
    assert "Everything holds" in checked.output


def test_a_workbook_in_gives_a_workbook_out(asked: Path, tmp_path: Path) -> None:
    source = read(asked)
    write(tmp_path / "in.xlsx", source.tables, source.settings)
    assert run("plan", tmp_path / "in.xlsx", "-o", tmp_path / "plan").exit_code == 0
    assert (tmp_path / "plan.xlsx").is_file()


def test_a_plan_never_takes_the_place_of_its_question(asked: Path, tmp_path: Path) -> None:
    source = read(asked)
    write(tmp_path / "in.xlsx", source.tables, source.settings)
    before = (tmp_path / "in.xlsx").read_bytes()
    told = run("plan", tmp_path / "in.xlsx", "-o", tmp_path / "in")
    assert told.exit_code == 1
    assert "another name" in told.output
    assert (tmp_path / "in.xlsx").read_bytes() == before


@pytest.mark.parametrize("words", [["plan"], ["plan", "in", "-o", "out", "--gap", "3"], ["paln"], ["check", "in"]])
def test_a_wrong_word_is_bad_input_and_never_looks_like_a_plan_that_cannot_be(words: list[str]) -> None:
    told = CliRunner().invoke(main, words)
    assert told.exit_code == 1
    assert "Usage" in told.output


def test_the_summary_says_how_good_the_plan_is(asked: Path, tmp_path: Path) -> None:
    run("plan", asked, "-o", tmp_path / "out", "--seed", 7, "--gap", 0)
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert summary["bound"] >= summary["objective"]
    assert summary["seed"] == 7
    assert summary["status"] in ("optimal", "feasible")


def test_a_plan_that_was_changed_by_hand_is_not_right(asked: Path, tmp_path: Path) -> None:
    run("plan", asked, "-o", tmp_path / "out")
    file = tmp_path / "out" / "assignments.csv"
    lines = file.read_text().splitlines()
    file.write_text("\n".join([*lines[:-1], "nobody,G0,W0"]) + "\n")
    for lang, words in (("en", "not in the question"), ("nl", "staat niet in de vraag")):
        checked = run("check", asked, tmp_path / "out", lang=lang)
        assert checked.exit_code == 1
        assert words in checked.output


def test_mistakes_are_told_in_dutch_and_english_and_nothing_is_written(asked: Path, tmp_path: Path) -> None:
    file = asked / "candidates.csv"
    heading, first, *rest = file.read_text().splitlines()
    cells = first.split(",")
    cells[1] = "Atlantis"
    file.write_text("\n".join([heading, ",".join(cells), *rest]))
    for lang, words in (
        ("en", "candidates, row 2, column municipality: there is no"),
        ("nl", "rij 2, kolom municipality"),
    ):
        planned = run("plan", asked, "-o", tmp_path / "out", lang=lang)
        assert planned.exit_code == 1
        assert words in planned.output
        assert "GM" in planned.output
    assert not (tmp_path / "out").exists()


def test_locks_that_cannot_hold_together_are_named_with_exit_code_two(asked: Path, tmp_path: Path) -> None:
    (asked / "locks.csv").write_text("kind,a,b\nopen,G0,\nclosed,G0,\nclosed,G1,\n")
    planned = run("plan", asked, "-o", tmp_path / "out")
    assert planned.exit_code == 2, planned.output
    assert "G0: this group opens" in planned.output
    assert "G1" not in planned.output
    conflict = (tmp_path / "out" / "conflict.csv").read_text().splitlines()
    assert len(conflict) == 3
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["status"] == "infeasible"
    checked = run("check", asked, tmp_path / "out")
    assert checked.exit_code == 0
    assert "claims that no plan is possible. That is not verified here" in checked.output
    assert "Everything holds" not in checked.output


def test_a_bound_that_the_prices_do_not_prove_is_said_to_be_not_verified(asked: Path, tmp_path: Path) -> None:
    run("plan", asked, "-o", tmp_path / "out")
    file = tmp_path / "out" / "summary.json"
    summary = json.loads(file.read_text())
    for bound, words in (
        (summary["objective"], "lower than what the prices prove; that rests on the search and is not verified here"),
        (1e6, "follows from them"),
    ):
        gap = (bound - summary["objective"]) / max(1.0, abs(summary["objective"]))
        file.write_text(json.dumps(summary | {"bound": bound, "gap": gap, "status": "feasible"}))
        checked = run("check", asked, tmp_path / "out")
        assert checked.exit_code == 0, checked.output
        assert "The prices alone prove" in checked.output
        assert words in checked.output
    assert "rests on the search" in run("check", asked, tmp_path / "out", "--no-prices").output


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "the smallest set was cut short"), ("nl", "Misschien horen sommige er niet bij")]
)
def test_a_clash_that_nobody_waits_for_names_every_lock_and_says_that_fewer_may_clash(
    asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, words: str
) -> None:
    monkeypatch.setattr("leerwerk.commands.plan.Screen.narrowing", lambda _: False)  # Ctrl-C was pressed
    (asked / "locks.csv").write_text("kind,a,b\nopen,G0,\nclosed,G0,\nclosed,G1,\n")
    planned = run("plan", asked, "-o", tmp_path / "out", lang=lang)
    assert planned.exit_code == 2, planned.output
    assert words in " ".join(planned.output.split())
    assert len((tmp_path / "out" / "conflict.csv").read_text().splitlines()) == 4
    assert planned.output.count("G0: ") == 2
    assert planned.output.count("G1: ") == 1


def test_somebody_who_must_and_may_not_join_is_a_conflict_of_both_locks(asked: Path, tmp_path: Path) -> None:
    run("plan", asked, "-o", tmp_path / "plan")
    _, first, *_ = (tmp_path / "plan" / "assignments.csv").read_text().splitlines()
    who, group, _ = first.split(",")
    (asked / "locks.csv").write_text(f"kind,a,b\nassign,{who},{group}\nforbid,{who},{group}\n")
    told = run("plan", asked, "-o", tmp_path / "out")
    assert told.exit_code == 2, told.output
    assert f"{who}, {group}: this person in this group\n" in told.output
    assert f"{who}, {group}: this person not in this group\n" in told.output


def test_somebody_who_must_join_and_does_not_fit_is_told_why(asked: Path, tmp_path: Path) -> None:
    run("plan", asked, "-o", tmp_path / "plan")
    rows = read(tmp_path / "plan", ANSWER).tables["unplaced"]
    row = next(row for row in rows if row["reason"] == "no_eligible_group")
    (asked / "locks.csv").write_text(f"kind,a,b\nassign,{row['candidate']},{row['group']}\n")
    told = run("plan", asked, "-o", tmp_path / "out")
    assert told.exit_code == 2, told.output
    assert f"does not fit there: {row['needs']}" in told.output


def test_a_place_that_cannot_be_written_is_told_before_anything_is_planned(asked: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    for out in (tmp_path / "mine", asked / "groups.csv", asked / "groups.csv" / "deeper"):
        told = run("plan", asked, "-o", out)
        assert told.exit_code == 1
        assert "Choose another" in told.output
        assert "travel times" not in told.output, "nothing was read yet"


def test_a_kind_of_workbook_that_cannot_be_written_is_told_before_anything_is_planned(
    asked: Path, tmp_path: Path
) -> None:
    for lang, words in (
        ("en", ".ods is read, but not written. Write plan.xlsx"),
        ("nl", "Schrijf plan.xlsx, of een map"),
    ):
        told = run("plan", asked, "-o", tmp_path / "plan.ods", lang=lang)
        assert told.exit_code == 1
        assert words in told.output
    told = run("population", "--region", "Midden-Utrecht", "-o", tmp_path / "region.ods")
    assert told.exit_code == 1
    assert "Write region.xlsx" in told.output


def test_an_earlier_plan_without_assignments_is_not_taken_for_none(asked: Path, tmp_path: Path) -> None:
    (asked / "settings.json").write_text('{"previous": "in"}')
    told = run("plan", asked, "-o", tmp_path / "out")
    assert told.exit_code == 1
    assert "assignments" in told.output


def test_an_answer_that_lacks_a_table_is_told_in_words(asked: Path) -> None:
    told = run("check", asked, asked)
    assert told.exit_code == 1
    assert "assignments: this table is missing." in told.output
    assert "None" not in told.output


def test_a_question_that_is_not_there_is_told_without_a_traceback(tmp_path: Path) -> None:
    for command in (("plan", tmp_path / "gone", "-o", tmp_path / "out"), ("check", tmp_path / "gone", tmp_path)):
        told = run(*command)
        assert told.exit_code == 1
        assert "not found" in told.output
        assert isinstance(told.exception, SystemExit)


def test_a_synthetic_region_is_the_same_for_the_same_seed_and_can_be_planned(tmp_path: Path) -> None:
    for name in ("one", "one", "two"):  # its own earlier folder is written over
        made = run("population", "--region", "Midden-Utrecht", "--candidates", 60, "--seed", 3, "-o", tmp_path / name)
        assert made.exit_code == 0, made.output
    one, two = ((tmp_path / name / "candidates.csv").read_text() for name in ("one", "two"))
    assert one == two
    assert run("plan", tmp_path / "one", "-o", tmp_path / "plan", "--time-limit", 5).exit_code == 0
    assert run("check", tmp_path / "one", tmp_path / "plan").exit_code == 0


def test_an_unknown_region_is_answered_with_the_regions_there_are(tmp_path: Path) -> None:
    told = run("population", "--region", "Atlantis", "-o", tmp_path / "x")
    assert told.exit_code == 1
    assert "Midden-Utrecht" in told.output
    assert run("population", "-o", tmp_path / "x").exit_code == 1


def test_help_teaches_with_examples() -> None:
    for command in ("plan", "check", "population"):
        told = CliRunner().invoke(main, [command, "--help"])
        assert told.exit_code == 0
        assert f"leerwerk {command} " in told.output


def test_planning_does_not_need_django() -> None:
    code = (
        "import sys, importlib; from leerwerk.commands import COMMANDS;"
        "[importlib.import_module(module) for module in COMMANDS.values()];"
        "assert not [name for name in sys.modules if name.split('.')[0] in ('django', 'psycopg')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})
    assert set(COMMANDS) == {"plan", "check", "population", "benchmark"}


def test_every_code_has_a_sentence_in_both_languages() -> None:
    assert set(MISTAKES) == set(MistakeCode)
    assert set(REMEDIES) == set(Remedy)
    assert set(VIOLATIONS) == set(ViolationCode)
    assert set(PROBLEMS) == set(Problem)
    assert set(RULES) >= set(Kind)
    for sentences in (SENTENCES, MISTAKES, REMEDIES, VIOLATIONS, PROBLEMS, RULES):
        assert all(english and dutch for english, dutch in sentences.values())
