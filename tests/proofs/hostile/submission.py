"""Hostile clients of the ports for users, and TLS on every port."""
import base64
import os
import time
from concurrent.futures import ThreadPoolExecutor

from lib.proof import PASSWORD

from .kinds import Wrong, kind
from .wire import connect, expect, over_tls, read_all, reset, talk

HELLO = b'EHLO bad.test\r\n'
QUIT = b'QUIT\r\n'
SENDER = 'user1@demo.test'
LOGIN = b'AUTH PLAIN ' + base64.b64encode(f'\0{SENDER}\0{PASSWORD}'.encode()) + b'\r\n'
FROM = b'MAIL FROM:<' + SENDER.encode() + b'>\r\n'
JUNK = os.urandom(50_000).replace(b'\n', b'x')


def _clear(name, expected, *lines, patterns, never=None, port='submission', hello=HELLO):
    @kind(f'{port}-{name}', expected)
    def _(attack):
        return expect(talk(attack.server.ports[port], hello, *lines, QUIT), rb'^220 ', *patterns, never=never)


_clear('MAIL-in-the-clear', '530', b'MAIL FROM:<>\r\n', patterns=[rb'\n530 '])
_clear('AUTH-in-the-clear', '538', LOGIN, patterns=[rb'\n5(38|03|02) '], never=rb'\n235 ')
_clear('garbage', '421', b'?\r\n' * 5000, patterns=[rb'421 4\.7\.0'])
_clear('line-of-5-MB', '500 5.5.6', b'NOOP ' + b'x' * 5_000_000 + b'\r\n', patterns=[rb'500 5\.5\.6', rb'221 '])
_clear('is-not-HTTP', 'refused', b'POST / HTTP/1.1\r\nHost: x\r\n\r\n', patterns=[rb'50\d '], hello=b'')
_clear('BDAT-without-login', '530 or 503', b'MAIL FROM:<>\r\nBDAT 4 LAST\r\nabcd', patterns=[rb'\n530 '], never=rb'\n250 2\.0\.0 Ok: ')


def _session(attack, source='127.0.0.2'):
    connection = connect(attack.server.submissions, source, 30)
    return over_tls(connection)


def _tls(name, expected, *lines, patterns, never=None, login=True, waits=False):
    """A kind that says its piece at once under TLS."""
    @kind('submissions-' + name, expected, waits=waits)
    def _(attack):
        with _session(attack) as secure:
            secure.sendall(HELLO + (LOGIN if login else b''))
            try:
                for line in lines:
                    secure.sendall(line)
                secure.sendall(QUIT)
            except OSError:
                pass
            answer, closed = read_all(secure, 30)
        if not closed:
            raise Wrong(f'still open: {answer[-200:]!r}')
        return expect(answer, rb'^220 ', *patterns, never=never)


TO = b'RCPT TO:<user0@demo.test>\r\n'
_tls('AUTH-not-base64', '501', b'AUTH PLAIN !!!!\r\nAUTH PLAIN\r\n!!!\r\n', patterns=[rb'501 ', rb'501 '], login=False)
_tls('AUTH-line-of-12000', '500 or 501', b'AUTH PLAIN ' + b'A' * 12_000 + b'\r\n', patterns=[rb'\n(535|50\d) '], login=False, waits=True)
_tls('AUTH-answer-without-end', 'closed', b'AUTH PLAIN\r\n' + b'A' * 1_000_000 + b'\r\n', patterns=[rb'\n50\d '], login=False)
_tls('AUTH-unknown-mechanism', '504', b'AUTH GSSAPI AAAA\r\nAUTH ' + b'X' * 500 + b'\r\n', patterns=[rb'504 ', rb'\n50\d '], login=False)
_tls('AUTH-twice', '503', LOGIN, patterns=[rb'235 ', rb'503 '])
_tls('spoofed-sender', '553', b'MAIL FROM:<user0@demo.test>\r\n', patterns=[rb'235 ', rb'553 5\.7\.1'])
_tls('no-From', '550', FROM + TO + b'DATA\r\nSubject: x\r\n\r\nx\r\n.\r\n', patterns=[rb'354 ', rb'550 5\.6\.0'])
_tls('two-Froms', '550', FROM + TO + b'DATA\r\nFrom: ' + SENDER.encode() + b'\r\nFrom: user0@demo.test\r\n\r\nx\r\n.\r\n', patterns=[rb'354 ', rb'550 5\.6\.0'])
_tls('folded-From-of-10000', '550', FROM + TO + b'DATA\r\nFrom: ' + b',\r\n '.join(b'a%d@demo.test' % n for n in range(10_000)) + b'\r\n\r\nx\r\n.\r\n',
     patterns=[rb'354 ', rb'550 '])
_tls('header-of-5-MB', '552', FROM + TO + b'DATA\r\nFrom: ' + SENDER.encode() + b'\r\n' + b'X-Junk: y\r\n' * 450_000 + b'\r\nx\r\n.\r\n', patterns=[rb'354 ', rb'552 '])
_tls('smuggling', '550 5.6.0 and closed', FROM + TO + b'DATA\r\nFrom: ' + SENDER.encode() + b'\r\n\r\na\n.\nMAIL FROM:<>\r\n.\r\n', patterns=[rb'354 ', rb'550 5\.6\.0'])
_tls('2000-recipients', '450 4.7.1 or 452 4.5.3 beyond the sending limit', FROM + TO + b''.join(b'RCPT TO:<user0+%d@demo.test>\r\n' % n for n in range(2000)) + b'RSET\r\n',
     patterns=[rb'250 2\.1\.5', rb'45[02] '])
