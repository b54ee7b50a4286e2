"""The command line without language models, which take seconds to load: ``python without_models.py build …``."""

import sys

from sahelkg.extraction.recogniser import MODELS

for _packages in MODELS.values():
    sys.modules.update(dict.fromkeys(_packages))  # type: ignore[arg-type]

if __name__ == "__main__":
    from sahelkg.cli import main

    main(prog_name="sahelkg")
