"""CPU time and memory of processes, from /proc."""
import os
import re

_TICK = os.sysconf('SC_CLK_TCK')


def _stat(pid):
    with open(f'/proc/{pid}/stat') as stat:
        return stat.read().rsplit(')', 1)[1].split()


def tree(roots):
    """The processes and all that descend from them."""
    children = {}
    for name in filter(str.isdigit, os.listdir('/proc')):
        try:
            children.setdefault(int(_stat(name)[1]), []).append(int(name))
        except OSError:
            pass
    found, open_ends = [], list(roots)
    while open_ends:
        pid = open_ends.pop()
        found.append(pid)
        open_ends += children.get(pid, [])
    return found


def cpu_seconds(roots):
    """User and system time of the trees, ended children that were waited for included."""
    total = 0
    for pid in tree(roots):
        try:
            total += sum(map(int, _stat(pid)[11:15]))
        except OSError:
            pass
    return total / _TICK


def pss_megabytes(pid):
    """Memory of one process, what it shares counted in part (PSS)."""
    with open(f'/proc/{pid}/smaps_rollup') as rollup:
        return int(re.search(r'(?m)^Pss:\s+(\d+) kB', rollup.read())[1]) / 1024
