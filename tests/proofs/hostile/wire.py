"""Sockets of somebody who keeps to no rule."""
import re
import socket
import ssl
import struct
import threading
import time

from lib.imap import insecure_tls
from lib.proof import HOST, PASSWORD

from .kinds import INTERNAL, Wrong

ANSWERED = 10   # seconds within which the last answer must be there


def connect(port, source='127.0.0.2', timeout=ANSWERED):
    return socket.create_connection((HOST, port), timeout=timeout, source_address=(source, 0))


def reset(connection):
    """Closes with RST instead of FIN."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    connection.close()


def _send_all(connection, pieces, half_close):
    try:
        for piece in pieces:
            connection.sendall(piece)
        if half_close:
            connection.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # it hung up on us, which is its right


def read_all(connection, seconds=ANSWERED, most=1 << 22):
    """What comes until the server closes: bytes, and whether it did."""
    got, deadline = [], time.monotonic() + seconds
    size = 0
    while size < most:
        connection.settimeout(max(0.01, deadline - time.monotonic()))
        try:
            part = connection.recv(1 << 16)
        except (socket.timeout, ssl.SSLWantReadError):
            return b''.join(got), False
        except OSError:
            return b''.join(got), True
        if not part:
            return b''.join(got), True
        got.append(part)
        size += len(part)
    return b''.join(got), False


def ask(port, *pieces, source='127.0.0.2', seconds=ANSWERED):
    """Sends everything, never closes, and reads the first answer: until the server closes, or says no more."""
    with connect(port, source) as connection:
        sender = threading.Thread(target=_send_all, args=(connection, pieces, False), daemon=True)
        sender.start()
        answer, closed = b'', False
        deadline = time.monotonic() + seconds
        while not closed and not answer and time.monotonic() < deadline:
            answer, closed = read_all(connection, 0.5)
        if not answer and not closed:
            raise Wrong(f'no answer within {seconds} s')
    sender.join(5)
    return answer


def talk(port, *pieces, source='127.0.0.2', half_close=True, seconds=ANSWERED, most=1 << 22):
    """Sends everything, waits for nothing in between, and reads until the server closes."""
    with connect(port, source) as connection:
        sender = threading.Thread(target=_send_all, args=(connection, pieces, half_close), daemon=True)
        sender.start()
        answer, closed = read_all(connection, seconds, most)
        if not closed:
            raise Wrong(f'the connection is still open {seconds} s after the last octet, or there is no end of the answer: {len(answer)} octets, …{answer[-200:]!r}')
    sender.join(5)
    return answer


def expect(answer, *patterns, never=None):
    """Every pattern is found behind the one before it; nothing internal, nor `never`, anywhere."""
    found = re.search(INTERNAL, answer)
    if found:
        raise Wrong(f'an internal failure: {answer[max(0, found.start() - 100):found.end() + 100]!r}')
    at, last = 0, b''
    for pattern in patterns:
        match = re.compile(pattern, re.S).search(answer, at)
        if not match:
            raise Wrong(f'{pattern!r} is missing in {answer[:600]!r}')
        at, last = match.end(), match[0]
    if never and re.search(never, answer):
        raise Wrong(f'{never!r} is in {answer[:600]!r}')
    return last[:60].split(b'\r')[0].decode(errors='replace')


def over_tls(connection):
    return insecure_tls().wrap_socket(connection)


class ImapWire:
    """An IMAP session that is logged in by a client that the server knows, and then misbehaves."""

    def __init__(self, port, user, source='127.0.0.2', select=False, timeout=30):
        self.socket = connect(port, source, timeout)
        self.stream = self.socket.makefile('rb')
        self.stream.readline()
        self.ask(b'LOGIN %s %s' % (user.encode(), PASSWORD.encode()), b'OK')
        if select:
            self.ask(b'SELECT INBOX', b'OK')

    def ask(self, command, status=b'OK|NO|BAD', seconds=30):
        """Sends a command; all of its answer, which must have the status."""
        self.socket.settimeout(seconds)
        try:
            self.socket.sendall(b't ' + command + b'\r\n')
        except OSError:
            pass
        got = []
        while True:
            try:
                line = self.stream.readline()
            except TimeoutError:
                raise Wrong(f'no answer within {seconds} s to {command[:60]!r}') from None
            except OSError:
                line = b''
            got.append(line)
            if line.startswith(b't ') or not line:
                break
        answer = b''.join(got)
        expect(answer)
        if not re.search(rb'(?m)^(t (%s)|\* BYE)' % status, answer):
            raise Wrong(f'{command[:80]!r} was answered {answer[-300:]!r}')
        return answer

    def close(self):
        self.stream.close()
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
