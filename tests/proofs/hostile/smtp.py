"""Hostile SMTP and LMTP."""
import random
import threading
import time

from lib.proof import DOMAIN

from .kinds import Wrong, kind
from .wire import connect, expect, over_tls, read_all, reset, talk

HELLO = b'EHLO bad.test\r\n'
TO = b'bob@' + DOMAIN.encode()
ENVELOPE = b'MAIL FROM:<bad@bad.test>\r\nRCPT TO:<' + TO + b'>\r\n'
QUIT = b'QUIT\r\n'
HEAD = b'From: bad@bad.test\r\nSubject: bad\r\n\r\n'
DENSE = random.Random(7).randbytes(1 << 20).replace(b'\r', b'x').replace(b'\n', b'\r\n')


def _say(name, expected, *lines, patterns, never=None, port='smtp', hello=HELLO):
    """A kind that says its lines at once between a hello and QUIT."""
    @kind(name, expected)
    def _(attack):
        answer = talk(attack.server.ports[port], hello, *lines, QUIT)
        return expect(answer, rb'^220 ', *patterns, never=never)


# --- command lines
_say('smtp-line-of-5-MB', '500 5.5.6, session goes on', b'NOOP ' + b'x' * 5_000_000 + b'\r\n', patterns=[rb'500 5\.5\.6', rb'221 '])
_say('smtp-line-without-end', 'closed at EOF', b'NOOP ' + b'x' * 5_000_000, patterns=[rb'250 '])
_say('smtp-bare-LF-commands', '500 5.5.2', b'NOOP\nNOOP\n\r\n', patterns=[rb'500 5\.5\.2'])
_say('smtp-bare-CR-commands', '500 5.5.2', b'NOOP\rNOOP\r\r\n', patterns=[rb'500 5\.5\.2'])
_say('smtp-CR-CR-LF-command', '500 5.5.2', b'NOOP\r\r\n', patterns=[rb'500 5\.5\.2'])
_say('smtp-NUL-in-command', '50x', b'NO\0OP\r\nMAIL FROM:<a\0@b.test>\r\n', patterns=[rb'\n50\d ', rb'\n50\d ', rb'221 '])
_say('smtp-invalid-UTF-8-address', '501 or 553', b'MAIL FROM:<\xff\xfe@bad.test> SMTPUTF8\r\n', patterns=[rb'\n5(01|53) ', rb'221 '])
_say('smtp-overlong-UTF-8-address', '501 or 553', b'MAIL FROM:<\xc0\xaf@bad.test> SMTPUTF8\r\n', patterns=[rb'\n5(01|53) ', rb'221 '])
_say('smtp-8-bit-command', '50x', b'\x80\xff\x90\r\n', patterns=[rb'\n50\d ', rb'221 '])
_say('smtp-pipelined-garbage', '421 4.7.0 after 20 errors', b''.join(b'%x\r\n' % n for n in range(20_000)), patterns=[rb'500 ', rb'421 4\.7\.0'])
_say('smtp-binary-garbage', '50x or 421', DENSE, patterns=[rb'\n(50\d|421) '])
_say('smtp-after-QUIT', 'nothing behind 221', QUIT, ENVELOPE, b'NOOP\r\n', patterns=[rb'221 '], never=rb'(?s)221 .*\n\d\d\d')
_say('smtp-nested-MAIL', '503', ENVELOPE, b'MAIL FROM:<>\r\n', patterns=[rb'503 '])
_say('smtp-source-route-of-60-hops', '501 or 550', b'MAIL FROM:<>\r\nRCPT TO:<' + b','.join(b'@h%d.test' % n for n in range(60)) + b':' + TO + b'>\r\n',
     patterns=[rb'\n(250|501|550|553) ', rb'221 '])
_say('smtp-local-part-of-1000', '501', b'MAIL FROM:<' + b'a' * 1000 + b'@bad.test>\r\n', patterns=[rb'501 '])
_say('smtp-quotes-and-escapes', 'refused or taken, never broken', b'MAIL FROM:<"' + b'\\"' * 400 + b'"@bad.test>\r\nRCPT TO:<"\\">\r\n', patterns=[rb'501 ', rb'221 '])
_say('smtp-parameter-flood', '501 or 555', b'MAIL FROM:<>' + b' X=1' * 400 + b'\r\n', patterns=[rb'\n(501|555) ', rb'221 '])
_say('smtp-hello-flood', 'answered or 421', b'EHLO x\r\n' * 3000, patterns=[rb'250 '])
_say('smtp-hello-of-1900', '250 or 501', b'EHLO ' + b'a' * 1900 + b'\r\n', patterns=[rb'\n(250|501)', rb'221 '])
_say('smtp-VRFY-EXPN-HELP', '252, 502, 214', b'VRFY root\r\nEXPN all\r\nHELP\r\n', patterns=[rb'252 ', rb'\n50\d ', rb'214 '])
_say('smtp-AUTH-on-inbound', '50x', b'AUTH PLAIN AGFsaWNlAHg=\r\n', patterns=[rb'\n50\d ', rb'221 '])
_say('smtp-is-not-HTTP', 'refused', b'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n' + ENVELOPE, patterns=[rb'\n50\d '], hello=b'')
_say('smtp-open-relay', '550 5.7.1', b'MAIL FROM:<>\r\nRCPT TO:<x@elsewhere.test>\r\nRCPT TO:<x%elsewhere.test@demo.test>\r\n', patterns=[rb'550 5\.7\.1', rb'550 '])

