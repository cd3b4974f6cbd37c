"""What mail programs ask most, timed with a client that interprets nothing."""
import random
import smtplib
import socket
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

from lib.proof import DOMAIN, HOST, PASSWORD, Failed


class RawImap:
    """Sends a command and reads to its tagged line; the answer is bytes."""

    def __init__(self, port, user):
        self.socket = socket.create_connection((HOST, port), timeout=300)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._number = 0
        while not self.socket.recv(65536).endswith(b'\r\n'):
            pass
        self.run(f'LOGIN {user} {PASSWORD}'.encode())

    def run(self, command, literal=b''):
        self._number += 1
        tag = b'r%d ' % self._number
        if literal:
            self.socket.sendall(tag + command + b' {%d}\r\n' % len(literal))
            if not self.socket.recv(65536).startswith(b'+'):
                raise Failed(f'{command!r} was refused')
            self.socket.sendall(literal + b'\r\n')
        else:
            self.socket.sendall(tag + command + b'\r\n')
        parts, tail = [], b''
        while True:
            part = self.socket.recv(1 << 20)
            if not part:
                raise Failed(f'closed during {command!r}')
            parts.append(part)
            tail = (tail + part)[-2000:]
            last = tail[tail.rfind(b'\r\n', 0, -2) + 2:] if tail.count(b'\r\n') > 1 else tail
            if tail.endswith(b'\r\n') and last.startswith(tag):
                if not last.startswith(tag + b'OK'):
                    raise Failed(f'{command!r}: {last!r}')
                return b''.join(parts)

    def median_ms(self, command, times):
        return statistics.median(_ms(self.run, command) for _ in range(times))

    def close(self):
        self.socket.close()


def _ms(call, *arguments):
    begin = time.perf_counter()
    call(*arguments)
    return 1000 * (time.perf_counter() - begin)


def _select(imap):
    """From another folder: a server may notice that a folder is selected already."""
    imap.run(b'SELECT Appended')
    return _ms(imap.run, b'SELECT INBOX')


def text(number, size=4096):
    line = f'Line of message {number}: the quick brown fox jumps over the lazy dog.\r\n'
    return (f'From: "Sender {number % 50}" <sender{number % 50}@load.test>\r\nTo: <user0@{DOMAIN}>\r\nSubject: Message number {number}\r\n'
            f'Date: Fri, 20 Nov 2026 12:{number // 60 % 60:02}:{number % 60:02} +0000\r\nMessage-ID: <{number}@load.test>\r\n'
            f'Content-Type: text/plain\r\n\r\n' + line * (size // len(line))).encode()


def fill(port, user, messages, sessions=8):
    """Delivers numbered messages by LMTP."""
    def one(first):
        with smtplib.LMTP(HOST, port, local_hostname='load.test') as lmtp:
            for number in range(first, messages, sessions):
                lmtp.sendmail('sender@load.test', [user], text(number))
    with ThreadPoolExecutor(sessions) as pool:
        list(pool.map(one, range(sessions)))


def measure(port, user, messages, seed=1):
    """name -> figure; times in ms (less is better), rates per second (more is better)."""
    imap, chance = RawImap(port, user), random.Random(seed)
    imap.run(b'SELECT INBOX')
    figures = {'SELECT ms': statistics.median(_select(imap) for _ in range(60))}
    imap.run(b'FETCH 1:* (FLAGS ENVELOPE UID)')
    figures['ENVELOPE ms'] = imap.median_ms(b'FETCH 1:* (FLAGS ENVELOPE UID)', 5)
    figures['FLAGS ms'] = imap.median_ms(b'FETCH 1:* (FLAGS UID)', 5)
    count = min(2000, 2 * messages)
    begin = time.perf_counter()
    for _ in range(count):
        imap.run(b'FETCH %d BODY.PEEK[]' % chance.randint(1, messages))
    figures['bodies/s'] = count / (time.perf_counter() - begin)
    figures['SEARCH TEXT ms'] = imap.median_ms(b'SEARCH TEXT "message %d:"' % (messages // 2), 2)
    count = min(500, messages)
    begin = time.perf_counter()
    for number in range(count):
        imap.run(b'APPEND Appended', text(number))
    figures['APPEND/s'] = count / (time.perf_counter() - begin)
    imap.close()
    return figures
