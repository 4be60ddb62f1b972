"""What the fixtures promise to all other tests."""

import psycopg
import pytest
from PySide6.QtWidgets import QMessageBox

from t20desk.errors import UserError
from t20desk.ui.dialogs import show_problem
from t20desk.ui.shell.crash import CrashCatcher
from tests.postgres import Server
from tests.ui.hands import when_open
from tests.watching import PatientBot


@pytest.mark.parametrize("_again", range(2))
def test_postgres_gives_each_test_an_empty_database(postgres: Server, _again: int) -> None:
    name = postgres.create_database()
    with psycopg.connect(postgres.address_of(name).replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE seen (id bigint)")
    connection.close()
    copy = postgres.create_database(name)
    postgres.drop_database(copy)
    postgres.drop_database(name)


@pytest.fixture
def bot(_one_application: object, request: pytest.FixtureRequest) -> PatientBot:
    return PatientBot(request)


def test_a_dialog_nobody_expects_is_closed_and_fails_its_test(bot: PatientBot) -> None:
    show_problem(None, "Something unforeseen.")
    with pytest.raises(pytest.fail.Exception, match="Something unforeseen"):
        bot.finish()


def test_an_error_in_the_background_fails_a_test_that_waits(bot: PatientBot) -> None:
    catcher = CrashCatcher()
    catcher.report(UserError("The record is gone."))
    with pytest.raises(pytest.fail.Exception, match="The record is gone"):
        bot.waitUntil(lambda: False)
    bot.finish()


def test_a_dialog_that_a_test_answers_is_no_failure(bot: PatientBot) -> None:
    when_open(QMessageBox, lambda box: box.accept())
    show_problem(None, "Something expected.")
    bot.finish()