_tls('relay-without-login', '530', b'MAIL FROM:<>\r\nRCPT TO:<x@elsewhere.test>\r\n', patterns=[rb'530 '], login=False)
_tls('STARTTLS-under-TLS', '50x or 454', b'STARTTLS\r\n', patterns=[rb'\n(50\d|454) '])


@kind('submission-AUTH-flood', '535, slower and slower, then 421', waits=True)
def _(attack):
    begin = time.monotonic()

    def guess(number):
        try:
            with _session(attack, '127.0.7.3') as secure:
                wrong = base64.b64encode(b'\0guess%d@demo.test\0wrong' % number)
                secure.sendall(HELLO + b'AUTH PLAIN ' + wrong + b'\r\n' + QUIT)
                return read_all(secure, 60)[0]
        except OSError as error:
            return repr(error).encode()
    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(guess, range(40)))
    refused, blocked = sum(b'535 5.7.8' in a for a in answers), sum(b'421 4.7.0' in a for a in answers)
    if refused < 25 or blocked < 5:
        raise Wrong(f'{refused} refused, {blocked} blocked: {answers[-1]!r}')
    return f'{refused} refused, {blocked} blocked in {time.monotonic() - begin:.0f} s'


# --- TLS on every port that has it
def _starttls(connection, port):
    """Up to where the server expects a ClientHello."""
    connection.settimeout(10)
    if port in ('imaps', 'submissions'):
        return
    connection.recv(1000)
    connection.sendall(b'a STARTTLS\r\n' if port == 'imap' else b'LHLO x\r\n' if port == 'lmtp' else HELLO)
    if port != 'imap':
        connection.recv(4000)
        connection.sendall(b'STARTTLS\r\n')
        connection.recv(1000)
    else:
        connection.recv(1000)


def _every_port(port):
    @kind(f'{port}-TLS-handshake-cut', 'forgotten')
    def _(attack):
        for number in range(attack.size(20, 200)):
            connection = connect(attack.server.ports[port], '127.0.0.3')
            _starttls(connection, port)
            connection.sendall(b'\x16\x03\x01\x02\x00\x01\x00'[:1 + number % 7])
            reset(connection)
        return 'all reset'

    @kind(f'{port}-TLS-handshake-in-drips', 'held until the end; others go on')
    def _(attack):
        connections = []
        for _ in range(attack.size(20, 200)):
            connection = connect(attack.server.ports[port], '127.0.10.1')
            _starttls(connection, port)
            connection.sendall(b'\x16\x03\x01\x02\x00\x01\x00')
            connections.append(connection)
        attack.hold(connections, drip=b'\0')
        return f'{len(connections)} dripping'

    @kind(f'{port}-TLS-records-of-junk', 'closed')
    def _(attack):
        for junk in (b'\x16\x03\x01\x40\x00' + JUNK, b'\x17\x03\x03\x40\x00' + JUNK, b'\x15\x03\x01\x00\x02\x02\x28', b'\x80\x2e\x01\0\x02' + JUNK, JUNK):
            with connect(attack.server.ports[port]) as connection:
                _starttls(connection, port)
                try:
                    connection.sendall(junk)
                    connection.shutdown(1)
                except OSError:
                    pass
                if not read_all(connection)[1]:
                    raise Wrong(f'still open behind {junk[:8]!r}')
        return 'closed'

    if port in ('submissions', 'imaps'):
        return

    @kind(f'{port}-STARTTLS-injected', 'what was sent in the clear is never answered under TLS')
    def _(attack):
        with connect(attack.server.ports[port]) as connection:
            connection.settimeout(10)
            connection.recv(1000)
            if port == 'imap':
                connection.sendall(b'a STARTTLS\r\nb NOOP\r\n')
            else:
                connection.sendall(b'LHLO x\r\n' if port == 'lmtp' else HELLO)
                connection.recv(4000)
                connection.sendall(b'STARTTLS\r\nNOOP\r\nMAIL FROM:<injected@bad.test>\r\n')
            answer = connection.recv(1000)
            if port == 'imap' and b'a OK' not in answer:
                return expect(answer, rb'BAD|BYE', never=rb'b OK')
            expect(answer, rb'(220 |a OK)', never=rb'\n(250|b OK)')
            secure = over_tls(connection)
            secure.sendall(b'c LOGOUT\r\n' if port == 'imap' else QUIT)
            return expect(read_all(secure)[0], rb'(^221 |c OK)', never=rb'b OK|250 ') + ' only'


for name in ('smtp', 'lmtp', 'submission', 'submissions', 'imap', 'imaps'):
    _every_port(name)


@kind('submissions-plain-text', 'closed')
def _(attack):
    answer = talk(attack.server.submissions, HELLO + QUIT)
    if b'250' in answer:
        raise Wrong(f'{answer[:100]!r}')
    return 'closed'
