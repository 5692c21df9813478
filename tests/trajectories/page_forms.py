"""What a browser would send: the fields of a form as they stand on the page."""

from html.parser import HTMLParser

type Typed = dict[str, list[str]]


class _Forms(HTMLParser):
    """Collects every form of a page as names with their values."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Typed] = []
        self._inside: Typed | None = None
        self._select: tuple[str, list[tuple[str, bool]]] | None = None
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = {}
            self.forms.append(self._inside)
        elif self._inside is None or "disabled" in told:
            return
        elif tag == "input" and told.get("name"):
            ticked = told.get("type") in {"checkbox", "radio"}
            if not ticked or "checked" in told:
                self._inside.setdefault(told["name"], []).append(told.get("value", "on" if ticked else ""))
        elif tag == "select":
            self._select = (told["name"], [])
        elif tag == "option" and self._select is not None:
            self._select[1].append((told.get("value", ""), "selected" in told))
        elif tag == "textarea":
            self._area = told["name"]
            self._inside[self._area] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select" and self._select is not None and self._inside is not None:
            name, options = self._select
            self._select = None
            if chosen := [value for value, selected in options if selected] or [value for value, _ in options[:1]]:
                self._inside[name] = chosen

    def handle_data(self, data: str) -> None:
        if self._area is not None and self._inside is not None:
            self._inside[self._area][0] += data


def typed_in(page: str, *, field: str) -> Typed:
    """Return what sending the form with this field unchanged would send. Raises StopIteration when there is none."""
    reader = _Forms()
    reader.feed(page)
    found = next(form for form in reader.forms if field in form)
    # HTML drops the line break directly after the opening tag of a text area.
    return {name: [value.removeprefix("\n") for value in values] for name, values in found.items()}
