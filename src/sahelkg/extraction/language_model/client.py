"""Asking a language model over an OpenAI-compatible chat endpoint."""

import asyncio
from dataclasses import dataclass

import httpx
from pydantic import BaseModel, SecretStr, ValidationError

from sahelkg.extraction.language_model.answers import NoAnswerError

_MOST_BYTES = 4 * 2**20


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Completion(BaseModel):
    choices: list[_Choice]


@dataclass(frozen=True, slots=True)
class ChatClient:
    """A model called `model` behind the API at `url` (``https://host/v1``); `timeout` is seconds for one whole answer."""

    url: str
    model: str
    key: SecretStr
    timeout: float

    def complete(self, system: str, user: str) -> str:
        """What the model answers to `user` under the instructions `system`.

        Raises:
            NoAnswerError: the endpoint cannot be reached, is too slow, fails, or sends no whole answer.
        """
        try:
            content = asyncio.run(self._post(system, user))
        except NoAnswerError:
            raise
        except TimeoutError as error:
            raise NoAnswerError(f"no answer within {self.timeout:g} seconds") from error
        except httpx.ConnectError as error:
            raise NoAnswerError("it cannot be reached") from error
        except Exception as error:
            # Broken answers, addresses that are none, ports and keys that cannot be: nothing of it may end a build.
            raise NoAnswerError(f"the exchange failed ({type(error).__name__})") from error
        return _whole(content)

    async def _post(self, system: str, user: str) -> bytes:
        body = {
            "model": self.model,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
        }
        secret = self.key.get_secret_value()
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        address = f"{self.url.rstrip('/')}/chat/completions"
        # One limit over everything: httpx's own begin anew with each byte that arrives.
        async with (
            asyncio.timeout(self.timeout),
            httpx.AsyncClient(timeout=None) as client,
            client.stream("POST", address, json=body, headers=headers) as response,
        ):
            if response.status_code != httpx.codes.OK:
                raise NoAnswerError(f"HTTP {response.status_code}")
            content = bytearray()
            async for chunk in response.aiter_bytes():
                content += chunk
                if len(content) > _MOST_BYTES:
                    raise NoAnswerError("an answer of more than 4 MiB")
            return bytes(content)


def _whole(content: bytes) -> str:
    """The message in a completion that was finished."""
    try:
        choice = _Completion.model_validate_json(content).choices[0]
    except (ValidationError, IndexError) as error:
        raise NoAnswerError("not the JSON of a chat completion") from error
    if choice.finish_reason not in ("stop", None):
        raise NoAnswerError(f"half an answer ({' '.join(choice.finish_reason.split())[:40]})")
    return choice.message.content
