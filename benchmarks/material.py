"""Documents to measure with, made from those that come with the package."""

from pathlib import Path

from sahelkg.settings import domain_folder

LENGTH = 2000


def texts() -> list[str]:
    """The shipped documents' texts in the order of their names: five English, then five French."""
    return [path.read_text("utf-8") for path in sorted((domain_folder() / "evaluation").glob("*.txt"))]


def write_documents(folder: Path, copies: int) -> list[Path]:
    """Documents of `LENGTH` code points: each shipped text with what comes after it, ten in all, `copies` times."""
    shipped = texts()
    paths = []
    for copy in range(copies):
        for index in range(len(shipped)):
            text = "\n\n".join(shipped[index:] + shipped[:index])[:LENGTH]
            paths.append(folder / f"{copy:03}-{index}.txt")
            paths[-1].write_text(text, "utf-8")
    return paths


def write_long_document(path: Path, length: int) -> Path:
    """One document of `length` code points: the shipped texts over and over."""
    once = "\n\n".join(texts()) + "\n\n"
    path.write_text((once * (length // len(once) + 1))[:length], "utf-8")
    return path
