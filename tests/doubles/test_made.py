"""The made up people and organisations are as intended: repeatable, and some of them double."""

from collections import Counter
from collections.abc import Callable

import pytest

from tests.doubles.made_organisations import make_organisations
from tests.doubles.made_people import Made, make_people

MAKERS = (make_people, make_organisations)


@pytest.mark.parametrize("make", MAKERS)
def test_the_same_seed_makes_the_same_records(make: Callable[[int, int], list[Made]]) -> None:
    assert make(3, 100) == make(3, 100)
    assert make(3, 100) != make(4, 100)


@pytest.mark.parametrize("make", MAKERS)
def test_a_fifth_or_more_stands_there_twice(make: Callable[[int, int], list[Made]]) -> None:
    times = Counter(one.who for one in make(3, 400))
    assert sum(1 for count in times.values() if count > 1) >= 80
