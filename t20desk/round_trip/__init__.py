"""Books that go out to be edited elsewhere and are merged back, cell by cell, three ways."""
