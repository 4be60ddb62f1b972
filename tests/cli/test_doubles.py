"""Doubles and merging by command, as a script at night would do it."""

from tests.cli.desk import Desk


def add_two(desk: Desk) -> tuple[str, str]:
    name = ("given_name=Olaf", "family_name=Lindström", "email=olaf@example.org")
    return desk.add("person", *name), desk.add("person", *name, "born=1970")


def test_likely_doubles_come_with_score_and_reasons(desk: Desk) -> None:
    made = add_two(desk)
    [pair] = desk.json("doubles", "person")
    assert set(pair["ids"]) == set(made)
    assert 0.9 < pair["score"] <= 1
    assert "same mail address" in pair["reasons"]
    born = dict(zip(made, ("", "1970"), strict=True))
    assert pair["differs"] == [{"field": "born", "values": [born[key] for key in pair["ids"]]}]
    said = desk.done("doubles", "person").out
    assert "Olaf Lindström" in said
    shown = " / ".join(born[key] or "∅" for key in pair["ids"])
    assert f"Date of birth: {shown}" in said


def test_where_nothing_is_double_it_is_said_beside_an_empty_list(desk: Desk) -> None:
    answer = desk.done("doubles", "person")
    assert not answer.out
    assert "No likely doubles were found." in answer.err


def test_looking_for_doubles_changes_no_byte(desk: Desk) -> None:
    add_two(desk)
    before = desk.hash()
    desk.json("doubles", "person")
    assert desk.hash() == before


def test_reasons_are_said_in_the_language_asked_for(desk: Desk) -> None:
    add_two(desk)
    assert "gleiche E-Mail-Adresse" in desk.done("--language", "de", "doubles", "person").out


def test_two_records_are_merged_and_parted_again(desk: Desk) -> None:
    keep, other = add_two(desk)
    answer = desk.json("merge", "person", keep, other)
    assert (answer["changed"], answer["removed"], answer["conflicts"]) == (1, 1, [])
    assert [row["born"] for row in desk.rows("person")] == ["1970"]
    desk.done("undo")
    assert {row["id"] for row in desk.rows("person")} == {keep, other}


def test_a_merge_is_rehearsed_without_being_written(desk: Desk) -> None:
    keep, other = add_two(desk)
    before = desk.hash()
    answer = desk.json("merge", "person", keep, other, "--dry-run")
    assert (answer["operation"], answer["removed"]) == (None, 1)
    assert desk.hash() == before


def test_an_id_that_went_by_a_merge_still_shows_the_record_and_links_to_it(desk: Desk) -> None:
    keep, other = add_two(desk)
    firm = desk.add("member", "name=Aquatec")
    desk.done("merge", "person", keep, other)
    assert desk.json("show", "person", other)["id"] == keep
    post = desk.add("affiliation", f"person={other}", f"member={firm}")
    assert desk.json("show", "affiliation", post)["person"]["id"] == keep


def test_an_id_that_went_by_a_merge_gets_files_and_is_deleted_as_what_it_became(desk: Desk) -> None:
    keep, other = add_two(desk)
    desk.done("merge", "person", keep, other)
    (desk.folder / "plan.pdf").write_bytes(b"%PDF plan")
    desk.done("attach", "person", other, str(desk.folder / "plan.pdf"))
    assert len(desk.json("attachments", "person", keep)) == 1
    assert len(desk.json("attachments", "person", other)) == 1
    desk.done("delete", "person", other, keep)
    assert desk.rows("person") == []


def test_what_is_said_of_a_merge_stands_among_the_problems_as_a_note(desk: Desk) -> None:
    keep, other = (desk.add("member", "name=Aquatec", f"number={number}") for number in "12")
    [note] = desk.json("merge", "member", keep, other)["problems"]
    assert note["severity"] == "note"
    assert "2" in note["message"]


def test_what_cannot_be_merged_is_one_sentence(desk: Desk) -> None:
    keep, _other = add_two(desk)
    assert desk.run("merge", "person", keep, keep).code == 1
    gone = desk.run("merge", "person", keep, "123", "--json")
    assert (gone.code, gone.json["operation"]) == (1, None)
    assert desk.run("doubles", "honour").code == 2
    assert desk.run("doubles", "nobody").code == 2
