"""What imports and returned books answer alike: refusals, long lists of sentences, row counts."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from t20desk.cli.answers import Answer, describe_problem
from t20desk.errors import UserError
from t20desk.i18n import _, ngettext

if TYPE_CHECKING:
    from t20desk.importing.values import ImportCounts

MOST_SENTENCES = 200


def note_refusal(answer: Answer, error: UserError) -> None:
    """The file, or the database, refused: one sentence says why."""
    answer.is_refused = True
    answer.problems.append(describe_problem(error.message, error.field))
    answer.sentences.append(error.message)
    from t20desk.reading.source import LargeFileError

    if isinstance(error, LargeFileError):
        answer.sentences.append(_("With --large it is read."))


def shorten_sentences(told: list[str]) -> list[str]:
    """So many sentences as a person reads, and how many more there are."""
    if len(told) <= MOST_SENTENCES:
        return told
    more = _("… and {count} more; --json or --errors list all.")
    return [*told[:MOST_SENTENCES], more.format(count=len(told) - MOST_SENTENCES)]


def sum_up(answer: Answer, counts: "ImportCounts") -> str:
    """How many rows there were, and what became of them."""
    told = ngettext(
        "{read} row: {new} new, {changed} changed, {same} as they were, "
        "{doubtful} doubtful, {errors} with errors.",
        "{read} rows: {new} new, {changed} changed, {same} as they were, "
        "{doubtful} doubtful, {errors} with errors.",
        counts.read,
    ).format(**asdict(counts))
    if answer.operation is None:
        told += " " + _("Nothing was written.")
    return told
