"""A check of a real repository at its head: `python benchmarks/repository.py PATH`."""

import json
import subprocess
import sys
from collections import Counter

from timing import GUARD, timed


def main() -> None:
    """Print what was seen, read and found in the repository at PATH, and what it cost."""
    folder = sys.argv[1]
    command = (*GUARD, "check", "--head", "HEAD", "--format", "json")
    result = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    report = json.loads(result.stdout)
    print(f"exit code {result.returncode}")
    print(json.dumps(report["summary"], indent=2))
    for (rule, level), count in Counter((item["rule"], item["level"]) for item in report["findings"]).most_common():
        print(f"{count:6}  {level:8} {rule}")
    print(f"time    {timed(command, folder, runs=5)}")


if __name__ == "__main__":
    main()
