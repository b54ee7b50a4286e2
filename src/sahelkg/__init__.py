"""Documents go in, claims come out; every claim can show the words it rests on."""

from importlib.metadata import version

__version__ = version("sahelkg")
