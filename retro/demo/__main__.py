"""`python -m retro.demo`: what `retro.demo.staging` starts."""

import json
import sys

from retro.demo.playing import play
from retro.demo.staging import Plan

if __name__ == "__main__":
    sys.exit(play(Plan(**json.loads(sys.argv[1]))))
