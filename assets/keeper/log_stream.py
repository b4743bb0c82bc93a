"""`log_stream.py <lane> <file> <position> <end>`: a segment's bytes from one position to the other. Ends with its input."""

import os
import sys
import threading

from failure import Failure
from logs import binlog_stream

CHUNK = 1 << 20


def end_with_input():
    """The engine lets a command run on whose reader has gone."""
    sys.stdin.buffer.read()
    os._exit(3)


def main(lane, file, position, end):
    threading.Thread(target=end_with_input, daemon=True).start()
    left = int(end) - int(position)
    with binlog_stream(lane, file, int(position)) as stream:
        while left > 0:
            piece = stream.read(min(left, CHUNK))
            if not piece:
                raise Failure("store-unavailable", f"{file} ends {left} bytes too early")
            sys.stdout.buffer.write(piece)
            left -= len(piece)
    sys.stdout.buffer.flush()


try:
    main(*sys.argv[1:])
except (Failure, OSError, ValueError) as error:
    print(error, file=sys.stderr, flush=True)
    os._exit(3)
os._exit(0)
