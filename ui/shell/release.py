"""Which release of the program this is, and where its data lie."""

from pathlib import Path

from centre_app.storage import database

_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def version() -> str:
    """Return the version: the source tree's own where the program runs from it, else that of the installed package."""
    if _PROJECT.is_file():
        import tomllib

        return str(tomllib.loads(_PROJECT.read_text("utf-8"))["project"]["version"])
    from importlib import metadata

    try:
        return metadata.version("centre-desk")
    except metadata.PackageNotFoundError:
        return "?"


def data_folder() -> Path:
    """Return the folder of the open centre."""
    return database.database_path().parent
