"""What is shown: windows, pages, tables, dialogs; the only room with widgets."""
