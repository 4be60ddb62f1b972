"""What is to be asked about a sheet: once for each column, and only where it is not clear."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from t20desk.db.database import Database
from t20desk.db.keys import fold
from t20desk.db.types import ANY_READING, Reading, YesNo
from t20desk.db.types.choices import list_texts, split_choices
from t20desk.db.types.values import DateOrder, DecimalSign
from t20desk.i18n import N_, _
from t20desk.importing.cells import CellReader
from t20desk.importing.columns import DATE_TYPES, NUMBER_TYPES, ColumnReader, may_be_both
from t20desk.importing.founding import may_found
from t20desk.importing.likeness import RecordProposer, propose_values, say_value
from t20desk.importing.links import LinkReader
from t20desk.importing.made_anew import find_nearly
from t20desk.importing.name_orders import ORDERS as NAME_ORDERS
from t20desk.importing.name_orders import NameColumn
from t20desk.importing.people import cut_person
from t20desk.importing.pinyin_names import NameOrder
from t20desk.importing.sheet import ReadSheet
from t20desk.importing.values import (
    MappedColumn,
    Proposal,
    Question,
    QuestionSort,
)

MOST_TEXTS: Final = 20_000
"""So many unknown texts of a column are asked about; more are no words but another column."""
MOST_PROPOSED: Final = 300
"""For so many of them, those that stand in most cells, it is looked what they may mean."""
EXAMPLES: Final = 3
ORDERS: Final[tuple[tuple[DateOrder, str], ...]] = (
    ("dmy", N_("Day, month, year")),
    ("mdy", N_("Month, day, year")),
    ("ymd", N_("Year, month, day")),
)
SIGNS: Final[tuple[tuple[DecimalSign, str], ...]] = (
    (",", N_("Comma for the fraction")),
    (".", N_("Point for the fraction")),
)
AS_IT_IS: Final = Proposal("", N_("decide later, the rows stay out"))
SAYS_NOTHING: Final = Proposal("nothing", N_("says nothing"))
LEAVE_EMPTY: Final = Proposal("nothing", N_("leave the cell out"))
EMPTIES: Final = Proposal("clear", N_("empties the field"))
AS_WRITTEN: Final = Proposal("value", N_("is taken as it is written"))
MAKE: Final = Proposal("create", N_("make a new record"))


def find_questions(database: Database, sheet: ReadSheet, reader: CellReader) -> list[Question]:
    """Everything to be asked, column by column; what is known already is not asked again."""
    found = [*_ask_rows(sheet)]
    for names in sheet.names:
        name = names.column.field.name
        link = (reader.links.get(name) or reader.lists.get(name)) if names.is_link else None
        found.extend(_ask_names(names, _pick_unknown(names, link) if link else names.open))
    for column in (*sheet.columns, *sheet.listed):
        name = column.field.name
        if link := reader.links.get(name) or reader.lists.get(name):
            found.extend(_ask_links(database, reader, column, link))
        else:
            found.extend(_ask_plain(sheet, reader, reader.plain[name]))
    for described in reader.along.values():
        for plain in described:
            found.extend(_ask_plain(sheet, reader, plain))
    return found


def _ask_plain(sheet: ReadSheet, reader: CellReader, plain: ColumnReader) -> Iterator[Question]:
    """What is to be asked about a column that holds no links."""
    yield from _ask_manner(sheet, plain)
    told: Mapping[str, int] = reader.told.get(plain.column.path, {})
    yield from _ask_placeholders(plain, told)
    yield from _ask_values(told, plain)


def _ask_rows(sheet: ReadSheet) -> Iterator[Question]:
    """What is done with merged cells and hidden rows."""
    if sheet.merged and not sheet.options.fill_merged:
        answers = (
            Proposal("", _("only the first row has the value")),
            Proposal("fill", _("every row of them has the value")),
        )
        yield Question("merged", "", ", ".join(sheet.merged), "", answers=answers)
    if sheet.hidden and not sheet.options.leave_hidden:
        answers = Proposal("", _("are taken too")), Proposal("leave", _("are left out"))
        yield Question("hidden", "", "", "", cells=sheet.hidden, answers=answers)


def _ask_names(names: NameColumn, texts: Counter[str]) -> Iterator[Question]:
    """Whether Chinese names begin with the family name, where no row of the column shows it."""
    if texts and names.order is None:
        examples = tuple(text for text, _cells in texts.most_common(EXAMPLES))
        answers = tuple(_say_order(order, _(words), examples[0]) for order, words in NAME_ORDERS)
        told = {"cells": texts.total(), "examples": examples, "answers": answers}
        yield _make("names", names.column, **told)


def _pick_unknown(names: NameColumn, link: LinkReader) -> Counter[str]:
    """The names of people who are not there."""
    return Counter({text: cells for text, cells in names.open.items() if link.may_make(text)})


def _say_order(order: NameOrder, words: str, text: str) -> Proposal:
    parts = cut_person(text, order)
    value = f"{parts['family_name']}, {parts['given_name']}"
    return Proposal(order, _say_meant(words, text, value))


def _make(sort: QuestionSort, column: MappedColumn, **more: object) -> Question:
    return Question(sort, column.path, column.letter, column.heading, **more)  # type: ignore[arg-type]


def _ask_manner(sheet: ReadSheet, reader: ColumnReader) -> Iterator[Question]:
    """How dates, numbers and yes or no are written in a column."""
    column = reader.column
    name, texts = column.field.type.name, sheet.orders.texts_of(column)
    if name == "yes_no":
        yield from _ask_blanks(reader)
    is_open = not (reader.reading.date_order if name in DATE_TYPES else reader.reading.decimal)
    doubtful = _find_doubtful(reader, texts) if texts and is_open else ()
    if doubtful and name in DATE_TYPES:
        answers = _say_orders(reader, doubtful)
        yield _make("dates", column, examples=doubtful, answers=answers)
    elif doubtful and name in NUMBER_TYPES:
        answers = _say_signs(reader, doubtful)
        yield _make("decimal", column, examples=doubtful, answers=answers)


def _ask_blanks(reader: ColumnReader) -> Iterator[Question]:
    """Where all that is written means yes, a blank may mean no."""
    if reader.blanks and reader.takes_blanks and set(reader.values()) == {1}:
        answers = Proposal("", _("says nothing")), Proposal("no", _("means no"))
        yield _make("blank", reader.column, cells=reader.blanks, answers=answers)


def _find_doubtful(reader: ColumnReader, texts: frozenset[str]) -> tuple[str, ...]:
    parse = reader.column.field.type.parse
    found = (text for text in sorted(texts) if parse(text, ANY_READING).severity == "doubt")
    return tuple(text for text, _number in zip(found, range(EXAMPLES), strict=False))


def _say_orders(reader: ColumnReader, texts: Sequence[str]) -> tuple[Proposal, ...]:
    """The orders in which the examples can be read, each with what the first would be."""
    parse = reader.column.field.type.parse
    return tuple(
        Proposal(order, _say_reading(reader, _(words), texts[0], Reading(order)))
        for order, words in ORDERS
        if not any(parse(text, Reading(order)).severity for text in texts)
    )


def _say_signs(reader: ColumnReader, texts: Sequence[str]) -> tuple[Proposal, ...]:
    """The decimal signs with which the examples can be read, each with what a number would be."""
    parse = reader.column.field.type.parse
    return tuple(
        Proposal(sign, _say_reading(reader, _(words), texts[0], Reading(decimal=sign)))
        for sign, words in SIGNS
        if not any(parse(text, Reading(decimal=sign)).severity for text in texts)
    )


def _say_reading(reader: ColumnReader, words: str, text: str, reading: Reading) -> str:
    type_ = reader.column.field.type
    return _say_meant(words, text, type_.format(type_.parse(text, reading).value))


def _say_meant(words: str, text: str, value: str) -> str:
    return _("{words}: {text} is {value}").format(words=words, text=text, value=value)


def _ask_placeholders(reader: ColumnReader, told: Mapping[str, int]) -> Iterator[Question]:
    column, type_ = reader.column, reader.column.field.type
    for text, cells in reader.placeholders.items():
        parsed = type_.parse(text, reader.reading)
        kept = () if parsed.severity in ("error", "doubt") else (_translate(AS_WRITTEN),)
        answers = (_translate(SAYS_NOTHING), *kept, _translate(EMPTIES))
        yield _make("placeholder", column, text=text, cells=cells, answers=answers)
    both = {text: cells for text, cells in told.items() if may_be_both(text, type_)}
    for text, cells in _count_alike(both.items()).items():
        value = Proposal("value", say_value(type_, str(type_.parse(text).value)))
        answers = _translate(SAYS_NOTHING), value, _translate(AS_IT_IS)
        yield _make("placeholder", column, text=text, cells=cells, answers=answers)


def _translate(proposal: Proposal) -> Proposal:
    return proposal._replace(words=_(proposal.words))


def _ask_values(told: Mapping[str, int], plain: ColumnReader) -> Iterator[Question]:
    """Texts that are on no list."""
    column, type_ = plain.column, plain.column.field.type
    if not (type_.choices() or isinstance(type_, YesNo)):
        return
    unknown = {text: cells for text, cells in told.items() if not may_be_both(text, type_)}
    for at, (text, cells) in enumerate(_count_parts(unknown, plain).items()):
        proposals = propose_values(type_, text) if at < MOST_PROPOSED else ()
        answers = _translate(AS_IT_IS), _translate(LEAVE_EMPTY)
        yield _make("value", column, text=text, cells=cells, answers=answers, proposals=proposals)


def _count_parts(told: Mapping[str, int], plain: ColumnReader) -> dict[str, int]:
    """The unknown words, each by itself where a cell has several values."""
    is_several = plain.column.field.type.name == "choices"
    found: list[tuple[str, int]] = []
    for text, cells in told.items():
        parts = split_choices(list_texts(text), plain.knows) if is_several else [text]
        found += [(part, cells) for part in parts if not (is_several and plain.knows(part))]
    return _count_alike(found)


def _count_alike(told: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The texts that stand in most cells; of those that differ in case alone the first."""
    spelled: dict[str, str] = {}
    found: dict[str, int] = {}
    for text, cells in told:
        first = spelled.setdefault(fold(text), text)
        found[first] = found.get(first, 0) + cells
    return dict(sorted(found.items(), key=lambda item: -item[1])[:MOST_TEXTS])


