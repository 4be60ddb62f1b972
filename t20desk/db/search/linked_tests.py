"""The test of one field, reached over links in either direction, as bound SQL."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
    union,
)

from t20desk.db import keys
from t20desk.db.field_names import find_field, seek_field
from t20desk.db.field_settings import is_removed
from t20desk.db.fields import Field
from t20desk.db.ids import read_id
from t20desk.db.query import Place, Selection
from t20desk.db.reverse_links import Route, Way, find_way
from t20desk.db.search.field_tests import compare_field, count_values, is_empty
from t20desk.db.search.search_tree import Operator, Test
from t20desk.db.search.word_tests import find_word, points_to
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, _

Expression = ColumnElement[bool]
LONGEST_PATH: Final = 8
"""So many names may stand in a dotted path."""
LARGEST_COUNT: Final = 10**9


def find_test(selection: Selection, test: Test) -> Expression:
    """Records that pass a test; raises UserError for what is unknown or cannot be read."""
    names = test.path.split(".")
    if len(names) > LONGEST_PATH:
        message = _("“{path}” goes over more than {most} dots; take some out.")
        raise UserError(message.format(path=test.path[:60], most=LONGEST_PATH - 1))
    kinds, kind = selection.database.kinds, selection.kind
    for at, name in enumerate(names):
        one = seek_field(kind, name)
        if one is None:
            way = find_way(kinds, kind.name, name)
            if way is None:
                break
            rest = replace(test, path=".".join(names[at + 1 :]))
            return _test_way(selection, ".".join(names[:at]), way, rest)
        if is_removed(one):
            raise UserError(_say_removed(one))
        if one.target is None:
            break
        if one.looked_up and at + 1 < len(names):
            rest = replace(test, path=".".join(names[at + 1 :]))
            return _test_beyond(selection, selection.find(".".join(names[: at + 1])), rest)
        kind = kinds[one.target]
    return _test_place(selection, selection.find(test.path), test)


def _say_removed(one: Field) -> str:
    """Nobody sees its values any more, so that nobody could see why a record is found."""
    text = _(
        "The field “{label}” was removed; take it out of the search, or restore it on the page "
        "“Fields”."
    )
    return text.format(label=one.say())


def _test_place(selection: Selection, place: Place, test: Test) -> Expression:
    """A field that is reached by following links in their own direction."""
    if test.operator in ("empty", "filled"):
        found = is_empty(selection, place)
        return found if test.operator == "empty" else not_(found)
    if test.counted:
        return _pass_number(count_values(selection, place), test)
    if place.field.target:
        column = selection.value(place.path)
        target = selection.reach(place.field.target)
        if test.operator == "between":
            return points_to(column, target, _match_any(target, test))
        return or_(*(_test_link(column, target, test.operator, one) for one in test.values))
    return compare_field(selection, place, test.operator, test.values)


def _test_beyond(selection: Selection, place: Place, rest: Test) -> Expression:
    """The same behind a link that is looked up: joined, all would be compared with every target."""
    target, link = selection.reach(place.field.target or ""), selection.value(place.path)
    found = points_to(link, target, find_test(target, rest))
    return or_(link.is_(None), found) if rest.operator == "empty" else found


def _test_link(
    column: ColumnElement[Any], target: Selection, operator: Operator, value: str
) -> Expression:
    """A link by the id of its target, by its whole title, or by words of it."""
    if value.isdecimal() and len(value) > 15:
        key = read_id(value)
        return false() if key is None else column == key
    return points_to(column, target, _match_record(target, operator, value))


def _match_record(target: Selection, operator: Operator, value: str) -> Expression:
    """A record by its whole title, or by words of it."""
    if value.isdecimal() and len(value) > 15:
        key = read_id(value)
        return false() if key is None else target.table.c.id == key
    if operator == "is":
        return or_(*(key == keys.sort_key(value) for key in _title_keys(target)))
    if operator == "has":
        return and_(true(), *(find_word(target, word) for word in value.split()))
    title = target.find(target.kind.title[0])
    return compare_field(target, title, operator, (value,))


def _title_keys(target: Selection) -> Iterable[ColumnElement[Any]]:
    """The keys of the first field of a title, in every language it has."""
    one = target.kind.fields.get(target.kind.title[0])
    if one is not None and one.is_translated:
        return [target.key(f"{one.name}_{code}") for code in LANGUAGES]
    return [target.key(target.kind.title[0])]


# --- against the direction of links -----------------------------------------------------------


def _test_way(selection: Selection, prefix: str, way: Way, rest: Test) -> Expression:
    """Records that linked records point to; `rest` is asked of those, or how many there are."""
    owner = _find_owner(selection, prefix)
    if not rest.path and (rest.counted or _asks_how_many(rest)):
        return _count_linked(selection, owner, way, rest)
    is_asked = rest.path or rest.operator not in ("empty", "filled")
    find = _meet_linked if selection.is_walked else _find_linked
    found = or_(*find(selection, owner, way, rest if is_asked else None))
    if is_asked:
        return found
    # A record that is not there has no linked records either.
    some = func.coalesce(found, literal(False))
    return some if rest.operator == "filled" else not_(some)


def _asks_how_many(test: Test) -> bool:
    """Whether a number stands behind a sign such as `>`, which says nothing of names."""
    is_sign = test.operator in ("below", "above", "most", "least")
    return is_sign and all(value.isdecimal() for value in test.values)


def _find_owner(selection: Selection, prefix: str) -> ColumnElement[Any]:
    """The id of the record that the way begins at."""
    if not prefix:
        identity: ColumnElement[Any] = selection.table.c.id
        return identity
    name = prefix.split(".")[-1]
    if selection.find(prefix).field.target is None:
        find_field(selection.kind, name)
    return selection.value(prefix)


def _find_linked(
    selection: Selection, owner: ColumnElement[Any], way: Way, rest: Test | None
) -> Iterator[Expression]:
    """Whether a record is one of those that linked ones point to; `rest` is asked of these."""
    database = selection.database
    hits: Select[Any] | None = None
    if rest is not None:
        target = selection.reach(way.kind.name)
        hits = target.select(target.table.c.id).where(_match_linked(target, rest))
    for route in way.routes:
        table = database.tables[route.kind]
        query = select(table.c[route.link]).where(table.c[route.link].is_not(None))
        end = table.c[route.onward] if route.onward else table.c.id
        query = query.where(end.is_not(None)) if hits is None else query.where(end.in_(hits))
        yield owner.in_(query)


def _meet_linked(
    selection: Selection, owner: ColumnElement[Any], way: Way, rest: Test | None
) -> Iterator[Expression]:
    """The same for one record after the other, by the index of the link."""
    for route in way.routes:
        target = selection.reach(way.kind.name)
        asked = [] if rest is None else [_match_linked(target, rest)]
        if route.onward:
            joint = selection.database.tables[route.kind].alias()
            asked += [joint.c[route.link] == owner, joint.c[route.onward] == target.table.c.id]
        else:
            asked.append(target.table.c[route.link] == owner)
        yield target.select(literal(1)).where(*asked).exists()


def _match_linked(target: Selection, rest: Test) -> Expression:
    return find_test(target, rest) if rest.path else _match_any(target, rest)


def _match_any(target: Selection, test: Test) -> Expression:
    if test.operator == "between":
        return compare_field(target, target.find(target.kind.title[0]), "between", test.values)
    return or_(*(_match_record(target, test.operator, value) for value in test.values))


def _count_linked(
    selection: Selection, owner: ColumnElement[Any], way: Way, test: Test
) -> Expression:
    """Records by how many linked ones there are, none counted too."""
    if selection.is_walked and len(way.routes) == 1:
        return _pass_number(_number_linked(selection, owner, way.routes[0]), test)
    pairs = union(*(_pair_linked(selection, route) for route in way.routes)).subquery()
    counted = select(pairs.c.owner).group_by(pairs.c.owner)
    passing = _pass_number(func.count(), test)
    if not _passes(0, test):
        return owner.in_(counted.having(passing))
    return func.coalesce(owner.not_in(counted.having(not_(passing))), literal(False))


def _number_linked(
    selection: Selection, owner: ColumnElement[Any], route: Route
) -> ColumnElement[Any]:
    """How many linked records one record has."""
    joint = selection.database.tables[route.kind].alias()
    end = joint.c[route.onward] if route.onward else joint.c.id
    number = select(func.count(end.distinct())).where(joint.c[route.link] == owner)
    return number.scalar_subquery()


def _pair_linked(selection: Selection, route: Route) -> Select[Any]:
    columns = selection.database.tables[route.kind].c
    end = columns[route.onward] if route.onward else columns.id
    pair = select(columns[route.link].label("owner"), end.label("linked"))
    return pair.where(columns[route.link].is_not(None), end.is_not(None)).distinct()


def _pass_number(number: ColumnElement[Any], test: Test) -> Expression:
    """Whether a number in SQL passes the test of a count."""
    return or_(
        *(
            number >= low if high is None else number.between(low, high)
            for low, high in _ranges_of(test)
        )
    )


def _passes(number: int, test: Test) -> bool:
    """The same for a number that is known."""
    return any(low <= number and (high is None or number <= high) for low, high in _ranges_of(test))


def _ranges_of(test: Test) -> list[tuple[int, int | None]]:
    """The numbers that pass, from one to another; the last range may have no end."""
    values = _read_counts(test)
    first = values[0]
    ranges: dict[Operator, tuple[int, int | None]] = {
        "below": (0, first - 1),
        "most": (0, first),
        "above": (first + 1, None),
        "least": (first, None),
        "between": (first, values[-1]),
    }
    found = ranges.get(test.operator)
    return [(value, value) for value in values] if found is None else [found]


def _read_counts(test: Test) -> list[int]:
    """The numbers a count is compared with."""
    found: list[int] = []
    for value in test.values:
        text = value.strip()
        if not text.isdecimal() or int(text[:12]) > LARGEST_COUNT:
            message = _("“{value}” is no whole number to count with; write one such as 3.")
            raise UserError(message.format(value=text[:60]))
        found.append(int(text[:12]))
    return found
