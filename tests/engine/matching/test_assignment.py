"""Who goes where: never more people than places, never a pair that is not possible, and nothing is worth more."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from leerwerk.engine.matching.assignment import Asked, Assigned, Left, Pair, Rather, assign, question_of
from leerwerk.engine.planning.eligibility import pairs_of
from leerwerk.engine.planning.solver.model import prepare
from leerwerk.engine.planning.solver.warmth import six_people


def asked(free: tuple[int, ...], worths: dict[tuple[int, int], tuple[int, int]], people: int = 0) -> Asked:
    """Return a question; of each pair how much it is worth to the person and to the employer, above 40."""
    count = people or 1 + max((person for person, _work in worths), default=0)
    pairs = tuple(
        Pair(person=p, work=w, worth=40 + mine + theirs, to_person=mine, to_employer=theirs)
        for (p, w), (mine, theirs) in worths.items()
    )
    names = tuple(f"p{n}" for n in range(count)), tuple(f"w{n}" for n in range(len(free)))
    return Asked(people=names[0], works=names[1], free=free, pairs=pairs)


def best_of_all(question: Asked) -> int:
    """Return the most that any assignment is worth, by trying every one."""
    worth = {(pair.person, pair.work): pair.worth for pair in question.pairs}
    options = [[None, *(w for w in range(len(question.works)) if (p, w) in worth)] for p in range(len(question.people))]
    most = 0
    for chosen in product(*options):
        taken = [chosen.count(w) for w in range(len(question.works))]
        if all(n <= free for n, free in zip(taken, question.free, strict=True)):
            most = max(most, sum(worth[p, w] for p, w in enumerate(chosen) if w is not None))
    return most


def keeps_the_rules(question: Asked, answer: Assigned) -> bool:
    worth = {(pair.person, pair.work): pair.worth for pair in question.pairs}
    pairs = [(p, w) for p, w in enumerate(answer.work) if w is not None]
    room = all(answer.work.count(w) <= free for w, free in enumerate(question.free))
    total = sum(worth[pair] for pair in pairs if pair in worth)
    return room and all(pair in worth for pair in pairs) and total == answer.worth


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    people, works = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    some = st.tuples(st.integers(0, people - 1), st.integers(0, works - 1))
    pairs = draw(st.dictionaries(some, st.tuples(st.integers(0, 13), st.integers(0, 11)), max_size=people * works))
    free = tuple(draw(st.lists(st.integers(0, 3), min_size=works, max_size=works)))
    return asked(free, {pair: worth for pair, worth in pairs.items() if free[pair[1]]}, people)


@settings(max_examples=60, deadline=None)
@given(questions())
def test_no_other_assignment_is_worth_more_and_every_rule_is_kept(question: Asked) -> None:
    answer = assign(question)
    assert keeps_the_rules(question, answer)
    assert answer.worth == best_of_all(question)
    assert answer.proven
    assert set(answer.left) == {person for person, work in enumerate(answer.work) if work is None}


@settings(max_examples=60, deadline=None)
@given(questions())
def test_who_would_both_rather_have_each_other_is_named_and_nobody_else(question: Asked) -> None:
    answer = assign(question)
    pairs = {(pair.person, pair.work): pair for pair in question.pairs}

    def gains(pair: Pair) -> bool:
        mine = answer.work[pair.person]
        better = mine is None or pair.to_person > pairs[pair.person, mine].to_person
        there = [p for p, w in enumerate(answer.work) if w == pair.work]
        room = len(there) < question.free[pair.work]
        return better and (room or any(pairs[p, pair.work].to_employer < pair.to_employer for p in there))

    expected = {key for key, pair in pairs.items() if answer.work[pair.person] != pair.work and gains(pair)}
    assert {(one.person, one.work) for one in answer.rather} == expected


def test_one_more_person_at_work_beats_a_dearer_wish() -> None:
    answer = assign(asked((1, 1), {(0, 0): (13, 11), (0, 1): (0, 0), (1, 0): (0, 0)}))
    assert answer.work == (1, 0)
    assert answer.rather == (Rather(person=0, work=0),)


def test_why_somebody_has_nothing_is_said() -> None:
    answer = assign(asked((1,), {(0, 0): (3, 3), (1, 0): (1, 1)}, people=3))
    assert answer.work == (0, None, None)
    assert answer.left == {1: Left.TAKEN, 2: Left.NOTHING_FITS}


def test_nobody_and_nothing_is_an_answer_too() -> None:
    assert assign(asked((), {}, people=2)).left == {0: Left.NOTHING_FITS, 1: Left.NOTHING_FITS}


def test_for_a_question_with_nothing_shared_no_kernel_is_compiled_anew() -> None:
    usual = prepare(*six_people()).net
    here = question_of(asked((1,), {(0, 0): (1, 1)}))
    bare = prepare(here, pairs_of(here)).net
    assert [column.dtype for column in bare] == [column.dtype for column in usual]
