"""Which language model a name means, and where its texts go."""

from __future__ import annotations

import ipaddress
import logging
import os
import warnings
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

from factcheck.errors import ModelError
from factcheck.llm.failures import legible

if TYPE_CHECKING:
    from pydantic_ai.models import Model
    from pydantic_ai.providers import Provider

__all__ = ["Connection", "connect"]

_log = logging.getLogger(__name__)
_OLLAMA: Final = "http://localhost:11434/v1"
"""Where Ollama listens unless OLLAMA_BASE_URL says otherwise."""
_announced: set[str] = set()


class Connection(NamedTuple):
    """A language model that can be asked."""

    name: str
    """`llm:PROVIDER:MODEL`, as the user gave it."""
    host: str
    """Where texts are sent, without port; the provider's name where it does not say."""
    remote: bool
    """Texts leave this machine."""
    listed: bool
    """It is a provider's own service, so that its list prices apply."""

    def open(self) -> Model:
        """A model with connections of its own, for one event loop."""
        return _open(self.name)


def connect(name: str) -> Connection:
    """The model of a name, without sending anything yet; says once, through the log, to which host texts will leave this machine.

    Args:
        name: `llm:PROVIDER:MODEL`, as pydantic-ai names providers and models. Keys and addresses come from the environment.

    Raises:
        ModelError: the name is not of that form, pydantic-ai or what it needs for the provider is not installed, or a key is missing.
    """
    model = _open(name)
    address = urlsplit(model.base_url or "")
    host = address.hostname or f"the provider {model.system}"
    local = _loopback(host)
    if local and name.endswith(("-cloud", ":cloud")) and name.startswith("llm:ollama:"):
        # Ollama on this machine hands such models on to its makers.
        host, local = "ollama.com", False
    if not local and host not in _announced:
        _announced.add(host)
        _log.warning("factcheck: %s is no model on this machine: the texts that it reads are sent to %s", name, host)
    own = os.environ.get("OPENAI_BASE_URL")
    return Connection(name, host, not local, not local and not (own and address.netloc == urlsplit(own).netloc))


def _open(name: str) -> Model:
    kind, _, rest = name.partition(":")
    provider, _, model = rest.partition(":")
    if kind != "llm" or not provider or not model.strip():
        raise ModelError(f"{name}: names no language model; write llm:PROVIDER:MODEL, such as llm:ollama:llama3.1 or llm:openai:gpt-5-mini")
    try:
        from pydantic_ai.exceptions import UserError
        from pydantic_ai.models import infer_model
    except ImportError:
        raise ModelError(f"{name}: language models need pydantic-ai: pip install 'factcheck-newsroom[llm]'") from None
    # Reasoning models take no temperature, and pydantic-ai says so on every request.
    warnings.filterwarnings("ignore", message="Sampling parameters .* are not supported")
    if provider == "openai" and os.environ.get("OPENAI_BASE_URL"):
        provider = "openai-chat"  # what other servers speak; OpenAI's newer interface is its own
    try:
        return infer_model(f"{provider}:{model}", _provider)
    except ImportError as error:
        raise ModelError(f"{name}: {legible(error)}") from None
    except (UserError, ValueError) as error:
        raise ModelError(f"{name}: {legible(error)}") from None


def _provider(name: str) -> Provider[Any]:
    from pydantic_ai.providers import infer_provider

    if name == "ollama" and not os.environ.get("OLLAMA_BASE_URL"):
        from pydantic_ai.providers.ollama import OllamaProvider

        return OllamaProvider(base_url=_OLLAMA)
    return infer_provider(name)


def _loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