def _ask_links(
    database: Database, reader: CellReader, column: MappedColumn, link: LinkReader
) -> Iterator[Question]:
    """Names that no record has, or several have."""
    told = _count_alike(reader.told.get(column.path, {}).items())
    for text, cells in link.placeholders.items():
        answers = _translate(SAYS_NOTHING), _translate(EMPTIES)
        yield _make("placeholder", column, text=text, cells=cells, answers=answers)
    for text, like in find_nearly(database, link).items():
        answers = _translate(MAKE), _translate(LEAVE_EMPTY)
        yield _make("value", column, text=text, answers=answers, proposals=like)
    if not told:
        return
    proposer = RecordProposer(database, link.finder)
    lost = (text for text in told if not link.find_all(text))
    alike = proposer.propose(islice(lost, MOST_PROPOSED))
    make = (_translate(MAKE),) if may_found(link.finder.kind) else ()
    for text, cells in told.items():
        several = link.find_all(text)
        known = _name_known(proposer, link, several) if several else alike.get(text, ())
        if not known and link.lacks_order(text):
            continue  # the question of the order is all there is to ask
        # Of the one who is there with another mail address somebody new may have the name.
        made = make if len(several) < 2 else ()
        answers = (_translate(AS_IT_IS), _translate(LEAVE_EMPTY), *made)
        yield _make("value", column, text=text, cells=cells, answers=answers, proposals=known)


def _name_known(
    proposer: RecordProposer, link: LinkReader, ids: Sequence[int]
) -> tuple[Proposal, ...]:
    """Records of the name that was asked for, with their mail addresses where these differ."""
    named = ((one, link.mail_of(int(one.answer))) for one in proposer.name_several(ids))
    return tuple(
        one._replace(words=f"{one.words} ({mail})") if mail else one for one, mail in named
    )
