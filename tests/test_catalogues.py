import pytest

from script.catalogues import LANGUAGES, extract_messages, list_problems


def test_the_source_has_words() -> None:
    assert len(extract_messages())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    assert not list(list_problems(language))
