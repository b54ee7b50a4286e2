"""Documents go in, claims come out; every claim can show the words it rests on."""


def __getattr__(name: str) -> str:
    """`__version__`, looked up when somebody asks: the worker processes of the service start twice as fast without."""
    if name != "__version__":
        raise AttributeError(name)
    from importlib.metadata import version  # noqa: PLC0415

    return version("sahelkg")
