"""The order of system calls of one delivery: the sync that makes it durable stands before the 250."""
import re
import smtplib
import subprocess
from dataclasses import dataclass
from pathlib import Path

from lib import messages
from lib.processes import tree
from lib.proof import DOMAIN, HOST, Failed, wait_until

_CALLS = 'fdatasync,fsync,sync_file_range,msync,write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg'
_LINE = re.compile(r'^(\d+) +(\d+\.\d+) (.*)$')
_SEND = re.compile(r'(sendto|sendmsg|write|writev)\(\d+<(socket|TCP)')
_IDLE = r'Z\0\0\0\5I'  # ReadyForQuery, in no transaction (PostgreSQL's protocol, section 55.7), as strace writes it
_DONE = re.compile(r'\) += 0')


@dataclass(frozen=True)
class Call:
    """A system call of a thread or process, with the times in seconds at which it began and ended."""
    pid: int
    began: float
    ended: float
    text: str

    def sync_of(self, path):
        return re.match(rf'(fdatasync|fsync)\(\d+<[^>]*{path}', self.text) and _DONE.search(self.text)

    def write_to(self, path):
        return re.match(rf'(pwrite64|pwritev2?|writev?)\(\d+<[^>]*{path}', self.text)


def record(proof, name, roots, port):
    """Traces the process trees during one delivery by SMTP; returns their calls in the order in which they ended."""
    output, errors = proof.folder / f'{name}.strace', proof.folder / f'{name}.strace-errors'
    pids = tree(roots)
    command = ['strace', '-f', '-ttt', '-y', '-s', '4000', '-e', f'trace={_CALLS}', '-o', str(output)]
    for pid in pids:
        command += ['-p', str(pid)]
    with open(errors, 'wb') as to:
        tracer = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=to, stderr=to)
    try:
        wait_until(lambda: _attached(tracer, errors, pids), 30, 'strace is attached')
        with smtplib.SMTP(HOST, port, local_hostname='client.load.test', timeout=60) as client:
            client.sendmail('sender@load.test', [f'alice@{DOMAIN}'], messages.message('traced', messages.text_lines('traced', 4000)))
        wait_until(lambda: '"221 ' in output.read_text(errors='replace'), 30, 'the trace shows the end of the session')
    finally:
        tracer.terminate()
        tracer.wait(30)
    return list(_calls(output))


def _attached(tracer, errors, pids):
    text = errors.read_text(errors='replace')
    if tracer.poll() is not None:
        raise Failed(f'strace cannot attach (it needs the right to trace processes): {text[-500:]}')
    # A database's helper processes come and go: one that ended meanwhile needs no tracing.
    attached = set(map(int, re.findall(r'Process (\d+) attached', text)))
    return all(pid in attached or not Path(f'/proc/{pid}').exists() for pid in pids)


def _calls(path):
    """Joins what strace splits into `<unfinished ...>` and `resumed`."""
    begun = {}
    for line in path.read_text(errors='replace').splitlines():
        if not (found := _LINE.match(line)):
            continue
        pid, at, text = int(found[1]), float(found[2]), found[3]
        if text.endswith('<unfinished ...>'):
            begun[pid] = (at, text.removesuffix('<unfinished ...>'))
        elif text.startswith('<... '):
            began, first = begun.pop(pid, (at, ''))
            yield Call(pid, began, at, first + text.split('resumed>', 1)[-1])
        else:
            yield Call(pid, at, at, text)


def _between(calls):
    """354, 250, and the calls that began after the one and ended before the other began."""
    sends = [c for c in calls if _SEND.match(c.text)]
    asked = next((c for c in sends if '"354 ' in c.text), None)
    answer = next((c for c in sends if asked and c.began > asked.began and '"250 ' in c.text), None)
    if not answer:
        raise Failed('the trace shows no 354 and 250: ' + '; '.join(c.text[:100] for c in sends))
    return asked, answer, [c for c in calls if c.began > asked.began and c.ended <= answer.began]


def segment_before_reply(calls):
    """A segment of the accept log is written, then synced, between 354 and 250."""
    asked, answer, between = _between(calls)
    written = next((c for c in between if c.write_to('/segments/')), None)
    synced = next((c for c in between if written and c.began >= written.began and c.sync_of('/segments/')), None)
    if not synced:
        raise Failed('no write and sync of a segment between 354 and 250, but: ' + '; '.join(c.text[:150] for c in between))
    return (f'354 at 0 ms, segment written at {_ms(written, asked)}, {synced.text.split("(")[0]} done at {_ms(synced, asked)}, '
            f'250 at {1000 * (answer.began - asked.began):.1f} ms')


def commit_before_reply(calls, postgres_pids):
    """PostgreSQL syncs its log, then a backend says that its transaction is over, then the server sends its 250."""
    asked, answer, between = _between(calls)
    synced = next((c for c in between if c.sync_of('/pg_wal/')), None)
    committed = next((c for c in between if synced and c.pid in postgres_pids and c.began >= synced.ended and _SEND.match(c.text)
                      and _IDLE in c.text), None)
    if not committed:
        raise Failed('no sync of pg_wal and end of transaction between 354 and 250, but: '
                     + '; '.join(f'[{c.pid}] {c.text[:150]}' for c in between))
    return (f'354 at 0 ms, pg_wal synced at {_ms(synced, asked)}, commit answered at {_ms(committed, asked)}, '
            f'250 at {1000 * (answer.began - asked.began):.1f} ms')


def _ms(call, zero):
    return f'{1000 * (call.ended - zero.began):.1f}'
