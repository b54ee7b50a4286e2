"""``python -m sahelkg``."""

from sahelkg.cli import main

main(prog_name="sahelkg")
