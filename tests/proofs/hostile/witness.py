"""Those who must notice nothing: the good sender, the good client, and the memory of the server."""
import os
import re
import threading
import time

from lib import messages
from lib.imap import Imap
from lib.proof import DOMAIN, HOST, PASSWORD, Failed

from .wire import connect

GOOD = '127.0.0.9'      # the good ones' address
READER = f'alice@{DOMAIN}'
NOTICED = 2             # seconds within which a good client is served


def lines(connection):
    stream = connection.makefile('rb')

    def ask(data, code):
        if data:
            connection.sendall(data)
        while True:
            line = stream.readline()
            if line[3:4] != b'-':
                break
        if not line.startswith(code):
            raise OSError(f'{data[:40]!r}: {line!r}')
    return ask


class GoodSender:
    """Delivers a message every 200 ms, each over a connection of its own, until told to stop."""

    def __init__(self, server, every=0.2):
        self.server, self.every = server, every
        self.sent, self.failures, self.slowest = [], [], 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        due = time.monotonic()
        number = 0
        while not self._over.is_set():
            number += 1
            id = f'good-{number}'
            try:
                begin = time.monotonic()
                self._deliver(id)
                self.slowest = max(self.slowest, time.monotonic() - begin)
                self.sent.append(id)
            except OSError as error:
                self.failures.append(f'{id}: {error!r}')
            due = max(due + self.every, time.monotonic())
            self._over.wait(due - time.monotonic())

    def _deliver(self, id):
        with connect(self.server.smtp, GOOD, 30) as connection:
            ask = lines(connection)
            ask(b'', b'220')
            ask(b'EHLO good.test\r\n', b'250')
            ask(b'MAIL FROM:<good@good.test>\r\n', b'250')
            ask(b'RCPT TO:<%s>\r\n' % READER.encode(), b'250')
            ask(b'DATA\r\n', b'354')
            ask(messages.message(id, 'All is well.\r\n') + b'.\r\n', b'250')
            ask(b'QUIT\r\n', b'221')

    def finish(self):
        self._over.set()
        self._thread.join(40)


def good_client(server):
    """SMTP, IMAP and HTTP serve a good client; returns how long that took together."""
    begin = time.monotonic()
    with connect(server.smtp, GOOD, 10) as connection:
        ask = lines(connection)
        ask(b'', b'220')
        ask(b'EHLO good.test\r\n', b'250')
        ask(b'QUIT\r\n', b'221')
    with connect(server.imap, GOOD, 10) as connection:
        stream = connection.makefile('rb')
        stream.readline()
        connection.sendall(b'a LOGIN %s %s\r\nb SELECT INBOX\r\nc LOGOUT\r\n' % (READER.encode(), PASSWORD.encode()))
        answer = stream.read()
        if b'a OK' not in answer or b'b OK' not in answer:
            raise Failed(f'a good IMAP client got {answer!r}')
    with connect(server.http, GOOD, 10) as connection:
        connection.sendall(b'GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
        if b' 200 ' not in connection.makefile('rb').readline():
            raise Failed('/health is not 200')
    return time.monotonic() - begin


def arrived(server):
    """Marks of the messages that the reader has."""
    imap = Imap(HOST, server.imap, READER, PASSWORD)
    try:
        imap.select()
        text = b''.join(b''.join(literals) for _, literals in imap.command('FETCH 1:* (BODY.PEEK[HEADER.FIELDS (X-Proof-Id)])'))
        return [m.decode() for m in re.findall(rb'(?i)X-Proof-Id: (\S+)', text)]
    finally:
        imap.close()


def _megabytes(path, field):
    with open(path) as file:
        return int(re.search(rf'(?m)^{field}:\s+(\d+) kB', file.read())[1]) / 1024


class Memory:
    """RSS five times a second; PSS when asked."""

    def __init__(self, pid):
        self.pid, self.peak = pid, 0.0
        self._over = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def rss(self):
        return _megabytes(f'/proc/{self.pid}/status', 'VmRSS')

    def pss(self):
        return _megabytes(f'/proc/{self.pid}/smaps_rollup', 'Pss')

    def _run(self):
        while not self._over.wait(0.2):
            try:
                self.peak = max(self.peak, self.rss())
            except OSError:
                return

    def finish(self):
        self._over.set()

    def settle(self, bound, seconds=150):
        """Waits (the runtime's pools let go of arrays that nobody wanted for a minute) until the server has given back what it took, and gives back no more; returns its PSS."""
        deadline = time.monotonic() + seconds
        before = float('inf')
        while time.monotonic() < deadline and ((now := self.pss()) > bound or now < 0.97 * before):
            before = now
            time.sleep(3)
        return self.pss()


def alive(server):
    return os.path.exists(f'/proc/{server.pid}') and server.process.poll() is None
