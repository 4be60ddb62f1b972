"""The command that invites."""

from tests.cli.desk import Desk


def test_a_view_of_members_is_invited_by_the_title_of_the_event(desk: Desk) -> None:
    desk.add("event", "title=Forum")
    for name in ("Alpha", "Beta"):
        desk.add("member", f"name={name}", "status=active")
    words = ["Forum", "--kind", "member", "--search", "", "--role", "delegate"]
    assert desk.json("invite", *words, "--dry-run")["operation"] is None
    answer = desk.json("invite", *words)
    again = desk.json("invite", *words)

    assert (answer["new"], answer["same"]) == (2, 0)
    assert (again["operation"], again["new"], again["same"]) == (None, 0, 2)
    rows = desk.rows("participation")
    assert {(row["member"]["text"], tuple(row["roles"]), row["answer"]) for row in rows} == {
        ("Alpha", ("delegate",), "invited"),
        ("Beta", ("delegate",), "invited"),
    }


def test_an_unknown_event_or_role_is_refused_with_a_sentence(desk: Desk) -> None:
    desk.add("event", "title=Forum")
    for words in (["Nowhere"], ["Forum", "--role", "clown"]):
        ran = desk.run("invite", *words)
        assert ran.code == 1
        assert ran.err.strip()
