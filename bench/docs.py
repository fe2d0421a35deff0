"""Whether the docs are true to the code: commands and targets named, links that lead somewhere, no download addresses.

python bench/docs.py
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from typer.main import get_command

from rashomon.cli import app

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
PINNED = re.compile(r"^[a-z0-9.\[\]_-]+==\S+( ; .+)? \\$|^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def main() -> int:
    problems = [*_commands(), *_links(), *_locks(), *_dependencies()]
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"docs: {len(problems)} problems" if problems else "docs: commands, links, locks and dependencies agree")
    return 1 if problems else 0


def _commands() -> Iterator[str]:
    """Every command is in the README, and every command the docs name is there."""
    known = set(getattr(get_command(app), "commands", {}))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in sorted(known):
        if f"rashomon {command}" not in readme:
            yield f"README.md: the command `rashomon {command}` is not documented"
    for path in _pages():
        for name in re.findall(r"`rashomon ([a-z]+)", path.read_text(encoding="utf-8")):
            if name not in known:
                yield f"{path.relative_to(ROOT)}: there is no command `rashomon {name}`"


def _links() -> Iterator[str]:
    for path in _pages():
        for target in LINK.findall(path.read_text(encoding="utf-8")):
            if not (path.parent / target).exists():
                yield f"{path.relative_to(ROOT)}: the link to {target} leads nowhere"


def _locks() -> Iterator[str]:
    """Locks hold versions and hashes, and nothing else."""
    for path in sorted(ROOT.glob("requirements*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line and not PINNED.match(line):
                yield f"{path.name}:{number}: neither a pinned version nor a hash"


def _dependencies() -> Iterator[str]:
    """Each direct dependency has its line of why."""
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = project.split("dependencies = [", 1)[1].split("]", 1)[0]
    for name in re.findall(r'"([A-Za-z0-9_-]+)', block):
        if f"| {name.lower()} |" not in page:
            yield f"docs/dependencies.md: {name} has no line"


def _pages() -> list[Path]:
    """The Markdown files that are kept."""
    kept = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in kept.stdout.splitlines() if (ROOT / line).exists()]


if __name__ == "__main__":
    raise SystemExit(main())
