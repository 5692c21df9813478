"""Components keep their word: a mistake in a template is an error, and what people typed is never taken for HTML."""

import re

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from leerwerk.web import guide
from leerwerk.web.icons import DIRECTED, ICONS
from leerwerk.web.pictures import Axis, Bar, Bars, Line, Lines, Map, Spot, Stretch


def render(source: str, **values: object) -> str:
    values.setdefault("request", RequestFactory().get("/list/", {"sort": "name", "page": "2", "town": "Soest"}))
    return Template("{% load ui pictures %}" + source).render(Context(values))


@pytest.mark.parametrize(
    "source",
    [
        '{% button "Save" colour="red" %}',
        '{% button "Save" kind="huge" %}',
        '{% badge "open" tone="pink" %}',
        '{% badge "open" tone="good" glyph="dragon" %}',
        '{% icon "dragon" %}',
        '{% tile 3 "people" link="/" %}',
        '{% alert tone="loud" %}x{% endalert %}',
        '{% alert colour="red" %}x{% endalert %}',
        '{% card heading="x" %}x{% endcard %}',
        '{% table %}x{% endtable %}',
        '{% dialog title="x" %}x{% enddialog %}',
        '{% empty "nothing" image="x" %}',
        '{% fact "a" "b" colour="red" %}',
        '{% filters style="x" %}x{% endfilters %}',
        '{% person "Amal" photo="x" %}',
        '{% gauge 1 2 label="x" tone="pink" %}',
        '{% bound_bar 1 2 %}',
        '{% progress 1 2 %}',
        '{% fill_bar 1 2 %}',
        '{% explained title="x" %}x{% endexplained %}',
        '{% why %}x{% endwhy %}',
    ],
)  # fmt: skip
def test_a_component_refuses_what_it_does_not_know(source: str) -> None:
    with pytest.raises((TemplateSyntaxError, TypeError)):
        render(source)


EVIL = '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    "source",
    [
        '{% button evil href=evil %}{% button evil name="x" value=evil %}{% button evil opens=evil %}',
        "{% badge evil %}{% tile evil evil href=evil note=evil %}{% empty evil action=evil href=evil %}",
        "{% card title=evil href=evil %}{{ evil }}{% endcard %}{% table caption=evil %}{% endtable %}",
        "{% fact evil evil note=evil %}{% person evil href=evil note=evil state=evil %}{% icon 'home' label=evil %}",
        "{% explained term=evil %}{{ evil }}{% endexplained %}{% why title=evil %}{{ evil }}{% endwhy %}",
        "{% gauge 1 2 label=evil %}{% bound_bar 1 2 label=evil unit=evil %}{% progress 1 2 label=evil %}",
        "{% fill_bar 1 2 label=evil %}{% sort evil evil %}{% breadcrumbs evil evil evil %}{% stepper 1 evil %}",
        "{% filters label=evil action=evil %}{% endfilters %}{% dialog id=evil title=evil %}{{ evil }}{% enddialog %}",
        "{% bars bars %}{% lines lines %}{% axis axis %}{% region_map map %}",
    ],
)
def test_what_people_typed_is_never_taken_for_html(source: str) -> None:
    shown = render(
        source,
        evil=EVIL,
        bars=Bars(
            title=EVIL, sentence=EVIL, series=[EVIL, EVIL], unit=EVIL, bars=[Bar(label=EVIL, parts=[1, 2], note=EVIL)]
        ),
        lines=Lines(title=EVIL, sentence=EVIL, x_label=EVIL, y_label=EVIL, lines=[Line(label=EVIL, points=[(0, 1)])]),
        axis=Axis(title=EVIL, sentence=EVIL, stretches=[Stretch(label=EVIL, start=0, end=1, low=0, high=2, note=EVIL)]),
        map=Map(
            title=EVIL, sentence=EVIL, value_label=EVIL, spots=[Spot(label=EVIL, latitude=52, longitude=5, value=1)]
        ),
    )
    assert "<script" not in shown
    assert "&lt;script" in shown


def test_no_component_needs_inline_style() -> None:
    shown = render("{% bars one %}{% lines lasting %}{% axis design %}{% region_map map %}", **guide.everything({}))
    assert "style=" not in shown


def test_a_number_opens_the_list_behind_it() -> None:
    assert '<a class="lw-tile" href="/candidates/">' in render('{% tile 12 "people" href="/candidates/" %}')


@pytest.mark.parametrize(
    "picture", ["{% bars one %}", "{% lines solving %}", "{% axis design %}", "{% region_map map %}"]
)
def test_every_picture_has_the_same_facts_in_a_table(picture: str) -> None:
    values = guide.everything({})
    shown = render(picture, **values)
    drawn, table = shown.split("<details", 1)
    assert "<svg" in drawn
    assert 'dir="ltr"' in drawn
    for row in re.findall(r'<th scope="row">(?:<a[^>]*>)?([^<]+)', table):
        assert row in drawn or "go/no-go" in row or "select" in row
    assert table.count("<tr>") >= 5


def test_sorting_keeps_the_filter_and_turns_round_on_the_second_press() -> None:
    shown = render('{% sort "name" "Name" %}')
    assert 'aria-sort="ascending"' in shown
    assert "sort=-name" in shown
    assert "town=Soest" in shown
    assert "page=" not in shown, "another order begins at the first page"


def test_paging_keeps_the_filter() -> None:
    shown = render("{% pagination page %}", page=guide.everything({"page": "2"})["page"])
    assert 'href="?sort=name&amp;town=Soest&amp;page=3"' in shown
    assert 'rel="prev"' in shown


def test_a_filter_can_be_cleared_once_something_was_chosen() -> None:
    assert "lw-filter-clear" in render("{% filters %}{% endfilters %}")
    assert "lw-filter-clear" not in render("{% filters %}{% endfilters %}", request=RequestFactory().get("/"))


class Question(forms.Form):
    name = forms.CharField(help_text="As in the passport.")
    days = forms.MultipleChoiceField(choices=[("1", "Monday"), ("2", "Tuesday")], widget=forms.CheckboxSelectMultiple)


def test_each_error_links_to_its_field_and_each_field_names_its_help_and_error() -> None:
    shown = render("{% form_fields form %}", form=Question({}))
    links = re.findall(r'<li><a href="#([^"]+)"', shown)
    assert links == ["id_name", "id_days"]
    ids = re.findall(r'\sid="([^"]+)"', shown)
    assert len(ids) == len(set(ids)), "an id that stands twice leads nowhere"
    assert set(links) <= set(ids)
    described = re.findall(r'aria-describedby="([^"]+)"', shown)
    assert described == ["id_name_helptext id_name_error", "id_days_error"]
    assert {one for words in described for one in words.split()} <= set(ids)


def test_what_was_typed_stays_in_the_form() -> None:
    assert 'value="Amal"' in render("{% form_fields form %}", form=Question({"name": "Amal"}))


def test_pictograms_that_point_turn_with_the_line() -> None:
    assert ICONS.keys() >= DIRECTED
    assert "lw-flip" in render('{% icon "arrow" %}')
    assert "lw-flip" not in render('{% icon "home" %}')


def test_a_pictogram_speaks_only_when_it_has_something_to_say() -> None:
    assert 'aria-hidden="true"' in render('{% icon "home" %}')
    assert 'role="img" aria-label="Home"' in render('{% icon "home" label="Home" %}')
