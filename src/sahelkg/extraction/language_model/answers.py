"""A language model's answer as it should be: a JSON object with a list of claims."""

import re
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, StrictFloat, StrictInt, StrictStr, ValidationError, field_validator

_FENCED = re.compile(r"\s*```(?:json)?\s*\n(.*)\n\s*```\s*", re.DOTALL)


class NoAnswerError(Exception):
    """There is no answer to use; ``str()`` says why. It never leaves this room: the build goes on without."""


class Proposal(BaseModel):
    """A claim as the model words it. Everything in it is still to be checked; a number is kept as its digits."""

    quote: StrictStr
    subject: StrictStr
    predicate: StrictStr
    object: StrictStr | None = None
    value: StrictStr | StrictInt | StrictFloat | None = None
    unit: StrictStr | None = None
    start: StrictStr | StrictInt | None = None
    end: StrictStr | StrictInt | None = None
    modality: StrictStr
    qualifiers: dict[str, StrictStr | StrictInt | None] | None = None

    @field_validator("value")
    @classmethod
    def _digits(cls, value: str | int | float | None) -> str | None:
        return None if value is None else value if isinstance(value, str) else f"{Decimal(str(value)):f}"


class _Answer(BaseModel):
    claims: list[dict[str, Any]]


def read_answer(content: str) -> tuple[Proposal | str, ...]:
    """The claims in an answer, in its order; in place of one that is no claim at all, what is wrong with it.

    Raises:
        NoAnswerError: it is not the JSON object asked for.
    """
    fenced = _FENCED.fullmatch(content)
    try:
        claims = _Answer.model_validate_json(fenced[1] if fenced else content).claims
    except ValidationError as error:
        raise NoAnswerError("an answer that is not the JSON asked for") from error
    return tuple(map(_proposal, claims))


def _proposal(claim: dict[str, Any]) -> Proposal | str:
    try:
        return Proposal.model_validate(claim)
    except ValidationError as error:
        first = error.errors()[0]
        return f"not a whole claim: {'.'.join(map(str, first['loc']))}: {first['msg']}"
