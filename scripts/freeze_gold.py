"""Writes a hand-made list with offsets in place of quotes, so that texts of others stay out of the repository.

Usage: python scripts/freeze_gold.py LIST.tsv FOLDER_WITH_TEXTS > FROZEN.tsv
"""

import sys
from pathlib import Path

from sahelkg.errors import SahelkgError
from sahelkg.gold import frozen, read_gold
from sahelkg.reading import read


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    gold, folder = Path(sys.argv[1]), Path(sys.argv[2])
    try:
        wanted = {entry.document for entry in read_gold(gold)}
        texts = {path.stem: read(path).text for path in sorted(folder.glob("**/*.txt")) if path.stem in wanted}
        lines = list(frozen(gold, texts))
    except SahelkgError as error:
        print(error, file=sys.stderr)
        return 1
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