# --- recipients and sizes
_say('smtp-5000-recipients', '452 4.5.3 from the 1001st on', b'MAIL FROM:<>\r\n', b'RCPT TO:<' + TO + b'>\r\n', b''.join(
     b'RCPT TO:<' + TO + b'>\r\n' for _ in range(5000)), b'RSET\r\n', patterns=[rb'250 2\.1\.5', rb'452 4\.5\.3', rb'221 '])
_say('smtp-directory-harvest', '550 5.1.1, then 421', b'MAIL FROM:<>\r\n', b''.join(
     b'RCPT TO:<guess%d@demo.test>\r\n' % n for n in range(5000)), patterns=[rb'550 5\.1\.1', rb'421 4\.7\.0'])
_say('smtp-SIZE-negative', '501', b'MAIL FROM:<> SIZE=-1\r\n', patterns=[rb'501 '])
_say('smtp-SIZE-overflow', '501 or 552', b'MAIL FROM:<> SIZE=999999999999999999999999\r\n', patterns=[rb'\n(501|552) '])
_say('smtp-SIZE-too-large', '552 5.3.4', b'MAIL FROM:<> SIZE=999999999999\r\n', patterns=[rb'552 5\.3\.4'])
_say('smtp-SIZE-too-small', '250: the announced size binds nobody', b'MAIL FROM:<> SIZE=10\r\nRCPT TO:<' + TO + b'>\r\nDATA\r\n' + HEAD + b'x' * 500 + b'\r\n.\r\n',
     patterns=[rb'354 ', rb'\n(250|552) ', rb'221 '])

# --- DATA
_say('smtp-8-bit-without-BODY', '250', ENVELOPE, b'DATA\r\n' + HEAD + bytes(range(128, 256)) + b'\r\n.\r\n', patterns=[rb'354 ', rb'250 ', rb'221 '])
_say('smtp-NULs-in-DATA', '250 or 550', ENVELOPE, b'DATA\r\n' + HEAD + b'\0' * 900 + b'\r\n.\r\n', patterns=[rb'354 ', rb'\n(250|550) ', rb'221 '])
_say('smtp-one-line-of-49-MB', '550 5.6.0', ENVELOPE, b'DATA\r\nSubject: ' + b'x' * (49 << 20) + b'\r\n.\r\n', patterns=[rb'354 ', rb'550 5\.6\.0'])
_say('smtp-DATA-far-beyond-the-limit', '552 or 421 4.3.4', ENVELOPE, b'DATA\r\n', *[b'0123456789abcde\r\n' * 65536] * 110, patterns=[rb'354 ', rb'\n(552|421) '])
_say('smtp-mail-loop', '554 5.4.6', ENVELOPE, b'DATA\r\n' + b'Received: by x\r\n' * 200 + b'\r\n.\r\n', patterns=[rb'554 5\.4\.6'])
for number, end in enumerate((b'\n.\n', b'\r.\r', b'\r\n.\n', b'\n.\r\n', b'\r\r\n.\r\r\n', b'\r\n.\r', b'\r.\r\n', b'\r\n.\r\r\n', b'\n\r.\r\n', b'\n\n.\n\n', b'\r\n\r.\r\n')):
    _say(f'smtp-smuggling-{"".join({10: "LF-", 13: "CR-", 46: "dot-"}[o] for o in end)[:-1]}', '550 5.6.0 and closed, nothing hidden gets in', ENVELOPE,
         b'DATA\r\n' + HEAD + b'first' + end + b'MAIL FROM:<>\r\nRCPT TO:<' + TO + b'>\r\nDATA\r\nX-Proof-Id: smuggled\r\n\r\nhidden\r\n.\r\n',
         patterns=[rb'354 ', rb'550 5\.6\.0'], never=rb'354 (?s:.*)\n(354|250) ')
