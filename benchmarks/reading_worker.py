"""Reads and extracts the files named after ``models`` or ``plain``, warm; prints processor seconds and claims as JSON."""

import json
import sys
import time
from pathlib import Path

from sahelkg.extraction.recogniser import MODELS

if sys.argv[1] == "plain":
    for _packages in MODELS.values():
        sys.modules.update(dict.fromkeys(_packages))  # type: ignore[arg-type]

from sahelkg.extraction import Extractor
from sahelkg.lexicon import load_lexicon
from sahelkg.reading import read
from sahelkg.settings import domain_folder

domain = domain_folder()
extractor = Extractor(load_lexicon(domain / "ontology" / "lexicon"), domain)
for path in sorted((domain / "evaluation").glob("*.txt")):
    extractor.extract(read(path))
began = time.process_time()
claims = sum(len(extractor.extract(read(Path(name))).claims) for name in sys.argv[2:])
print(json.dumps({"seconds": time.process_time() - began, "claims": claims}))
