"""The names along a path, and where they lead."""

from t20desk.db.fields import KINDS, Field
from t20desk.db.reverse_links import Way
from t20desk.searching.paths import follow_kind, follow_path, walk_path

MEMBER = KINDS["member"]


def tell(path: str) -> list[tuple[str, str]]:
    """The kind of each step, and what is reached; a dash for nothing."""
    found = []
    for kind, _name, reached in walk_path(KINDS, MEMBER, path):
        end = reached.kind.name if isinstance(reached, Way) else reached.name if reached else "-"
        found.append((kind.name if kind else "-", end))
    return found


def test_a_path_goes_over_links_of_its_own_and_over_those_that_lead_to_it() -> None:
    assert tell("city") == [("member", "city")]
    assert tell("people.born") == [("member", "person"), ("person", "born")]
    assert tell("persons.member.name") == [
        ("member", "person"),
        ("person", "member"),
        ("member", "name"),
    ]


def test_behind_what_leads_nowhere_each_name_is_a_step_that_leads_nowhere() -> None:
    assert tell("nothing.city") == [("member", "-"), ("-", "-")]
    assert tell("city.name.born") == [("member", "city"), ("-", "-"), ("-", "-")]
    assert tell("") == [("member", "-")]


def test_the_end_of_a_path_and_the_kind_behind_it() -> None:
    end = follow_path(KINDS, MEMBER, "people.born")
    assert isinstance(end, Field)
    assert end.name == "born"
    assert follow_path(KINDS, MEMBER, "people.nothing") is None
    assert follow_kind(KINDS, MEMBER, "") is MEMBER
    assert follow_kind(KINDS, MEMBER, "people") is KINDS["person"]
    assert follow_kind(KINDS, MEMBER, "people.born") is None
