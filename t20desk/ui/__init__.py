"""What we show: the windows, pages and editors."""
