"""Why a query was not answered: one exception tree that carries the HTTP status."""

from sahelkg.errors import SahelkgError


class Refusal(SahelkgError):  # noqa: N818 — it says what happens, and most are no fault
    """A request that is not answered.

    `status` is the HTTP status, `title` names the kind of problem and is the same for all of a kind; ``str()`` is the
    detail for the user. `retry_after` is in seconds, None where trying again does not help.
    """

    status = 500
    title = "Internal error"
    retry_after: int | None = None

    def __init__(self, detail: str, **extensions: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extensions = extensions


class MalformedQuery(Refusal):
    """The text is not a query. `line` and `column` count from 1; None where the fault has no place."""

    status = 400
    title = "Malformed query"

    def __init__(self, detail: str, line: int | None = None, column: int | None = None) -> None:
        place = {} if line is None else {"line": line, "column": column}
        super().__init__(detail, **place)


class Forbidden(Refusal):
    """Update, LOAD, or SERVICE to a host that is not on the list."""

    status = 403
    title = "Not allowed here"


class NotAcceptable(Refusal):
    """The answer has no form that the client accepts."""

    status = 406
    title = "No acceptable format"


class ResultTooLarge(Refusal):
    """The answer grew beyond the ceiling."""

    status = 507
    title = "Result too large"


class OutOfMemory(Refusal):
    """The query needed more memory than a query may have."""

    status = 507
    title = "Query needs too much memory"


class DeadlineExceeded(Refusal):
    """The query was stopped at its deadline."""

    status = 504
    title = "Query took too long"


class Busy(Refusal):
    """All workers are taken."""

    status = 503
    title = "Busy"
    retry_after = 2


class StoreUnavailable(Refusal):
    """The store cannot be reached or opened."""

    status = 503
    title = "Store unavailable"
    retry_after = 5


class UpstreamFailed(Refusal):
    """A remote endpoint, of the store or of a SERVICE, answered with an error."""

    status = 502
    title = "Remote endpoint failed"


class QueryFailed(Refusal):
    """The engine could not finish the query, through no fault of its form."""

    status = 500
    title = "Query failed"


class ClientLeft(Refusal):
    """Nobody waits for the answer any more."""

    status = 499
    title = "Client left"
