"""The window around the pages: menus, keys, navigation, search box, status line, files opened."""
