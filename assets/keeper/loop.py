"""Loop devices. A file is attached at most once: callers hold the store's lock."""

import fcntl
import os
import stat
import subprocess

from failure import Failure

LOOP_CTL_GET_FREE = 0x4C82
LOOP_MAJOR = 7


def run(*argv):
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failure("store-unavailable", f"{argv[0]} failed: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout.strip()


def attached_to(file):
    """The loop devices that have this file, whatever path it was attached by."""
    return run("losetup", "--noheadings", "--raw", "--output", "NAME", "--associated", file).split()


def attach(file):
    devices = attached_to(file)
    if len(devices) > 1:
        raise Failure("store-unavailable", f"the store's file is attached more than once: {', '.join(devices)}")
    if devices:
        ensure_node(devices[0])
        return devices[0]
    for attempt in range(10):
        try:
            with open("/dev/loop-control", "rb") as control:
                ensure_node(f"/dev/loop{fcntl.ioctl(control, LOOP_CTL_GET_FREE)}")
            return run("losetup", "--find", "--show", "--nooverlap", "--direct-io=on", file)
        except Failure:
            # Someone else took the free number between the question and the attachment.
            if attempt == 9 or attached_to(file):
                raise
    raise AssertionError("unreachable")


def ensure_node(device):
    """Where /dev is not kept by the kernel, a new number has no node yet."""
    if not os.path.exists(device):
        os.mknod(device, stat.S_IFBLK | 0o660, os.makedev(LOOP_MAJOR, int(device.removeprefix("/dev/loop"))))


def resize(device):
    run("losetup", "--set-capacity", device)


def detach(file):
    for device in attached_to(file):
        run("losetup", "--detach", device)


def point(link, device):
    """Makes `link` name the device, in one step."""
    if os.path.islink(link) and os.readlink(link) == os.path.basename(device):
        return
    temporary = f"{link}.new"
    if os.path.lexists(temporary):
        os.unlink(temporary)
    os.symlink(os.path.basename(device), temporary)
    os.rename(temporary, link)
