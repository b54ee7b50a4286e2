"""Turning the language model on: it is off unless its address is set."""

from pathlib import Path

from sahelkg.errors import SahelkgError
from sahelkg.extraction.language_model.cache import Cache, default_folder
from sahelkg.extraction.language_model.reader import Reader
from sahelkg.extraction.language_model.relations import load_relations
from sahelkg.ontology import Ontology
from sahelkg.settings import Settings


def configured_reader(settings: Settings, ontology_folder: Path, ontology: Ontology) -> Reader | None:
    """The reader that `settings` ask for; None where they name no address.

    Raises:
        SahelkgError: they name an address and no model.
        InputError: the list of relations is malformed.
    """
    if not settings.model_url:
        return None
    if not settings.model_name:
        raise SahelkgError("SAHELKG_MODEL_URL is set: set SAHELKG_MODEL_NAME, too, to the model to ask there, or unset both")
    # Here, so that a build without a model never loads an HTTP client.
    from sahelkg.extraction.language_model.client import ChatClient  # noqa: PLC0415

    model = ChatClient(settings.model_url, settings.model_name, settings.model_key, settings.model_timeout)
    cache = Cache(settings.model_cache or default_folder())
    return Reader(model, cache, load_relations(ontology_folder), ontology)
