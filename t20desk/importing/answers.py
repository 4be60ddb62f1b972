"""What was answered to the questions about a sheet, as the options of its import."""

from collections.abc import Iterable
from dataclasses import replace

from t20desk.importing.values import CLEAR, CREATE, NOTHING, ImportOptions, Meaning, Question


def answer_questions(
    options: ImportOptions, answered: Iterable[tuple[Question, str]]
) -> ImportOptions:
    """The options with what was answered; an empty answer decides nothing."""
    meanings = {name: dict(texts) for name, texts in options.meanings.items()}
    for question, answer in answered:
        if answer and question.sort in ("placeholder", "value"):
            meanings.setdefault(question.field, {})[question.text] = _read_answer(question, answer)
        elif answer:
            options = _answer_manner(options, question, answer)
    return replace(options, meanings=meanings)


def _answer_manner(options: ImportOptions, question: Question, answer: str) -> ImportOptions:
    """What is said of a whole column, or of the rows."""
    if question.sort == "merged":
        return replace(options, fill_merged=True)
    if question.sort == "hidden":
        return replace(options, leave_hidden=True)
    if question.sort == "blank":
        return replace(options, defaults={**options.defaults, question.field: answer})
    return replace(options, conventions={**options.conventions, question.field: answer})


def _read_answer(question: Question, answer: str) -> Meaning:
    if answer == "value" and question.sort == "placeholder":
        return Meaning("value", question.text)
    known = {"nothing": NOTHING, "clear": CLEAR, "create": CREATE}
    return known.get(answer) or Meaning("value", answer)
