"""Organisations as an office really has them: some twice, and some that only look as if.

Written before the rules that find them, as `made_people` is.
"""

import random
from collections.abc import Callable
from dataclasses import replace

from tests.doubles import garbling, name_stock
from tests.doubles.made_people import Made, Values, World

NAMES = ("name", "original_name", "latin_name")
ANCHORS = ("website", "email", "phone", "street")


def make_organisations(
    seed: int, organisations: int, doubles: float = 0.25, near: float = 0.3
) -> list[Made]:
    """Records of so many organisations, a share of them twice or more, in no order."""
    world = World(random.Random(seed), organisations)
    for _number in range(organisations):
        first = make_organisation(world)
        world.records.append(first)
        if world.dice.random() < doubles:
            for _again in range(1 if world.dice.random() < 0.85 else 2):
                world.records.append(write_again(world, first))
        elif world.dice.random() < near:
            others = world.dice.choice(NEAR_MISSES)(world, first)
            world.records.extend(one for one in others if _take_names(world, one.values))
    world.dice.shuffle(world.records)
    return world.records


def make_organisation(world: World) -> Made:
    """One that is new, with what an office usually knows of it."""
    dice = world.dice
    who = world.next_person()
    while True:
        make = dice.choices((_make_chinese, _make_company, _make_institute), (40, 35, 25))[0]
        values = make(dice, who)
        if _take_names(world, values):
            return Made(values, who)


def _take_names(world: World, values: Values) -> bool:
    """Whether the name was free: no register of a town takes one twice."""
    names = {values[one] for one in NAMES if one in values}
    is_free = names.isdisjoint(world.names)
    world.names |= names
    return is_free


def _make_company(dice: random.Random, who: int) -> Values:
    city, country, postcode, prefix = dice.choice(name_stock.CITIES)
    trade, trade_english = dice.choice(name_stock.TRADES)
    if dice.random() < 0.5:
        brand = dice.choice(name_stock.BRANDS) + dice.choice(name_stock.BRAND_TAILS)
    else:
        brand = _make_owner(dice)
    word = trade if country in ("DE", "AT", "CH") else trade_english
    form = dice.choice(name_stock.FORMS[country])
    values = {"name": f"{brand} {word} {form}", "country": country, "kind": "company"}
    if dice.random() < 0.3:
        values["short_name"] = "".join(one[0] for one in f"{brand} {word}".split()).upper() + "T"
    _add_reach(dice, values, brand.split()[0] + str(who), (city, postcode, prefix))
    return values


def _make_owner(dice: random.Random) -> str:
    head, tail = dice.choice(name_stock.FAMILY_HEADS), dice.choice(name_stock.FAMILY_TAILS)
    if dice.random() < 0.5:
        return f"{name_stock.pick_common(dice, name_stock.FAMILY)} & {head}{tail}"
    return f"{head}{tail}"


def _make_institute(dice: random.Random, who: int) -> Values:
    city, country, postcode, prefix = dice.choice(name_stock.CITIES)
    is_german = country in ("DE", "AT", "CH")
    pattern = dice.choice(name_stock.INSTITUTES)[0 if is_german else 1]
    subject = dice.choice(name_stock.SUBJECTS)[0 if is_german else 1]
    patron = dice.choice(name_stock.FAMILY_HEADS) + dice.choice(name_stock.FAMILY_TAILS)
    start = dice.choice((f"{patron}-", f"{city}er ", ""))
    name = (
        f"{start}{pattern.format(subject)}" if is_german else f"{patron} {pattern.format(subject)}"
    )
    if is_german and not start:
        name = f"{name} {city} {patron}"
    values = {"name": name, "country": country, "kind": "research_body"}
    _add_reach(dice, values, f"inst{who}", (city, postcode, prefix))
    return values


def _make_chinese(dice: random.Random, who: int) -> Values:
    city, city_read, postcode, prefix = dice.choice(name_stock.HAN_CITIES)
    brand, brand_read = dice.choice(name_stock.HAN_BRAND_PAIRS)
    second, second_read = dice.choice(name_stock.HAN_BRAND_PAIRS)
    if dice.random() < 0.6 and second != brand:
        brand, brand_read = brand + second[0], brand_read + second_read.lower()[:4]
    trade, trade_read = dice.choice(name_stock.HAN_TRADES)
    original = f"{city}{brand}{trade}有限公司"
    latin = f"{city_read} {brand_read} {trade_read} Co., Ltd."
    values = {"country": "CN", "kind": "company"}
    match dice.randrange(3):
        case 0:
            values["name"] = original
        case 1:
            values |= {"name": latin, "original_name": original}
        case _:
            values |= {"name": original, "latin_name": latin}
    if dice.random() < 0.3:
        values["short_name"] = brand + trade[:2]
    _add_reach(dice, values, f"{brand_read}{who}", (city, postcode, prefix))
    return values


