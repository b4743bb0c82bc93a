"""The keeper's first process: holds the container (and with it the mount of the store) and buries orphans."""

import os
import signal
import sys


def bury(_signal, _frame):
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                return
        except ChildProcessError:
            return


signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(0))
signal.signal(signal.SIGCHLD, bury)
while True:
    signal.pause()