_say('smtp-smuggling-NUL-dot', 'content, not an end', ENVELOPE,
     b'DATA\r\n' + HEAD + b'first\r\n\0.\r\nMAIL FROM:<>\r\nX-Proof-Id: smuggled\r\n.\r\n', patterns=[rb'354 ', rb'\n(250|550) ', rb'221 '], never=rb'354 (?s:.*)\n354 ')

# --- BDAT
_say('smtp-BDAT-larger-than-sent', 'closed at EOF', ENVELOPE, b'BDAT 1000 LAST\r\nshort', patterns=[rb'250 '], never=rb'250 2\.0\.0 Ok: |221 ')
_say('smtp-BDAT-smaller-than-sent', 'the rest is garbage: 500', ENVELOPE, b'BDAT 2 LAST\r\n' + b'garbage\r\n' * 40, patterns=[rb'500 '])
_say('smtp-BDAT-negative', '501 and closed', ENVELOPE, b'BDAT -1 LAST\r\n', patterns=[rb'501 '], never=rb'221 ')
_say('smtp-BDAT-overflow', '501 and closed', ENVELOPE, b'BDAT 99999999999999999999 LAST\r\n', patterns=[rb'501 '], never=rb'221 ')
_say('smtp-BDAT-huge', '421 4.3.4', ENVELOPE, b'BDAT 999999999999 LAST\r\nx', patterns=[rb'421 4\.3\.4'])
_say('smtp-BDAT-LAST-twice', '503', ENVELOPE, b'BDAT 6 LAST\r\nx: y\r\nBDAT 6 LAST\r\nx: y\r\n', patterns=[rb'250 ', rb'503 ', rb'221 '])
_say('smtp-BDAT-mixed-with-DATA', '503', ENVELOPE, b'BDAT 6\r\nx: y\r\nDATA\r\n', patterns=[rb'503 ', rb'221 '])
_say('smtp-BDAT-without-recipient', '503, chunk swallowed', b'MAIL FROM:<>\r\nBDAT 6 LAST\r\nQUIT\r\n', patterns=[rb'503 ', rb'221 '])
_say('smtp-BDAT-10000-empty-chunks', '250 each', ENVELOPE, b'BDAT 0\r\n' * 10_000 + b'RSET\r\n', patterns=[rb'250 ', rb'221 '])
_say('smtp-BDAT-bare-LF', '550 5.6.0', ENVELOPE, b'BDAT 8 LAST\r\nx: y\n\nz\n', patterns=[rb'550 5\.6\.0'])

# --- LMTP
LHLO = b'LHLO bad.test\r\n'
_say('lmtp-EHLO-instead-of-LHLO', '50x', patterns=[rb'50\d ', rb'221 '], port='lmtp')
_say('lmtp-smuggling', '550 5.6.0 for each recipient', ENVELOPE, b'RCPT TO:<alice@demo.test>\r\nDATA\r\n' + HEAD + b'a\n.\nMAIL FROM:<>\r\n.\r\n',
     patterns=[rb'354 ', rb'550 5\.6\.0', rb'550 5\.6\.0'], port='lmtp', hello=LHLO)
_say('lmtp-BDAT-lies', '501', ENVELOPE, b'BDAT 0x10 LAST\r\n', patterns=[rb'501 '], port='lmtp', hello=LHLO)
_say('lmtp-garbage', '421 4.7.0', b'?\r\n' * 5000, patterns=[rb'421 4\.7\.0'], port='lmtp', hello=LHLO)


# --- TLS
@kind('smtp-STARTTLS-injection', 'what was sent in the clear is never answered under TLS')
def _(attack):
    with connect(attack.server.smtp) as connection:
        connection.recv(1000)
        connection.sendall(HELLO)
        connection.recv(4000)
        connection.sendall(b'STARTTLS\r\nRSET\r\nMAIL FROM:<injected@bad.test>\r\n')
        expect(connection.recv(1000), rb'^220 ')
        secure = over_tls(connection)
        secure.sendall(b'NOOP injected?\r\nQUIT\r\n')
        answer, _ = read_all(secure)
        return expect(answer, rb'^250 2\.0\.0', rb'^|\n221 ', never=rb'250 2\.1\.0') + ' only'


@kind('smtp-TLS-garbage', 'closed')
def _(attack):
    answer = talk(attack.server.smtp, HELLO + b'STARTTLS\r\n')
    expect(answer, rb'220 .*220 ')
    with connect(attack.server.smtp) as connection:
        connection.recv(1000)
        connection.sendall(HELLO + b'STARTTLS\r\n')
        time.sleep(0.05)
        connection.sendall(b'\x16\x03\x01\xff\xff' + DENSE[:100_000])
        answer, closed = read_all(connection)
        if not closed:
            raise Wrong('still open')
        return expect(answer, rb'220 ') + ', closed'


