import psycopg
import pytest

from tests.postgres import Server


@pytest.mark.parametrize("_again", range(2))
def test_postgres_gives_each_test_an_empty_database(postgres: Server, _again: int) -> None:
    name = postgres.create_database()
    with psycopg.connect(postgres.address_of(name).replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE seen (id bigint)")
    connection.close()
    copy = postgres.create_database(name)
    postgres.drop_database(copy)
    postgres.drop_database(name)
