"""All benchmarks, a table each: `python -m tests.bench`. Ratios are of one run."""

import subprocess
import sys
from pathlib import Path

for file in sorted(Path(__file__).parent.glob("[a-z]*.py")):
    print(f"\n== {file.stem} ==", flush=True)
    subprocess.run([sys.executable, "-m", f"tests.bench.{file.stem}"], check=True)
