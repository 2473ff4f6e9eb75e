"""A cold check of many generated files: `python benchmarks/many_files.py [COUNT]`."""

import sys
import tempfile
from pathlib import Path

import corpus
from timing import GUARD, timed


def main() -> None:
    """Print the timing of a whole check of COUNT files (1,000 by default) and of bare Python."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus.write(folder, count)
        print(f"python -c pass        {timed((sys.executable, '-I', '-c', 'pass'), name)}")
        print(f"check, {count} files     {timed((*GUARD, 'check'), name, runs=5)}")
        print(f"check --head HEAD     {timed((*GUARD, 'check', '--head', 'HEAD'), name, runs=5)}")


if __name__ == "__main__":
    main()
