"""smtp-source against a server, done when every message is counted in its mailbox."""
import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from lib.imap import Imap
from lib.processes import cpu_seconds
from lib.proof import DOMAIN, HOST, PASSWORD, Failed

SMTP_SOURCE = '/usr/sbin/smtp-source'


@dataclass(frozen=True)
class Figures:
    """delivered: messages/s until the last is counted; accepted: messages/s until the last 250; cpu: ms per message, whole tree."""
    delivered: float
    accepted: float
    cpu: float


def _source(smtp, recipient, messages, sessions, size, keep):
    command = [SMTP_SOURCE, '-l', str(size), '-s', str(sessions), '-m', str(messages), '-f', 'sender@load.test', '-t', recipient,
               '-S', 'load'] + (['-d'] if keep else []) + [f'{HOST}:{smtp}']
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise Failed(f'smtp-source to port {smtp}: {done.stderr[-500:]}')


def run(server, pids, messages, mailboxes, keep, size=4096, sessions=20, seconds=600):
    """Sends `messages` evenly to user0…user(mailboxes-1) over `sessions` parallel sessions; `pids` are the roots of the server's processes."""
    users = [f'user{i}@{DOMAIN}' for i in range(mailboxes)]
    readers = [Imap(HOST, server.imap, user, PASSWORD) for user in users]
    share, rest = divmod(messages, mailboxes)
    shares = [share + (i < rest) for i in range(mailboxes)]
    wanted = [reader.count() + n for reader, n in zip(readers, shares)]
    cpu, begin = cpu_seconds(pids), time.monotonic()
    if mailboxes == 1:
        _source(server.smtp, users[0], messages, sessions, size, keep)
    else:
        with ThreadPoolExecutor(sessions) as pool:
            jobs = [pool.submit(_source, server.smtp, u, n, 1, size, keep) for u, n in zip(users, shares) if n]
        for job in jobs:
            job.result()
    accepted = time.monotonic() - begin
    for user, reader, want in zip(users, readers, wanted):
        _await_count(user, reader, want, begin + seconds)
    delivered = time.monotonic() - begin
    used = cpu_seconds(pids) - cpu
    for reader in readers:
        reader.close()
    return Figures(messages / delivered, messages / accepted, 1000 * used / messages)


def _await_count(user, reader, want, deadline):
    while (have := reader.count()) != want:
        if have > want:
            raise Failed(f'{user} has {have} messages, {have - want} too many')
        if time.monotonic() > deadline:
            raise Failed(f'{user} has {have} of {want} messages')
        time.sleep(0.05)
