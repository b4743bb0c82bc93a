"""What lies where in the store, and the life cycle of a volume: init -> live -> dead, by one rename each.

/store/instance.json, sites/<id>.json, branches/<id>.json, secrets/<id>.json, {init,live,dead}/<volume>/{tree,about.json},
logs/<lane>/<segment>.zst
"""

import json
import os
import re
import time

import durable
from failure import Failure

ROOT = "/store"
STATES = ("init", "live", "dead")
RECORDS = {"sites": 0o644, "branches": 0o644, "secrets": 0o600}
NAME = re.compile(r"[a-z0-9]{1,40}")


def checked(name):
    if not isinstance(name, str) or NAME.fullmatch(name) is None:
        raise ValueError(f"not an id: {name!r}")
    return name


def folder(state, volume):
    return f"{ROOT}/{state}/{checked(volume)}"


def prepare(instance, made_at):
    """Makes what is missing of the layout; refuses a store that belongs to another instance."""
    os.chmod(ROOT, 0o700)
    for name in (*STATES, *RECORDS):
        os.makedirs(f"{ROOT}/{name}", mode=0o700, exist_ok=True)
    for kind in RECORDS:
        for name in os.listdir(f"{ROOT}/{kind}"):
            path = f"{ROOT}/{kind}/{name}"
            if name.startswith(".") and time.time() - os.stat(path).st_mtime > 3600:
                # What a crash left of a record that was being written.
                os.unlink(path)
    path = f"{ROOT}/instance.json"
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            found = json.load(file).get("instance")
        if found != instance:
            raise Failure("store-unavailable", f"this store belongs to the instance {found}")
        return
    durable.write_file(path, json.dumps({"instance": instance, "format": 1, "madeAt": made_at}))
    durable.sync_folder(ROOT)


def state_of(volume):
    """`live` or `init` when its tree is there, else null."""
    for state in ("live", "init"):
        if os.path.isdir(f"{folder(state, volume)}/tree"):
            return state
    return None


def find(volume):
    """The folder of a volume in init or live; it may be renamed between two looks, once."""
    for _ in range(2):
        state = state_of(volume)
        if state is not None:
            return folder(state, volume)
    raise Failure("not-found", f"the store has no volume {volume}", what="volume", id=volume)


def lane_number(lane):
    """The number its server writes its log under; null for what is no live lane."""
    try:
        with open(f"{folder('live', lane)}/about.json", encoding="utf-8") as file:
            return json.load(file)["lane"]["number"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def volumes():
    """Folders by id of all volumes in init and live."""
    return {
        name: f"{ROOT}/{state}/{name}"
        for state in ("init", "live")
        for name in os.listdir(f"{ROOT}/{state}")
        if os.path.isdir(f"{ROOT}/{state}/{name}/tree")
    }


def publish(volume, record):
    """No-op when it is live; the record that is there then stays."""
    if os.path.isdir(folder("live", volume)):
        return
    source = folder("init", volume)
    if not os.path.isdir(f"{source}/tree"):
        raise Failure("not-found", f"the store has no unfinished volume {volume}", what="volume", id=volume)
    durable.write_file(f"{source}/about.json", record)
    durable.rename_folder(source, folder("live", volume))


def retire(volume):
    """The name in `dead` gets a suffix, for an id may come back after an undo."""
    for state in ("live", "init"):
        source = folder(state, volume)
        if os.path.isdir(source):
            durable.rename_folder(source, f"{ROOT}/dead/{volume}.{os.urandom(4).hex()}")


def record_path(kind, name):
    if kind not in RECORDS:
        raise ValueError(f"not a kind of record: {kind!r}")
    return f"{ROOT}/{kind}/{checked(name)}.json"


def read_all():
    """Every record as text. What can't be read is said, never left out."""
    found = {"sites": [], "branches": [], "volumes": [], "unfinished": sorted(os.listdir(f"{ROOT}/init")), "unreadable": []}
    for kind in ("sites", "branches"):
        for name in sorted(os.listdir(f"{ROOT}/{kind}")):
            if not name.startswith("."):
                _read_into(found[kind], f"{kind}/{name}", found["unreadable"])
    for name in sorted(os.listdir(f"{ROOT}/live")):
        _read_into(found["volumes"], f"live/{name}/about.json", found["unreadable"])
    return found


def _read_into(records, path, unreadable):
    try:
        with open(f"{ROOT}/{path}", encoding="utf-8") as file:
            records.append({"path": path, "text": file.read()})
    except (OSError, UnicodeDecodeError) as error:
        unreadable.append({"path": path, "detail": str(error)})
