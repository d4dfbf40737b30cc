"""On what kind of disk a folder lies: a data file on another computer's share loses data, since SQLite's locks do not hold there."""

import sys
from pathlib import Path

import psutil

# SQLite's own advice (sqlite.org/useovernet.html): locks of network file systems cannot be relied upon, WAL never works on them.
_NETWORK = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "afs", "ncpfs", "webdav", "davfs", "fuse.davfs2",
        "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "ceph", "fuse.ceph", "glusterfs", "fuse.glusterfs", "lustre",
    }
)  # fmt: skip


def share_of(folder: Path) -> str | None:
    """The kind of network share that a folder lies on, such as `nfs4`; None for a disk of this computer."""
    place = _existing(folder)
    if sys.platform == "win32" and str(place).startswith("\\\\"):
        return "SMB"
    best: tuple[int, str] | None = None
    for disk in psutil.disk_partitions(all=True):
        point = Path(disk.mountpoint)
        if place == point or point in place.parents:
            remote = disk.fstype.lower() in _NETWORK or "remote" in disk.opts.split(",")
            depth = len(point.parts)
            if best is None or depth >= best[0]:
                best = depth, (disk.fstype or "SMB") if remote else ""
    return best[1] or None if best else None


def _existing(folder: Path) -> Path:
    place = folder.absolute()
    found = next((part for part in (place, *place.parents) if part.exists()), place)
    return found if str(found).startswith("\\\\") else found.resolve()
