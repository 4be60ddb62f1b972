"""What a click on a heading makes of the sort of a listing."""

from dataclasses import replace

from t20desk.listing import Listing

Sort = tuple[str, ...]


def turn_sort(listing: Listing, path: str) -> Listing:
    """Sorted by a column alone; the other way round where it is so already."""
    return replace(listing, sort=(f"-{path}" if listing.sort == (path,) else path,))


def add_sort(listing: Listing, path: str) -> Listing:
    """Sorted by a column too: added behind, then turned, then taken out again."""
    sort = listing.sort
    if path in sort:
        return replace(listing, sort=tuple(f"-{path}" if one == path else one for one in sort))
    if f"-{path}" in sort:
        return replace(listing, sort=tuple(one for one in sort if one != f"-{path}"))
    return replace(listing, sort=(*sort, path))


def group_by(listing: Listing, path: str) -> Listing:
    """Grouped by a column; by none for an empty path."""
    return replace(listing, group=path)
