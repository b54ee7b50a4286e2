"""The table of settings in the documentation says what the settings class says."""

import json
import re
from pathlib import Path

from sahelkg.settings import Settings

TABLE = Path(__file__).parents[2] / "docs" / "settings.md"
ROW = re.compile(r"\| `SAHELKG_(\w+)` \| (?:`([^`]*)`|empty) \| (.+) \|")


def test_every_setting_is_documented_with_its_default() -> None:
    documented = {name.lower(): default for name, default, _ in ROW.findall(TABLE.read_text(encoding="utf-8"))}
    shown = {name: _shown(field.default) for name, field in Settings.model_fields.items()}
    assert documented == shown


def _shown(default: object) -> str:
    if default is None or default == "":
        return ""
    if isinstance(default, frozenset):
        return json.dumps(sorted(default))
    return str(default).lower() if isinstance(default, bool) else str(default)
