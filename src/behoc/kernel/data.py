"""Charter: where the data files shipped with the product are found."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parents[3] / "data"


def path(*names: str) -> Path:
    """The file or folder of that name under data/, e.g. path("access", "roles.toml")."""
    return _ROOT.joinpath(*names)