def _add_reach(
    dice: random.Random, values: Values, label: str, place: tuple[str, str, str]
) -> None:
    """Address, telephone, website and mail; the latter two share a domain, as a rule."""
    city, postcode, prefix = place
    plain = label.lower().translate(garbling.SPELLED).translate(garbling.PLAIN)
    domain = "".join(filter(str.isalnum, plain.encode("ascii", "ignore").decode())) + ".example.org"
    if dice.random() < 0.75:
        is_han = not city.isascii() and values["country"] == "CN"
        streets = [one for one, _read in name_stock.HAN_STREETS] if is_han else name_stock.STREETS
        number = dice.randrange(1, 300)
        name = dice.choice(streets)
        values["street"] = f"{name}{number}号" if is_han else f"{name} {number}"
        values["postcode"] = postcode
    values["city"] = city
    if dice.random() < 0.6:
        values["website"] = f"https://www.{domain}"
    if dice.random() < 0.65:
        values["email"] = f"{dice.choice(('info', 'office', 'contact'))}@{domain}"
    if dice.random() < 0.6:
        values["phone"] = f"{prefix} {dice.randrange(10**7):07}"


# --- the same organisation again -----------------------------------------------------------


def write_again(world: World, first: Made) -> Made:
    """The same organisation as another colleague, another list or a later year has it."""
    dice = world.dice
    made = replace(first, values=dict(first.values))
    known = [name for name in ANCHORS if name in made.values]
    anchor = dice.choice(known) if known else ""
    for change in dice.sample(NAME_CHANGES, k=1 if dice.random() < 0.7 else 2):
        change(dice, made.values)
    for name in ("phone", "website", "email", "street"):
        if name != anchor and name in made.values:
            _alter(dice, made.values, name)
    return made


def _alter(dice: random.Random, values: Values, name: str) -> None:
    lot = dice.random()
    if lot < 0.35:
        return
    if lot < 0.6:
        del values[name]
        if name == "street":
            values.pop("postcode", None)
    elif name == "phone":
        values[name] = garbling.rewrite_phone(dice, values[name])
    elif name == "website":
        values[name] = values[name].replace("https://www.", "http://") + "/en/"
    elif name == "email":
        user = dice.choice(("mail", "kontakt", "service"))
        values[name] = f"{user}@{values[name].partition('@')[2]}"
    elif lot < 0.8:
        values["street"] = garbling.abbreviate_street(values["street"])
    else:
        values["street"] = f"{dice.choice(name_stock.STREETS)} {dice.randrange(1, 300)}"
        values.pop("postcode", None)


def _change_form(dice: random.Random, values: Values) -> None:
    """The legal form spelled out, dropped, or written another way."""
    name = values["name"]
    for short, long in name_stock.LONG_FORMS.items():
        if name.endswith(f" {short}"):
            stem = name.removesuffix(f" {short}")
            values["name"] = dice.choice((stem, f"{stem} {long}", f"{stem}, {short.upper()}"))
            return
    if name.endswith("有限公司"):
        values["name"] = name.removesuffix("有限公司") + dice.choice(("有限责任公司", "公司", ""))
    elif name.endswith("Co., Ltd."):
        stem = name.removesuffix(" Co., Ltd.")
        values["name"] = dice.choice((stem, f"{stem} Co. Ltd", f"{stem} Company Limited"))


def _mistype(dice: random.Random, values: Values) -> None:
    if values["name"].isascii() or len(values["name"]) > 18:
        values["name"] = garbling.mistype(dice, values["name"])
    else:
        values["name"] = values["name"].replace("有限公司", "")


def _lose_accents(dice: random.Random, values: Values) -> None:
    values["name"] = garbling.lose_accents(dice, values["name"]).replace(" & ", " und ")


def _change_script(dice: random.Random, values: Values) -> None:
    """Only one of two scripts, and the other one in front."""
    if "latin_name" in values:
        values["name"] = values.pop("latin_name")
    elif "original_name" in values:
        values["name"] = values.pop("original_name")


def _shorten(dice: random.Random, values: Values) -> None:
    pairs = (("Technology", "Tech"), ("Institute", "Inst."), ("Institut für", "Inst. f."),
             ("Gesellschaft", "Ges."), ("Association", "Assoc."), ("Management", "Mgmt"),
             ("Environmental", "Env."), ("Information", "Info"))  # fmt: skip
    for long, short in pairs:
        values["name"] = values["name"].replace(long, short)


def _turn_words(dice: random.Random, values: Values) -> None:
    words = values["name"].split()
    if len(words) > 2 and values["name"].isascii():
        values["name"] = " ".join((words[1], words[0], *words[2:]))


def _add_article(dice: random.Random, values: Values) -> None:
    if values["name"].isascii():
        values["name"] = f"The {values['name']}"


def _shout(dice: random.Random, values: Values) -> None:
    values["name"] = values["name"].upper()


Change = Callable[[random.Random, Values], None]
NAME_CHANGES: tuple[Change, ...] = (
    _change_form, _change_form, _mistype, _mistype, _lose_accents, _change_script, _change_script,
    _shorten, _turn_words, _add_article, _shout,
)  # fmt: skip


# --- others that look alike ----------------------------------------------------------------


