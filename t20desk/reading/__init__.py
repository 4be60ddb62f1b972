"""Reading strangers' files: workbooks, text tables, web pages and pasted cells."""
