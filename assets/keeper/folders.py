"""The folders of a volume."""

import os

# What a volume holds: name, owner, mode. `mail` is what the site sent, `cache` PHP's compiled scripts, `notes` what its guard wrote down.
FOLDERS = (
    ("db", 999, 0o700), ("html", 33, 0o755), ("run", 999, 0o755), ("mail", 33, 0o700), ("cache", 33, 0o700), ("notes", 33, 0o700),
)


def make_folders(tree):
    for name, owner, mode in FOLDERS:
        try:
            os.mkdir(f"{tree}/{name}")
        except FileExistsError:
            continue
        os.chmod(f"{tree}/{name}", mode)
        os.chown(f"{tree}/{name}", owner, owner)