def _add_branches(world: World, first: Made) -> list[Made]:
    """Two branches of one company: one name and one website, in different towns."""
    dice = world.dice
    values = {
        name: cell
        for name, cell in first.values.items()
        if name not in ("street", "postcode", "phone", "email", "short_name")
    }
    if values["country"] == "CN":
        places = [(city, read) for city, read, _code, _prefix in name_stock.HAN_CITIES]
        one, other = dice.sample(places, k=2)
        for made, (city, read) in ((first.values, one), (values, other)):
            for field_name in ("name", "original_name", "latin_name"):
                if field_name in made:
                    is_latin = made[field_name].isascii()
                    made[field_name] += f" {read} Branch" if is_latin else f"{city}分公司"
            made["city"] = city
            made["street"] = f"{dice.choice(name_stock.HAN_STREETS)[0]}{dice.randrange(1, 300)}号"
    else:
        cities = [one for one in name_stock.CITIES if one[1] == values["country"]]
        if len(cities) < 2:
            return []
        one_city, other_city = dice.sample(cities, k=2)
        for made, place in ((first.values, one_city), (values, other_city)):
            made["name"] = f"{made['name']} Niederlassung {place[0]}"
            made |= {"city": place[0], "postcode": place[2]}
            made["street"] = f"{dice.choice(name_stock.STREETS)} {dice.randrange(1, 300)}"
    values["phone"] = f"+49 40 {dice.randrange(10**7):07}"
    return [Made(values, world.next_person())]


def _add_subsidiary(world: World, first: Made) -> list[Made]:
    """A company of the same group and domain in another trade."""
    if first.values["kind"] != "company" or not first.values["name"].isascii():
        return []
    values = dict(first.values)
    words = values["name"].split()
    trades = [english for _german, english in name_stock.TRADES] + ["Holding", "Immobilien"]
    trade = world.dice.choice([one for one in trades if one not in values["name"]])
    if len(words) < 3 or values["country"] == "CN":
        return []
    values["name"] = f"{words[0]} {trade} {words[-1]}"
    for name in ("phone", "email", "short_name", "street", "postcode"):
        values.pop(name, None)
    return [Made(values, world.next_person())]


def _add_neighbour(world: World, first: Made) -> list[Made]:
    """Another firm in the same house, with the telephone of the same reception."""
    other = make_organisation(world)
    dice = world.dice
    first.values.setdefault("street", f"{dice.choice(name_stock.STREETS)} {dice.randrange(1, 300)}")
    first.values["phone"] = f"+49 30 {dice.randrange(10**7):07}"
    for name in ("street", "postcode", "city", "phone"):
        if name in first.values:
            other.values[name] = first.values[name]
    return [other]


def _add_kin(world: World, first: Made) -> list[Made]:
    """The university beside the institute of the same subject and town."""
    dice = world.dice
    city, _country, postcode, prefix = dice.choice(name_stock.CITIES[:6])
    subject = dice.choice(name_stock.SUBJECTS)[1]
    made: list[Made] = []
    for pattern in dice.sample(("{0} University of {1}", "{0} Institute of {1}",
                                "{0} Academy of {1}"), k=2):  # fmt: skip
        values = {"name": pattern.format(city, subject), "country": "DE", "kind": "university"}
        who = world.next_person()
        _add_reach(dice, values, f"kin{who}", (city, postcode, prefix))
        made.append(Made(values, who))
    return made


def _add_other_town(world: World, first: Made) -> list[Made]:
    """Savings banks and chambers: one name but for the town."""
    dice = world.dice
    start = dice.choice(("Sparkasse", "Handelskammer", "Gründerzentrum", "Stadtwerke"))
    made: list[Made] = []
    for city, country, postcode, prefix in dice.sample(name_stock.CITIES[:6], k=2):
        who = world.next_person()
        district = dice.choice(name_stock.FAMILY_HEADS) + dice.choice(name_stock.FAMILY_TAILS)
        values = {"name": f"{start} {city}-{district}", "country": country, "kind": "public_body"}
        _add_reach(dice, values, f"town{who}", (city, postcode, prefix))
        made.append(Made(values, who))
    return made


def _add_like_brand(world: World, first: Made) -> list[Made]:
    """Two Chinese companies whose names differ in one character."""
    dice = world.dice
    one, other = make_organisation(world), make_organisation(world)
    pair = dice.sample(name_stock.HAN_BRAND_PAIRS, k=2)
    trade, _read = dice.choice(name_stock.HAN_TRADES)
    for made, (brand, _brand_read) in zip((one, other), pair, strict=True):
        for name in ("name", "original_name", "latin_name", "short_name"):
            made.values.pop(name, None)
        made.values["name"] = f"江苏{brand}{trade}有限公司"
        made.values["country"] = "CN"
    return [one, other]


NEAR_MISSES: tuple[Callable[[World, Made], list[Made]], ...] = (
    _add_branches, _add_branches, _add_subsidiary, _add_neighbour, _add_kin, _add_other_town,
    _add_like_brand,
)  # fmt: skip
