"""The page of models and fields says what the code says."""

from scripts import reference


def test_the_page_of_models_and_fields_is_up_to_date() -> None:
    assert reference.PAGE.read_text(encoding="utf-8") == reference.page(), "run: python scripts/reference.py"
