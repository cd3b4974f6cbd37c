"""A raw IMAP client (RFC 3501): commands out, responses with their literals in. It interprets as little as it can."""
import re
import socket
import ssl

_LITERAL = re.compile(rb'\{(\d+)\}\r\n$')


class ImapRefused(Exception):
    """The tagged reply was NO or BAD."""


def quoted(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"') + '"'


def insecure_tls():
    """TLS that trusts any certificate: a demo's is signed by nobody."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class Imap:
    def __init__(self, host, port, user=None, password=None, timeout=60, tls=None):
        """tls: None, 'starttls' or 'implicit'."""
        self.socket = socket.create_connection((host, port), timeout=timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._number = 0
        if tls == 'implicit':
            self.socket = insecure_tls().wrap_socket(self.socket)
        self.stream = self.socket.makefile('rb', 1 << 18)
        self.greeting, _ = self.response()
        if tls == 'starttls':
            self.command('STARTTLS')
            self.socket = insecure_tls().wrap_socket(self.socket)
            self.stream = self.socket.makefile('rb', 1 << 18)
        if user is not None:
            self.command(f'LOGIN {quoted(user)} {quoted(password)}')

    def response(self):
        """One response: its text (literals left as {n}) and the list of its literals."""
        text, literals = [], []
        while True:
            line = self.stream.readline()
            if not line.endswith(b'\r\n'):
                raise ConnectionError('closed')
            text.append(line[:-2])
            found = _LITERAL.search(line)
            if not found:
                return b''.join(text), literals
            size = int(found[1])
            data = self.stream.read(size)
            if len(data) != size:
                raise ConnectionError('closed inside a literal')
            literals.append(data)

    def send(self, text, literal=None):
        """Sends a command, with an optional literal at its end (synchronising), and returns its tag."""
        self._number += 1
        tag = b'a%d' % self._number
        line = tag + b' ' + (text if isinstance(text, bytes) else text.encode())
        if literal is None:
            self.socket.sendall(line + b'\r\n')
            return tag
        self.socket.sendall(line + b' {%d}\r\n' % len(literal))
        while True:
            answer, _ = self.response()
            if answer.startswith(b'+'):
                break
            if answer.startswith(tag + b' '):
                raise ImapRefused(answer.decode(errors='replace'))
        self.socket.sendall(literal + b'\r\n')
        return tag

    def command(self, text, literal=None):
        """Untagged responses and, last, the tagged one; raises ImapRefused unless that is OK."""
        tag = self.send(text, literal)
        responses = []
        while True:
            answer = self.response()
            responses.append(answer)
            if answer[0].startswith(tag + b' '):
                if not answer[0].startswith(tag + b' OK'):
                    raise ImapRefused(f'{text!r:.80}: ' + answer[0].decode(errors='replace'))
                return responses

    def select(self, mailbox='INBOX'):
        """EXISTS, UIDVALIDITY and UIDNEXT."""
        text = b'\n'.join(line for line, _ in self.command(f'SELECT {mailbox}'))
        return tuple(int(re.search(p, text)[1]) for p in (rb'\* (\d+) EXISTS', rb'\[UIDVALIDITY (\d+)\]', rb'\[UIDNEXT (\d+)\]'))

    def count(self, mailbox='INBOX'):
        text = b'\n'.join(line for line, _ in self.command(f'STATUS {mailbox} (MESSAGES)'))
        return int(re.search(rb'MESSAGES (\d+)', text)[1])

    def uids(self):
        """UIDs of the selected mailbox, ascending."""
        for line, _ in self.command('UID SEARCH ALL'):
            if line.startswith(b'* SEARCH'):
                return sorted(map(int, line[8:].split()))
        return []

    def fetch(self, uids):
        """(uid, flags, whole message) of each of the given UIDs (a set as IMAP writes it), \\Seen untouched."""
        for line, literals in self.command(f'UID FETCH {uids} (UID FLAGS BODY.PEEK[])'):
            if b' FETCH (' in line and literals:
                yield (int(re.search(rb'UID (\d+)', line)[1]),
                       frozenset(re.search(rb'FLAGS \(([^)]*)\)', line)[1].decode().split()) - {'\\Recent'}, literals[0])

    def flags(self, uids):
        """uid -> flags."""
        found = {}
        for line, _ in self.command(f'UID FETCH {uids} (UID FLAGS)'):
            if b' FETCH (' in line and b'UID ' in line:
                found[int(re.search(rb'UID (\d+)', line)[1])] = \
                    frozenset(re.search(rb'FLAGS \(([^)]*)\)', line)[1].decode().split()) - {'\\Recent'}
        return found

    def close(self):
        try:
            self.socket.sendall(b'zz LOGOUT\r\n')
        except OSError:
            pass
        self.stream.close()
        self.socket.close()
