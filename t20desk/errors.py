"""The two exceptions that are no mistakes of ours."""


class UserError(Exception):
    """A sentence for the user, shown as it stands; `field` names the field it belongs to."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Cancelled(Exception):
    """The user asked to stop; nothing was written."""
