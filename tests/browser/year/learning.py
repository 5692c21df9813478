"""The lessons: a week, who was there, how the Dutch grows, what somebody can do at work."""

from datetime import date

from tests.browser.year.going import Year, address_of, fill, follow
from tests.browser.year.starting_point import GREEN, SIZES, WAREHOUSE

SLOTS = {
    GREEN: (("mon-pm", "language"), ("tue-am", "theory")),
    WAREHOUSE: (("wed-am", "language"), ("thu-am", "theory")),
}
MEASURED = 3  # how many of a group: the page is the same for everybody
LEVELS = {2: "A1", 3: "A2"}


def make_the_week(year: Year) -> None:
    """Lotte makes the week of each group."""
    for code, slots in SLOTS.items():
        for dagdeel, activity in slots:
            window = year.open("lotte", "learning:week", year.group(code))
            fill(window, {"dagdeel": dagdeel, "activity": activity})
            year.send(window, "main form.lw-form button")


def plan(year: Year, code: str, first: date, last: date) -> None:
    """Lotte plans the sessions of some days."""
    window = year.open("lotte", "learning:week", year.group(code))
    fill(window, {"first": first, "last": last})
    year.send(window, "main form[action$='/plan/'] button")


def record(year: Year, sessions: int, absent: str = "") -> None:
    """Lotte is asked for each session that passed without a record, and records it in two taps, or three."""
    paths = year.led_to("lotte", "attendance")
    assert len(paths) == sessions, f"{len(paths)} sessions wait for a record"
    for path in paths:
        window = year.go("lotte", path)
        window.locator("main a[data-everybody]").click()
        line = window.locator("fieldset[data-mark]", has_text=absent)
        if absent and line.count():
            line.locator("input[value=absent]").check(force=True)
        year.send(window, "main .lw-save button")
    assert year.waiting("lotte")["attendance"] == 0


def measure(year: Year, code: str, speaking: int) -> None:
    """Lotte writes how well some of a group speak and listen; the page of the group shows everybody."""
    measured = list(year.participants("lotte", code).values())[:MEASURED]
    for path in measured:
        window = year.open("lotte", "learning:language", number(path))
        fill(window, {"speaking": speaking, "listening": speaking})
        year.send(window, "main form[action$='/measure/'] button")
    window = year.open("lotte", "learning:group_language", year.group(code))
    rows = window.locator("main table tbody tr")
    assert rows.count() == SIZES[code]
    for path in measured:  # others told a level at their intake
        own = rows.filter(has=window.locator(f"a[href$='/participants/{number(path)}/language/']"))
        assert own.filter(has_text=LEVELS[speaking]).count() == 1


def number(path: str) -> str:
    """Return the number of a path in its address."""
    return path.strip("/").split("/")[-1]


def write_the_work(year: Year) -> None:
    """School and employer write together what is learned, and a sentence that belongs to it."""
    for code, name in ((GREEN, "bas"), (WAREHOUSE, "jasmijn")):
        blueprint = year.start.groups[code].version.blueprint_id
        window = year.open("lotte", "learning:new_process", blueprint)
        fill(window, {"title": "Gereedschap klaarzetten", "explanation": "Alles ligt klaar en is schoon."})
        year.send(window)
        window = year.open(name, "learning:processes", blueprint)
        follow(window.locator("main a[href$='/words/new/']").first)
        fill(
            window, {"kind": "1_safety", "text": "Stop! Eerst kijken.", "meaning": "Kijk of er iemand achter je staat."}
        )
        year.send(window)


def record_work(year: Year) -> None:
    """Bas records the week of Amal's work in two taps."""
    path = year.participants("bas", GREEN)["Amal"]
    window = year.open("bas", "learning:work", number(path))
    window.locator("main a[data-everybody]").click()
    year.send(window, "main .lw-save button")


def record_weeks(year: Year) -> None:
    """Each employer is asked for the weeks of work that passed without a record: each in two taps for everybody."""
    for name in ("bas", "jasmijn"):
        for path in year.led_to(name, "work_week"):
            window = year.go(name, path)
            follow(window.locator("main a[href$='all=present']"))
            year.send(window, "main .lw-save button")
        assert year.waiting(name)["work_week"] == 0


def see_it_done(year: Year, code: str, on_the_floor: str) -> None:
    """The school ticks for everybody that they saw it, the employer for the first two."""
    for name, role, most in (("lotte", "school", SIZES[code]), (on_the_floor, "mentor", 2)):
        for path in list(year.participants(name, code).values())[:most]:
            window = year.open(name, "learning:progress", number(path))
            year.send(window, f"main form:has(input[name=role][value={role}]) button[value=yes]")


def credentials(year: Year, code: str, title: str) -> None:
    """Lotte drafts and issues a paper for everybody in a group."""
    for path in year.participants("lotte", code).values():
        window = year.open("lotte", "learning:credentials", number(path))
        fill(window, {"kind": "praktijkverklaring", "title": title})
        year.send(window, "main form[action$='/draft/'] button")
        year.send(window, "main button[value=issue]")


def take_along(year: Year, name: str, title: str) -> None:
    """Somebody finds the paper on their own page, and takes it along as PDF."""
    window = year.open(name, "learning:mine")
    path = number(window.url)
    window = year.open(name, "learning:credentials", path)
    assert title in window.locator("main").inner_text()
    paper = window.request.get(year.site.url + address_of(window.locator("main a[href$='.pdf']").first))
    assert paper.ok
    assert paper.headers["content-type"] == "application/pdf"
