"""One long piece of work at a time, in a thread of its own, so that those who answer learners stay free."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

REMEMBERED = 100


class Runs:
    """Begins work, unless some is under way. Work with a key that was begun before is not begun again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._begun: deque[str] = deque(maxlen=REMEMBERED)

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._thread is not None and self._thread.is_alive()

    def begin(self, key: str, work: Callable[[], None]) -> bool:
        """Whether this work was begun, now or before; False while other work is under way."""
        with self._lock:
            if key in self._begun:
                return True
            if self.busy:
                return False
            self._begun.append(key)
            self._thread = threading.Thread(target=work, name=f"work of {key}", daemon=True)
            self._thread.start()
            return True

    def wait(self, timeout: float) -> None:
        """Waits so many seconds for the work that is under way."""
        thread = self._thread
        if thread is not None:
            thread.join(timeout)
