"""CPU time of process trees, from /proc."""
import os

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
