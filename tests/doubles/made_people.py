"""People as an office really has them: some twice, and some who only look as if they were.

Written before the rules that find them. Every double keeps something by which a person could tell
(an address, a number, a date, the post, else a name that nobody else has); everything else may be
mistyped, shortened, swapped, moved, in the other script, or not there.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.doubles import garbling, name_stock

Values = dict[str, str]
ANCHORS = ("email", "mobile", "born", "street", "post")
"""What of a person tells who it is; a double keeps at least one of them as it was."""


@dataclass(frozen=True, slots=True)
class Made:
    """One record: its raw values, who it really is, and at which organisation."""

    values: Values
    who: int
    post: int | None = None


@dataclass(slots=True)
class World:
    """The dice and what was made so far."""

    dice: random.Random
    organisations: int
    people: int = 0
    records: list[Made] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def next_person(self) -> int:
        self.people += 1
        return self.people


def make_people(seed: int, people: int, doubles: float = 0.25, near: float = 0.3) -> list[Made]:
    """Records of so many people, a share of them twice or more, in no order."""
    world = World(random.Random(seed), max(20, people // 12))
    for _number in range(people):
        first = make_person(world)
        world.records.append(first)
        if world.dice.random() < doubles:
            for _again in range(1 if world.dice.random() < 0.85 else 2):
                world.records.append(write_again(world, first))
        elif world.dice.random() < near:
            world.records.extend(world.dice.choice(NEAR_MISSES)(world, first))
    world.dice.shuffle(world.records)
    return world.records


def make_person(world: World) -> Made:
    """Somebody new, with what an office usually knows of a person."""
    return _make_chinese(world) if world.dice.random() < 0.45 else _make_latin(world)


def _make_latin(world: World) -> Made:
    dice = world.dice
    given = name_stock.pick_common(dice, name_stock.GIVEN)
    family = _make_family(dice)
    city, country, postcode, prefix = dice.choice(name_stock.CITIES)
    values = {"given_name": given, "family_name": family, "country": country}
    if dice.random() < 0.15:
        values["title"] = dice.choice(("Dr.", "Prof. Dr.", "Dipl.-Ing."))
    if dice.random() < 0.35:
        street = f"{dice.choice(name_stock.STREETS)} {dice.randrange(1, 180)}"
        values |= {"street": street, "postcode": postcode, "city": city}
    post = dice.randrange(world.organisations) if dice.random() < 0.85 else None
    _add_reach(world, values, (given, family), post, prefix)
    return Made(values, world.next_person(), post)


def _make_family(dice: random.Random) -> str:
    if dice.random() < 0.4:
        return name_stock.pick_common(dice, name_stock.FAMILY)
    head, tail = dice.choice(name_stock.FAMILY_HEADS), dice.choice(name_stock.FAMILY_TAILS)
    return head + tail


def _make_chinese(world: World) -> Made:
    dice = world.dice
    family, family_read = name_stock.pick_common(dice, name_stock.HAN_FAMILIES)
    letters = [dice.choice(name_stock.HAN_GIVENS) for _at in range(1 if dice.random() < 0.3 else 2)]
    given = "".join(letter for letter, _read in letters)
    given_read = "".join(read for _letter, read in letters)
    if dice.random() < 0.08:
        family, family_read, given, given_read = dice.choice(name_stock.COMMON_HAN)
    return _clothe_chinese(world, (family, family_read, given, given_read))


def _clothe_chinese(world: World, name: tuple[str, str, str, str]) -> Made:
    dice = world.dice
    family, family_read, given, given_read = name
    city, city_read, postcode, prefix = dice.choice(name_stock.HAN_CITIES)
    latin = {"family_name": family_read.title(), "given_name": given_read.title()}
    match dice.randrange(3):
        case 0:
            values = {"family_name": family, "given_name": given, "name_order": "family_first"}
        case 1:
            values = {**latin, "original_name": family + given, "name_order": "family_first"}
        case _:
            values = {**latin, "original_name": family + given}
    values["country"] = "CN"
    if dice.random() < 0.3:
        street, street_read = dice.choice(name_stock.HAN_STREETS)
        number = dice.randrange(1, 400)
        is_han = family in values.values()
        values["street"] = f"{street}{number}号" if is_han else f"{number} {street_read}"
        values |= {"postcode": postcode, "city": city if is_han else city_read}
    post = dice.randrange(world.organisations) if dice.random() < 0.85 else None
    _add_reach(world, values, (given_read, family_read), post, prefix)
    return Made(values, world.next_person(), post)


def _add_reach(
    world: World, values: Values, name: tuple[str, str], post: int | None, prefix: str
) -> None:
    dice = world.dice
    given, family = (one.lower().translate(garbling.SPELLED) for one in name)
    plain = f"{given}.{family}".translate(garbling.PLAIN).encode("ascii", "ignore").decode()
    if post is not None and dice.random() < 0.65:
        values["email"] = f"{plain}@firm{post}.example.org"
    elif dice.random() < 0.4:
        values["email"] = f"{plain}{dice.randrange(1900, 2010)}@mail.example.com"
    if values.get("email") in world.names:
        # No two people have one address of their own.
        user, _at, host = values["email"].partition("@")
        values["email"] = f"{user}{world.people}@{host}"
    world.names.add(values.get("email", ""))
    if post is not None and dice.random() < 0.5:
        values["phone"] = f"{prefix} {4000000 + post * 37}"
        if dice.random() < 0.6:
            values["phone"] += f"{dice.randrange(10, 100)}"
    if dice.random() < 0.45:
        values["mobile"] = f"{prefix.split()[0]} {dice.randrange(15, 18)}{dice.randrange(10**8):08}"
    if dice.random() < 0.3:
        day = f"{dice.randrange(1940, 2002)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        values["born"] = day


# --- the same person again -----------------------------------------------------------------


def write_again(world: World, first: Made) -> Made:
    """The same person as another colleague, another list or a later year has it."""
    dice = world.dice
    made = replace(first, values=dict(first.values))
    known = [name for name in ANCHORS if made.values.get(name) or (name == "post" and made.post)]
    anchor = dice.choice(known) if known else ""
    for change in dice.sample(NAME_CHANGES, k=1 if dice.random() < 0.7 else 2):
        change(world, made.values)
    for name in ("email", "phone", "mobile", "born", "street"):
        if name != anchor and name in made.values:
            _alter(dice, made.values, name)
    post = made.post
    if anchor != "post" and dice.random() < 0.35:
        post = dice.choice((None, dice.randrange(world.organisations)))
    if not anchor:
        _leave_rare_name(first, made.values)
    return replace(made, post=post)


def _leave_rare_name(first: Made, values: Values) -> None:
    """Nothing else tells who it is, so the name stays and is made one that nobody else has."""
    for name in ("given_name", "family_name", "original_name", "name_order"):
        values.pop(name, None)
        if name in first.values:
            values[name] = first.values[name]
    rare = f"{first.values['family_name']}-{name_stock.FAMILY_HEADS[first.who % 40]}hausen"
    if rare.isascii() and len(rare) < 60:
        first.values["family_name"] = values["family_name"] = rare
        first.values["city"] = values["city"] = f"Bad {name_stock.FAMILY_HEADS[first.who % 37]}au"


def _alter(dice: random.Random, values: Values, name: str) -> None:
    """What became of one of the other fields in the meantime."""
    lot = dice.random()
    if name == "street":
        _move(dice, values, lot)
    elif lot < 0.35:
        return
    elif lot < 0.6:
        del values[name]
    elif name in ("phone", "mobile"):
        digits = f"{dice.randrange(10**7):07}"
        values[name] = (
            garbling.rewrite_phone(dice, values[name]) if lot < 0.85 else f"+49 30 {digits}"
        )
    elif name == "email":
        user = values[name].partition("@")[0]
        values[name] = f"{user}@new{dice.randrange(500)}.example.net"
    elif lot < 0.9:
        values[name] = values[name][:4]


def _move(dice: random.Random, values: Values, lot: float) -> None:
    if lot < 0.3:
        values["street"] = garbling.abbreviate_street(values["street"])
    elif lot < 0.6:
        city, country, postcode, _prefix = dice.choice(name_stock.CITIES)
        values["street"] = f"{dice.choice(name_stock.STREETS)} {dice.randrange(1, 180)}"
        values |= {"city": city, "postcode": postcode, "country": country}
    elif lot < 0.85:
        for name in ("street", "city", "postcode"):
            values.pop(name, None)


def _mistype_name(world: World, values: Values) -> None:
    name = world.dice.choice(("given_name", "family_name"))
    if values[name].isascii() or len(values[name]) > 3:
        values[name] = garbling.mistype(world.dice, values[name])
    else:
        values["given_name"], values["family_name"] = values["family_name"], values["given_name"]


def _swap_names(_world: World, values: Values) -> None:
    values["given_name"], values["family_name"] = values["family_name"], values["given_name"]


def _shorten_given(world: World, values: Values) -> None:
    given = values["given_name"]
    if given in name_stock.SHORT:
        values["given_name"] = world.dice.choice(name_stock.SHORT[given])
    elif given and given.isascii() and "original_name" not in values:
        values["given_name"] = f"{given[0]}."


def _add_middle(world: World, values: Values) -> None:
    if values["given_name"].isascii() and "original_name" not in values:
        values["given_name"] += f" {world.dice.choice('ABCEFHJKMPRST')}."


def _lose_accents(world: World, values: Values) -> None:
    for name in ("given_name", "family_name"):
        values[name] = garbling.lose_accents(world.dice, values[name])


def _put_together(_world: World, values: Values) -> None:
    """The whole name in one field, as lists often have it."""
    given, family = values["given_name"], values["family_name"]
    if given.isascii() and family.isascii():
        values["family_name"] = f"{family}, {given}"
        values["given_name"] = ""


def _write_title(_world: World, values: Values) -> None:
    if "title" in values:
        values["given_name"] = f"{values.pop('title')} {values['given_name']}"


def _marry(world: World, values: Values) -> None:
    if values["family_name"].isascii() and "original_name" not in values:
        values["family_name"] += f"-{_make_family(world.dice)}"


def _shout(_world: World, values: Values) -> None:
    values["family_name"] = values["family_name"].upper()


def _change_script(_world: World, values: Values) -> None:
    """Chinese characters only, or letters only, in the order of either country."""
    if "original_name" in values:
        if values.pop("name_order", ""):
            values.pop("original_name")
            return
        whole = values.pop("original_name")
        at = 2 if whole.startswith("欧阳") else 1
        values["family_name"], values["given_name"] = whole[:at], whole[at:]
    elif not values["family_name"].isascii():
        readings = dict(name_stock.HAN_FAMILIES) | dict(name_stock.HAN_GIVENS)
        family, given = values["family_name"], values["given_name"]
        if family in readings and all(letter in readings for letter in given):
            values["original_name"] = family + given
            values["family_name"] = dict(name_stock.HAN_FAMILIES).get(family, "").title()
            values["given_name"] = "".join(readings[letter] for letter in given).title()


Change = Callable[[World, Values], None]
NAME_CHANGES: tuple[Change, ...] = (
    _mistype_name, _mistype_name, _swap_names, _shorten_given, _add_middle, _lose_accents,
    _put_together, _write_title, _marry, _shout, _change_script, _change_script,
)  # fmt: skip


# --- others who look alike -----------------------------------------------------------------


def _add_sibling(world: World, first: Made) -> list[Made]:
    """Somebody of the same family at the same address, with the same telephone at home."""
    dice = world.dice
    values = dict(first.values)
    values.setdefault("street", f"{dice.choice(name_stock.STREETS)} {dice.randrange(1, 180)}")
    first.values["street"] = values["street"]
    first.values["phone"] = values["phone"] = f"+49 30 {dice.randrange(10**7):07}"
    for name in ("email", "mobile", "born", "title", "original_name"):
        values.pop(name, None)
    if values["family_name"].isascii():
        values["given_name"] = dice.choice(name_stock.GIVEN)
    else:
        values["given_name"] = dice.choice(name_stock.HAN_GIVENS)[0] + "宝"
    if values["given_name"] == first.values["given_name"]:
        return []
    if "original_name" in first.values:
        values["original_name"] = first.values["original_name"][:1] + "宝儿"
        values["given_name"] = "Baoer"
    post = dice.choice((None, first.post))
    return [Made(values, world.next_person(), post)]


def _add_parent(world: World, first: Made) -> list[Made]:
    """Father and son, or mother and daughter: one name, one address, a generation between them."""
    values = {
        name: cell
        for name, cell in first.values.items()
        if name not in ("email", "mobile", "phone", "title")
    }
    year = world.dice.randrange(1970, 2000)
    first.values["born"] = f"{year}-03-{world.dice.randrange(10, 28)}"
    values["born"] = f"{year - world.dice.randrange(22, 38)}-11-{world.dice.randrange(10, 28)}"
    values["mobile"] = f"+49 17{world.dice.randrange(10**8):08}"
    return [Made(values, world.next_person())]


def _add_twin(world: World, first: Made) -> list[Made]:
    """Born on the same day, at the same address, of another given name."""
    first.values.setdefault("born", f"1990-05-{world.dice.randrange(10, 28)}")
    made = _add_sibling(world, first)
    for one in made:
        one.values["born"] = first.values["born"]
    return made


def _add_colleagues(world: World, first: Made) -> list[Made]:
    """Two who share a post, a telephone and the address info@."""
    dice = world.dice
    shared = {
        "email": f"info@firm{first.post or 0}.example.org",
        "phone": f"+49 30 {dice.randrange(10**7):07}",
    }
    other = make_person(world)
    first.values.update(shared)
    other.values.update(shared)
    return [replace(other, post=first.post)]


def _add_namesakes(world: World, first: Made) -> list[Made]:
    """A very common name, borne by several at different organisations."""
    name = world.dice.choice(name_stock.COMMON_HAN)
    made = [_clothe_chinese(world, name) for _number in range(world.dice.randrange(2, 5))]
    posts = world.dice.sample(range(world.organisations), k=len(made))
    return [replace(one, post=post) for one, post in zip(made, posts, strict=True)]


def _add_latin_namesakes(world: World, first: Made) -> list[Made]:
    """Thomas Müller in one town and Thomas Müller in another."""
    made: list[Made] = []
    for _number in range(2):
        one = _make_latin(world)
        values = {"given_name": "Thomas", "family_name": "Müller"}
        kept = {name: cell for name, cell in one.values.items() if name not in values}
        if "email" in kept:
            kept["email"] = f"thomas.mueller{one.who}@firm{one.post}.example.org"
        made.append(replace(one, values=values | kept))
    posts = world.dice.sample(range(world.organisations), k=2)
    return [replace(one, post=post) for one, post in zip(made, posts, strict=True)]


def _add_homophone(world: World, first: Made) -> list[Made]:
    """Another person whose name sounds the same and is written otherwise."""
    whole = first.values.get("original_name")
    last = whole[-1] if whole else ""
    if not whole or last not in name_stock.HOMOPHONES:
        return []
    other = _clothe_chinese(world, ("王", "wang", "芳", "fang"))
    written = whole[:-1] + world.dice.choice(name_stock.HOMOPHONES[last])
    values = {k: v for k, v in other.values.items() if k not in ("family_name", "given_name")}
    names = {name: first.values[name] for name in ("family_name", "given_name")}
    values.pop("email", None)
    return [replace(other, values={**values, **names, "original_name": written})]


def _add_like_given(world: World, first: Made) -> list[Made]:
    """Given names that differ by one letter and belong to two people of one firm."""
    pairs = (("Christian", "Christina"), ("Martin", "Martina"), ("Daniel", "Daniela"),
             ("Jan", "Jana"), ("Stefan", "Stefanie"), ("Andreas", "Andrea"))  # fmt: skip
    if "original_name" in first.values or not first.values["family_name"].isascii():
        return []
    one, other = world.dice.choice(pairs)
    first.values["given_name"] = one
    second = _make_latin(world)
    names = {"given_name": other, "family_name": first.values["family_name"]}
    values = {name: cell for name, cell in second.values.items() if name != "email"}
    return [replace(second, values=values | names, post=first.post)]


NEAR_MISSES: tuple[Callable[[World, Made], list[Made]], ...] = (
    _add_sibling, _add_parent, _add_twin, _add_colleagues, _add_namesakes, _add_latin_namesakes,
    _add_homophone, _add_like_given,
)  # fmt: skip
