"""The search language: the same for window, command line and views.

`word` anywhere · `"a phrase"`, in which `""` is one quotation mark · `-x` · `x or y` · `( )` ·
`field:word` contains · `field:=whole` · `<x` `<=x` `>x` `>=x` `a..b` `a..` · `field:` empty ·
`field:*` filled · `field:=a,b` any of them · `field:~pattern` · `links:#>3` how many ·
`field:!=x`, `<>`, `≠` not x · `1～3` as `1..3` · behind a field of days also days told from today,
`field:next week` · `not` before a field or `(` · `and` beside them says nothing · the colon may be
left out before a sign, `country=DE`, and a blank stand behind it, `country: DE` (`city:"" x` is an
empty city and a word) · a label with blanks or brackets needs no quotation marks.
Fields are named by key, label or heading in any of the three languages, dotted through links both
ways; German and Chinese quotation marks, brackets, signs and colons serve as well.
"""

from t20desk.db.search.search_tree import (
    EVERYTHING,
    All,
    Any_,
    Not,
    Operator,
    QueryError,
    Span,
    Test,
    Tree,
    Word,
    join_all,
    join_any,
    leaves_of,
    parts_of,
    tidy_tree,
)
from t20desk.searching.numbers import read_search
from t20desk.searching.parsing import MAX_DEPTH, MAX_LENGTH, MAX_TERMS, parse_query, read_query
from t20desk.searching.writing import write_query, write_test

__all__ = [
    "EVERYTHING", "MAX_DEPTH", "MAX_LENGTH", "MAX_TERMS", "All", "Any_", "Not", "Operator",
    "QueryError", "Span", "Test", "Tree", "Word", "join_all", "join_any", "leaves_of",
    "parse_query", "parts_of", "read_query", "read_search", "tidy_tree", "write_query",
    "write_test",
]  # fmt: skip
