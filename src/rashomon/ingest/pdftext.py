"""The text of a PDF, in a process of its own: python pdftext.py < FILE, pages parted by form feeds.

Standing alone: nothing of Rashomon is imported, so that it starts quickly and takes little memory.
"""

from __future__ import annotations

import io
import logging
import sys

MOST_PAGES = 400
"""A report of the United Nations on a war has 200."""
MEMORY = 256 * 2**20
"""Bytes of address space; a PDF that needs more is no dispatch."""


def main() -> int:
    """Writes the text to standard output; on failure a word about it to standard error, and 1."""
    _limit()
    logging.disable(logging.CRITICAL)
    data = sys.stdin.buffer.read()
    import pypdf

    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            print("it is encrypted", file=sys.stderr)
            return 1
        for number, page in enumerate(document.pages):
            if number == MOST_PAGES:
                break
            text = page.extract_text()
            sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\f")
    except MemoryError:
        print("it takes too much memory", file=sys.stderr)
        return 1
    except Exception as error:  # pypdf raises its own, and whatever broken objects lead it to
        print(f"it is damaged: {type(error).__name__}", file=sys.stderr)
        return 1
    return 0


def _limit() -> None:
    try:
        import resource
    except ImportError:  # only on Unix
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    raise SystemExit(main())
