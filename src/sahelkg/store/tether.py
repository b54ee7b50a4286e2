"""How a process ends with the one that started it, whichever way that one goes."""

import ctypes
import os
import signal

_SET_PARENT_DEATH_SIGNAL = 1


def end_with(parent: int, by: signal.Signals) -> None:
    """Has the system send this process a signal once its parent, by number, is gone, be it killed; at once if it is gone."""
    ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, by)
    if os.getppid() != parent:
        os.kill(os.getpid(), by)