@kind('smtp-ClientHello-in-the-clear', '50x or closed')
def _(attack):
    return expect(talk(attack.server.smtp, b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' + b'\0' * 500 + b'\r\n'), rb'^220 ')


# --- connections
@kind('smtp-resets-in-DATA', 'forgotten')
def _(attack):
    for _ in range(attack.size(100, 1000)):
        connection = connect(attack.server.smtp)
        connection.sendall(HELLO + ENVELOPE + b'DATA\r\n' + HEAD + b'X-Proof-Id: cut\r\n')
        connection.recv(100)
        reset(connection)
    return 'all reset'


@kind('smtp-half-closed-in-DATA', 'closed, not delivered')
def _(attack):
    return expect(talk(attack.server.smtp, HELLO, ENVELOPE, b'DATA\r\nX-Proof-Id: cut\r\n\r\n.'), rb'354 ', never=rb'354 (?s:.*)\n250 ') + ', closed'


@kind('smtp-never-reads-replies', 'bounded: the server stops reading')
def _(attack):
    connections, sent = [], 0
    for _ in range(10):
        connection = connect(attack.server.smtp)
        connection.setblocking(False)
        try:
            for _ in range(200):
                sent += connection.send(b'EHLO x\r\n' * 8000)
        except BlockingIOError:
            pass
        connections.append(connection)
    attack.hold(connections)
    return f'{sent >> 10} KiB taken before it blocked'


@kind('smtp-memory-hoarders', 'announced sizes reserve no memory from others')
def _(attack):
    hoard = []
    for number in range(40):
        connection = connect(attack.server.smtp, f'127.0.1.{number % 4}' if number % 4 else '127.0.1.9')
        connection.sendall(HELLO + b'MAIL FROM:<> SIZE=52000000\r\nRCPT TO:<' + TO + b'>\r\nDATA\r\n' + HEAD)
        hoard.append(connection)
    attack.hold(hoard, drip=b'x')
    before = len(attack.sender.sent)
    deadline = time.monotonic() + 5
    while len(attack.sender.sent) < before + 3:
        if time.monotonic() > deadline:
            raise Wrong('good mail waits while 40 clients only announce large messages')
        time.sleep(0.05)
    return '40 held, good mail goes on'


@kind('smtp-content-floods', '452 or 421 beyond the memory for content; good mail goes on')
def _(attack):
    answers, block = [], b'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd\r\n' * 16384
    stop = threading.Event()

    def flood(number):
        try:
            with connect(attack.server.smtp, f'127.0.2.{number + 1}', 20) as connection:
                connection.sendall(HELLO + ENVELOPE + b'DATA\r\n')
                for _ in range(45):
                    connection.sendall(block)
                stop.wait(5)
                connection.sendall(b'.\r\n')
                answers.append(connection.recv(4000))
        except OSError as error:
            answers.append(repr(error).encode())
    threads = [threading.Thread(target=flood, args=(n,), daemon=True) for n in range(attack.size(12, 24))]
    for thread in threads:
        thread.start()
    before = len(attack.sender.sent)
    deadline = time.monotonic() + 25
    while len(attack.sender.sent) < before + 5:
        if time.monotonic() > deadline:
            raise Wrong('good mail waits while clients fill the memory for content')
        time.sleep(0.05)
    stop.set()
    for thread in threads:
        thread.join(30)
    expect(b''.join(answers))
    return f'{len(threads)} of 45 MB each, good mail goes on'


@kind('smtp-slow-writers', 'a byte a second: others go on')
def _(attack):
    connections = [connect(attack.server.smtp, '127.0.3.1') for _ in range(attack.size(50, 500))]
    attack.hold(connections, drip=b'x')
    return f'{len(connections)} dripping until the end'


@kind('smtp-flood-above-the-limit', '421 4.7.0 beyond 1000 from one address')
def _(attack):
    connections = [connect(attack.server.smtp, '127.0.4.1') for _ in range(1050)]
    try:
        expect(connections[-1].recv(200), rb'^421 4\.7\.0')
        return expect(connections[0].recv(200), rb'^220 ') + ', the 1050th is refused'
    finally:
        for connection in connections:
            connection.close()


@kind('smtp-connection-churn', 'served')
def _(attack):
    for _ in range(attack.size(1000, 20_000)):
        connect(attack.server.smtp, '127.0.4.2').close()
    return 'done'
