"""Addresses of a list from the command line."""

from tests.cli.desk import Desk


def test_addresses_and_who_has_none_are_listed(desk: Desk) -> None:
    desk.add("member", "name=Alpha", "email=info@alpha.example", "status=active")
    desk.add("member", "name=Beta", "status=active", "city=Leipzig", "country=DE")
    ran = desk.done("addresses", "member", "--to", "own")
    assert ran.out == "info@alpha.example\n"
    assert "Beta" in ran.err
    postal = desk.json("addresses", "member", "--postal")
    assert postal["addresses"] == ["Beta\nLeipzig\nGERMANY"]
    assert postal["without"] == ["Alpha"]


def test_an_unknown_way_is_wrong_usage(desk: Desk) -> None:
    assert desk.run("addresses", "member", "--to", "all").code == 2
