"""The error tree of the whole project, and who can act on each branch.

Every message is one plain sentence that says what happened and what to do: doors print it as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence


class AdvisorError(Exception):
    """The root. `code` is for machines, `message` for people, `choices` are the nearest things that do exist."""

    code = "error"

    def __init__(self, message: str, *, choices: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.choices = tuple(choices)


class LearnerError(AdvisorError):
    """The asker can mend it by asking differently."""


class UsageError(LearnerError):
    """A command or a query whose values contradict each other or mean nothing."""

    code = "usage"


class NotFound(LearnerError):
    """Nothing has this name or number."""

    code = "not_found"


class AdminError(AdvisorError):
    """Whoever keeps the catalog can mend the data or the command."""


class SourceUnreadable(AdminError):
    """A named source could not be read at all; nothing was activated."""

    code = "source_unreadable"


class MappingInvalid(AdminError):
    """A column mapping names what the source or the catalog does not have."""

    code = "mapping_invalid"


class Refused(AdminError):
    """Everything was read, and the result was not good enough to serve; the old catalog still serves."""

    code = "refused"


class RunUnderWay(AdminError):
    """Another run holds the lock."""

    code = "run_under_way"


class OperatorError(AdvisorError):
    """Whoever runs the installation can mend its configuration or its machine."""


class NotUsable(OperatorError):
    """Not usable as configured."""

    code = "not_usable"


class StorageFailed(OperatorError):
    """A disk or a database refused to keep what was written; nothing was activated."""

    code = "storage_failed"


class NotErased(OperatorError):
    """What was removed can no longer be asked for, but bytes of it may still stand in a file; removing again erases them."""

    code = "not_erased"


class IndexUnusable(AdvisorError):
    """An index on disk is missing, broken or made by something else; it is rebuilt from SQL."""

    code = "index_unusable"
