"""The pre-commit hook on one staged file: `python benchmarks/cold_start.py`."""

import subprocess
import sys
import tempfile
from pathlib import Path

import corpus
from timing import GUARD, timed

_SHOWN = 25


def main() -> None:
    """Print the hook's timing beside bare Python, for each kind of file, and the imports that cost most."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus.write(folder, 40)
        bare = timed((sys.executable, "-c", "pass"), name)
        print(f"python -c pass                {bare}")
        for pattern in ("*/slo/openslo-*.yaml", "*/slo/sloth-*.yml", "*/roadmap/*.yaml", "*/models/*/README.md"):
            path = min(folder.glob(pattern))
            path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
            relative = str(path.relative_to(folder))
            subprocess.run(["git", "reset", "-q"], cwd=folder, check=True)
            subprocess.run(["git", "add", relative], cwd=folder, check=True)
            hook = timed((*GUARD, "check", "--staged", "--", relative), name)
            print(f"{pattern:29} {hook}  +{(hook.median - bare.median) * 1000:.1f} ms")
        _print_imports(folder, relative)


def _print_imports(folder: Path, relative: str) -> None:
    command = (sys.executable, "-I", "-X", "importtime", "-m", "roadmap_guard", "check", "--staged", "--", relative)
    trace = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stderr
    rows = [line.split("|") for line in trace.splitlines() if line.startswith("import time:") and "|" in line]
    costs = [(int(row[0].split(":")[1]), row[2].strip()) for row in rows if row[0].split(":")[1].strip().isdigit()]
    print(f"\n{len(costs)} modules, {sum(cost for cost, _ in costs) / 1000:.1f} ms in all; the dearest by themselves:")
    for cost, module in sorted(costs, reverse=True)[:_SHOWN]:
        print(f"  {cost / 1000:6.2f} ms  {module}")


if __name__ == "__main__":
    main()
