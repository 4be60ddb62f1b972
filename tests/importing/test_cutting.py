"""Cutting one cell into the parts of a name, an address, or at a sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from t20desk.importing.cuts import choose_cut
from t20desk.importing.cutting import cut_address, cut_at, cut_name

GIVEN = st.sampled_from(("Anna", "Hans-Peter", "José", "Wei", "Xiaoming", "Ólafur", "Marie"))
FAMILY = st.sampled_from(
    ("Müller", "von der Leyen", "van den Berg", "de la Cruz", "O'Brien", "Li", "Zhang", "Ibn Saud")
)
TITLE = st.sampled_from(("", "Dr.", "Prof. Dr.", "Dipl.-Ing.", "Prof."))
FAMILY_HAN = st.sampled_from(("王", "李", "欧阳", "司马", "单"))
GIVEN_HAN = st.text("小明丽华国强", min_size=1, max_size=2)


@given(st.lists(GIVEN, min_size=1, max_size=2), FAMILY, TITLE)
def test_a_name_is_cut_however_it_is_written(
    given_names: list[str], family: str, title: str
) -> None:
    called = " ".join(given_names)
    parts = {"given_name": called, "family_name": family} | ({"title": title} if title else {})
    assert cut_name(f"{title} {called} {family}") == parts
    assert cut_name(f"{family}, {title} {called}") == parts
    last = family.split()[-1]
    if len(family.split()) == 1 and last.isalpha() and len(last) > 1:
        assert cut_name(f"{last.upper()} {called}") == {
            "given_name": called, "family_name": last.upper(),
        }  # fmt: skip


@given(FAMILY_HAN, GIVEN_HAN)
def test_a_chinese_name_has_its_family_name_first(family: str, called: str) -> None:
    parts = {"family_name": family, "given_name": called}
    assert cut_name(family + called) == parts
    assert cut_name(f"{family} {called}") == parts


@given(st.text("abcABCäé王. ,-'", max_size=40))
def test_no_word_of_a_name_is_lost(text: str) -> None:
    parts = cut_name(text)
    before = sorted(text.replace(",", " ").replace(" ", ""))
    assert sorted("".join(parts.values()).replace(" ", "").replace(",", "")) == before


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Herr Dr. Jan Weiß", {"form_of_address": "Herr", "title": "Dr.", "given_name": "Jan",
                              "family_name": "Weiß"}),
        ("Herrn Jan Weiß", {"form_of_address": "Herr", "given_name": "Jan",
                            "family_name": "Weiß"}),
        ("Mrs. Ann White", {"form_of_address": "Ms", "given_name": "Ann",
                            "family_name": "White"}),
        ("王小明小姐", {"family_name": "王", "given_name": "小明", "form_of_address": "女士"}),
        ("Jan Weiß, PhD", {"given_name": "Jan", "family_name": "Weiß", "title": "PhD"}),
        ("WANG Xiaoming", {"family_name": "WANG", "given_name": "Xiaoming"}),
        ("王小明教授", {"family_name": "王", "given_name": "小明", "title": "教授"}),
        ("Madonna", {"family_name": "Madonna"}),
        ("", {}),
    ],
)  # fmt: skip
def test_names_of_many_manners(text: str, parts: dict[str, str]) -> None:
    assert cut_name(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hauptstr. 12, 01067 Dresden, Deutschland",
         {"street": "Hauptstr. 12", "postcode": "01067", "city": "Dresden",
          "country": "Deutschland"}),
        ("Hauptstr. 12 01067 Dresden",
         {"street": "Hauptstr. 12", "postcode": "01067", "city": "Dresden"}),
        ("12 rue de la Paix\n75002 Paris\nFrance",
         {"street": "12 rue de la Paix", "postcode": "75002", "city": "Paris",
          "country": "France"}),
        ("2 Mill Lane, BA1 1AA Bath",
         {"street": "2 Mill Lane", "postcode": "BA1 1AA", "city": "Bath"}),
        ("10 Downing Street, London SW1A 2AA, UK",
         {"street": "10 Downing Street", "postcode": "SW1A 2AA", "city": "London",
          "country": "UK"}),
        ("350 Fifth Avenue, New York, NY 10118, USA",
         {"street": "350 Fifth Avenue, New York", "postcode": "10118", "city": "NY",
          "country": "USA"}),
        ("D-80331 München", {"postcode": "80331", "city": "München"}),
        ("江苏省南京市玄武区珠江路1号 210008",
         {"street": "江苏省玄武区珠江路1号", "postcode": "210008", "city": "南京市"}),
        ("Just a street 5", {"street": "Just a street 5"}),
        ("Rosengasse 3, Wien", {"street": "Rosengasse 3", "city": "Wien"}),
    ],
)  # fmt: skip
def test_addresses_of_many_manners(text: str, parts: dict[str, str]) -> None:
    assert cut_address(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("69001 Lyon", {"postcode": "69001", "city": "Lyon"}),
        ("SW1A 1AA London", {"postcode": "SW1A 1AA", "city": "London"}),
        ("Paris 75008", {"postcode": "75008", "city": "Paris"}),
        ("210008南京市", {"postcode": "210008", "city": "南京市"}),
        ("01067 Dresden, Deutschland",
         {"postcode": "01067", "city": "Dresden", "country": "Deutschland"}),
        ("Bad Homburg", {"city": "Bad Homburg"}),
        ("1010", {"postcode": "1010"}),
        ("", {}),
    ],
)  # fmt: skip
def test_towns_of_many_manners(text: str, parts: dict[str, str]) -> None:
    assert choose_cut(("postcode", "city", "country"), "")(text) == parts


@given(st.lists(st.text("abc d", max_size=5), min_size=1, max_size=4))
def test_cutting_at_a_sign_takes_joining_back(texts: list[str]) -> None:
    names = tuple(f"field{at}" for at in range(len(texts)))
    parts = cut_at("|", names)("|".join(texts))
    assert [parts.get(name, "") for name in names] == [text.strip() for text in texts]


def test_what_has_no_field_of_its_own_stays_in_the_first() -> None:
    assert choose_cut(("given_name", "family_name"), "")("Dr. Anna Müller") == {
        "given_name": "Dr. Anna", "family_name": "Müller",
    }  # fmt: skip
    assert choose_cut(("street", "city"), "")("Weg 1, 01067 Dresden") == {
        "street": "01067 Weg 1", "city": "Dresden",
    }  # fmt: skip
