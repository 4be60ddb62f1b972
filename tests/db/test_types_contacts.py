import pytest

from t20desk.db.keys import fold, query_terms, search_key
from t20desk.db.types import Email, Phone, Url


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("info@example.org", "info@example.org"),
        (" Info@Example.ORG ", "Info@example.org"),
        ("mailto:info@example.org", "info@example.org"),
        ("Ding Zhaozhong <info@example.org>", "info@example.org"),
        ("info@müller.example.de", "info@müller.example.de"),
        ("O'Neil+t20@example.co.uk", "O'Neil+t20@example.co.uk"),
    ],
)
def test_mail_address_is_taken(raw: str, value: str) -> None:
    parsed = Email().parse(raw)
    assert (parsed.value, parsed.severity) == (value, "")


@pytest.mark.parametrize("raw", ["info.example.org", "none", "x" * 300])
def test_mail_address_without_at_is_refused(raw: str) -> None:
    assert Email().parse(raw).severity == "error"


@pytest.mark.parametrize("raw", ["a@b", "a b@example.org", "a@@example.org", "a@b.de; c@d.de"])
def test_odd_mail_address_is_kept_and_noted(raw: str) -> None:
    parsed = Email().parse(raw)
    assert (parsed.value, parsed.severity) == (raw, "note")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("+49 351  123456", "+49 351 123456"),
        ("0351/123-456", "0351/123-456"),
        ("(0351) 123456", "(0351) 123456"),
        ("+86 25 8331 2345", "+86 25 8331 2345"),
        (493511234567.0, "493511234567"),
        (4.9351e11, "493510000000"),
        (351123456, "351123456"),
    ],
)
def test_phone_is_kept_as_typed(raw: object, value: str) -> None:
    parsed = Phone().parse(raw)
    assert (parsed.value, parsed.severity) == (value, "")


@pytest.mark.parametrize("raw", ["12", "ask at the desk", "0351 1234567 or 0351 7654321"])
def test_odd_phone_is_kept_and_noted(raw: str) -> None:
    parsed = Phone().parse(raw)
    assert (parsed.value, parsed.severity) == (raw, "note")


@pytest.mark.parametrize("raw", ["geaendert", "siehe Büro", "–"])
def test_a_phone_without_a_digit_is_kept_and_says_what_to_do(raw: str) -> None:
    parsed = Phone().parse(raw)
    assert (parsed.value, parsed.severity) == (raw, "note")
    assert "no digit" in parsed.message
    assert "type the number" in parsed.message


@pytest.mark.parametrize("raw", [4.9351123456789012e17, "4,9351E+11", "4.9351E+11"])
def test_phone_that_lost_digits_is_asked(raw: object) -> None:
    parsed = Phone().parse(raw)
    assert parsed.severity == "doubt"
    assert "digits may be lost" in parsed.message


@pytest.mark.parametrize("stored", ["+49 351 123456", "0351/123456", "0049 (0)351 12 34 56"])
@pytest.mark.parametrize(
    "typed", ["123456", "351123456", "0351123456", "+49 351 123456", "+49351123456", "0351/123 456"]
)
def test_phone_is_found_however_it_is_typed(stored: str, typed: str) -> None:
    key = search_key([(text, False) for text in Phone().search_texts(stored)])
    assert query_terms(typed)[0] in key


@pytest.mark.parametrize("stored", ["+1 212 555 0100", "+420 221 111 222", "+86 25 83312345"])
def test_digits_of_any_country_are_found(stored: str) -> None:
    digits = "".join(filter(str.isdigit, stored))
    found = list(Phone().search_texts(stored))
    assert "+" + digits in found
    assert any(digits[-9:] in text for text in found)
    assert fold(stored) in found


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("example.org", "https://example.org"),
        ("www.example.org/a?b=c#d", "https://www.example.org/a?b=c#d"),
        ("HTTP://Example.org", "http://Example.org"),
        ("https://müller.de:8080/x", "https://müller.de:8080/x"),
        ("例子.中国", "https://例子.中国"),
    ],
)
def test_web_address_is_taken(raw: str, value: str) -> None:
    assert Url().parse(raw).value == value


@pytest.mark.parametrize(
    "raw",
    ["javascript:alert(1)", "file:///etc/passwd", "\\\\server\\share", "no address", "ftp://a.org",
     "info@example.org", "https://"],
)  # fmt: skip
def test_other_addresses_are_refused(raw: str) -> None:
    assert Url().parse(raw).severity == "error"


def test_wide_letters_and_digits_of_an_input_method_become_narrow() -> None:
    assert Email().parse("ｈａｎｓ＠ｅｘａｍｐｌｅ．ｏｒｇ").value == "hans@example.org"
    assert Phone().parse("＋８６ １０ ６２７８９９９９").value == "+86 10 62789999"
    assert Url().parse("ｗｗｗ．ｅｘａｍｐｌｅ．ｏｒｇ").value == "https://www.example.org"
