"""`python -m prompts`: renews the lock. A changed text needs a raised version first."""

from __future__ import annotations

import sys

from prompts import renew_lock

if __name__ == "__main__":
    changed = renew_lock()
    for name in changed:
        sys.stderr.write(f"{name}: the text changed, its version did not; raise the version in the file.\n")
    sys.exit(1 if changed else 0)
