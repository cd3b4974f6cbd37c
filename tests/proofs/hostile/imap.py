"""Hostile IMAP."""
import base64
import random
import time
from concurrent.futures import ThreadPoolExecutor

from lib.proof import PASSWORD

from .kinds import Wrong, kind
from .wire import ImapWire, connect, expect, over_tls, read_all, reset, talk

VICTIM = 'user0@demo.test'
LOGIN = b'l LOGIN ' + VICTIM.encode() + b' ' + PASSWORD.encode() + b'\r\n'
BYE = b'z LOGOUT\r\n'
JUNK = random.Random(8).randbytes(300_000)


def _anyone(name, expected, *pieces, patterns, never=None):
    """A kind that says its piece without logging in, all at once."""
    @kind(name, expected)
    def _(attack):
        return expect(talk(attack.server.imap, *pieces), rb'^\* OK', *patterns, never=never)


def _user(name, expected, command, status=b'OK|NO|BAD', select=True, patterns=()):
    """A kind that is one command of somebody who has logged in; then the session, or a new one, answers NOOP."""
    @kind(name, expected)
    def _(attack):
        with ImapWire(attack.server.imap, VICTIM, select=select) as wire:
            answer = wire.ask(command, status)
            expect(answer, *patterns)
            if b'* BYE' not in answer:
                wire.ask(b'NOOP', b'OK')
            return answer[-80:].split(b'\r\n')[-2][:60].decode(errors='replace')


# --- lines and octets
_anyone('imap-line-without-end', 'BYE [TOOBIG]', b'a NOOP ' + b'x' * 5_000_000, patterns=[rb'\* BYE'])
_anyone('imap-garbage-lines', 'BAD, then BYE', b'\r\n'.join(b'%x' % n for n in range(20_000)), patterns=[rb'BAD', rb'\* BYE'])
_anyone('imap-binary-garbage', 'BAD or BYE', JUNK, patterns=[rb'BAD|BYE'])
_anyone('imap-NULs', 'BAD', b'a NO\0OP\r\n' + b'b LOGIN "a\0" "b\0"\r\n' + BYE, patterns=[rb'BAD', rb'BAD'])
_anyone('imap-invalid-UTF-8', 'BAD or NO', b'a LOGIN "\xff\xfe" "\xc0\xaf"\r\n' + BYE, patterns=[rb'a (BAD|NO)'])
_anyone('imap-bare-LF-and-CR', 'BAD or answered, never merged', b'a NOOP\nb NOOP\rc NOOP\r\n' + BYE, patterns=[rb'(BAD|OK)', rb'\* BYE'])
_anyone('imap-after-LOGOUT', 'nothing behind BYE', BYE + b'a NOOP\r\n', patterns=[rb'\* BYE', rb'z OK'], never=rb'a OK')
_anyone('imap-strange-tags', 'BAD', b'+ NOOP\r\n* NOOP\r\n\r\n' + b't' * 2000 + b' NOOP\r\n' + BYE, patterns=[rb'BAD'])
_anyone('imap-commands-before-login', 'BAD', b'a SELECT INBOX\r\nb FETCH 1 BODY[]\r\nc APPEND INBOX {9+}\r\nx: y\r\n\r\nz\r\n', patterns=[rb'a BAD', rb'b BAD', rb'BAD|BYE'])
_anyone('imap-is-not-HTTP', 'BAD', b'GET / HTTP/1.1\r\nHost: x\r\n\r\n' * 30, patterns=[rb'BAD', rb'\* BYE'])

# --- literals
_anyone('imap-literal-of-4-GiB', 'BAD [TOOBIG], not asked for', b'a LOGIN {4294967296}\r\n' + BYE, patterns=[rb'a BAD'], never=rb'\n\+ ')
_anyone('imap-LITERAL+-of-4-GiB', 'BYE', b'a LOGIN {4294967295+}\r\n' + b'x' * 100_000, patterns=[rb'\* BYE'])
_anyone('imap-literal-negative', 'BAD', b'a LOGIN {-1}\r\n' + BYE, patterns=[rb'a BAD'])
_anyone('imap-literal-overflow', 'BAD', b'a LOGIN {99999999999999999999999999}\r\nb LOGIN {9999999999999}\r\n' + BYE, patterns=[rb'a BAD', rb'b BAD'])
_anyone('imap-literal-not-a-number', 'BAD', b'a LOGIN {1e9}\r\nb LOGIN {+}\r\nc LOGIN {}\r\nd LOGIN {1++}\r\n' + BYE, patterns=[rb'a BAD', rb'b BAD', rb'c BAD', rb'd BAD'])
_anyone('imap-100000-small-literals', 'BAD or BYE', b'a LOGIN ' + b'{1+}\r\nx' * 100_000, patterns=[rb'BAD|BYE'])
_anyone('imap-literals-without-end', 'closed at EOF', b'a LOGIN {60000+}\r\n' + b'x' * 50_000, patterns=[])

# --- nesting and sets
_user('imap-FETCH-deep-parentheses', 'BAD', b'FETCH 1 ' + b'(' * 30_000, b'BAD')
_user('imap-LIST-deep-parentheses', 'BAD', b'LIST ' + b'(' * 30_000, b'BAD')
_user('imap-STATUS-parentheses', 'BAD', b'STATUS INBOX ' + b'(MESSAGES ' * 5000, b'BAD')
_user('imap-SEARCH-deep-NOT', 'BAD', b'SEARCH ' + b'NOT ' * 15_000 + b'ALL', b'BAD|OK|NO')
_user('imap-SEARCH-deep-OR', 'BAD', b'SEARCH ' + b'OR ' * 15_000 + b'ALL ' * 5000, b'BAD|OK|NO')
_user('imap-SEARCH-deep-parentheses', 'BAD', b'SEARCH ' + b'(' * 30_000 + b'ALL' + b')' * 30_000, b'BAD|OK|NO')
_user('imap-SEARCH-4000-keys', 'OK or refused', b'SEARCH' + b' TEXT abc' * 4000, b'BAD|OK|NO')
_user('imap-SEARCH-pattern-of-60-KB', 'OK or refused', b'SEARCH TEXT "' + b'ab' * 30_000 + b'"', b'BAD|OK|NO')
_user('imap-SEARCH-unknown-charset', 'NO or BAD', b'SEARCH CHARSET X-UNKNOWN-9 TEXT abc', b'NO|BAD')
_user('imap-sequence-set-without-end', 'answered in time', b'FETCH ' + b'1:*,' * 15_000 + b'1 FLAGS', b'BAD|OK|NO')
_user('imap-sequence-set-scattered', 'answered in time', b'UID FETCH ' + b','.join(b'%d' % (n * 2) for n in range(9000)) + b' FLAGS', b'BAD|OK|NO')
_user('imap-sequence-numbers-out-of-range', 'BAD', b'FETCH 0,4294967296,99999999999999999999:* FLAGS', b'BAD')
_user('imap-UID-range-of-4-billion', 'OK', b'UID FETCH 1:4294967295,4294967295:1 FLAGS', b'OK')
_user('imap-FETCH-1000-times-the-message', 'bounded', b'FETCH 1 (' + b'BODY.PEEK[] ' * 999 + b'BODY.PEEK[])', b'BAD|OK|NO')
_user('imap-section-5000-deep', 'BAD or NIL', b'FETCH 1 BODY.PEEK[' + b'1.' * 5000 + b'1]', b'BAD|OK|NO')
_user('imap-section-numbers-overflow', 'BAD or NIL', b'FETCH 1 (BODY.PEEK[4294967295.99999999999] BODY.PEEK[0])', b'BAD|OK|NO')
_user('imap-partial-overflow', 'BAD or empty', b'FETCH 1 (BODY.PEEK[]<4294967295.4294967295> BODY.PEEK[]<99999999999.1>)', b'BAD|OK|NO')
_user('imap-HEADER.FIELDS-5000-names', 'OK or BAD', b'FETCH 1 BODY.PEEK[HEADER.FIELDS (' + b'X-Name ' * 5000 + b'X)]', b'BAD|OK|NO')

_user('imap-partial-of-4-GiB', 'the message', b'FETCH * (BODY.PEEK[]<0.4294967295> BODY.PEEK[TEXT]<4294967294.4294967295>)', b'BAD|OK|NO')
_user('imap-sequence-set-of-100000', 'BYE [TOOBIG]', b'FETCH ' + b','.join(b'%d' % n for n in range(1, 100_001)) + b' FLAGS', b'BAD|NO', patterns=[rb'TOOBIG'])
_user('imap-SEARCH-literal-of-4-GiB', 'BAD [TOOBIG], not asked for', b'SEARCH SUBJECT {4294967295}', b'BAD')
_user('imap-SEARCH-numbers', 'BAD or OK', b'SEARCH LARGER 99999999999999999999 SMALLER 4294967296 UID 0', b'BAD|NO|OK')
_user('imap-SEARCH-dates', 'BAD or OK', b'SEARCH SINCE 99-Foo-99999 BEFORE "1-Jan-0000" ON 31-Feb-2026', b'BAD|NO|OK')
_user('imap-FETCH-deep-section-brackets', 'BAD', b'FETCH 1 BODY[' + b'[' * 20_000, b'BAD')
_user('imap-STORE-keyword-of-60-KB', 'BAD or NO', b'STORE 1 +FLAGS (' + b'k' * 60_000 + b')', b'BAD|NO')
_user('imap-COPY-to-itself-many-times', 'OK', b'COPY 1:* INBOX', b'OK|NO')
_user('imap-SORT-THREAD-bombs', 'BAD', b'THREAD REFERENCES UTF-8 ' + b'(' * 10_000, b'BAD|NO')
_user('imap-LIST-wildcards', 'answered in time', b'LIST "' + b'%*' * 2000 + b'" "' + b'*%' * 10_000 + b'x"', b'OK|BAD|NO')

# --- folders
_user('imap-folder-name-UTF-7-junk', 'NO or BAD', b'CREATE "&AAAA&&-&ZZ"', b'NO|BAD')
_user('imap-folder-200-deep', 'NO or OK', b'CREATE ' + b'/'.join([b'a'] * 200), b'NO|BAD|OK')
_user('imap-folder-name-of-50-KB', 'NO or BAD', b'CREATE "' + b'a' * 50_000 + b'"', b'NO|BAD')
_user('imap-folder-name-controls', 'NO or BAD', b'CREATE "a\x01\x02\x7f"', b'NO|BAD')
_user('imap-folder-dots', 'NO or OK', b'CREATE "../../etc/passwd"', b'NO|BAD|OK')
_user('imap-RENAME-into-itself', 'NO', b'RENAME INBOX INBOX/a/b', b'NO|OK|BAD')
_user('imap-LIST-pattern-bomb', 'answered in time', b'LIST "" "' + b'%*a' * 8000 + b'%b"', b'OK|BAD|NO')
_user('imap-ENABLE-junk', 'OK or BAD', b'ENABLE ' + b'X-JUNK ' * 5000 + b'X', b'OK|BAD')
_user('imap-ID-of-60-KB', 'OK or BAD', b'ID (' + b'"a" "b" ' * 7000 + b'"c" NIL)', b'OK|BAD')
_user('imap-APPEND-over-the-limit', 'NO [TOOBIG]', b'APPEND INBOX {60000000}', b'NO')
_user('imap-APPEND-of-nothing', 'NO or BAD', b'APPEND INBOX {0+}\r\n', b'NO|BAD')
_user('imap-APPEND-dates', 'BAD', b'APPEND INBOX "99-Xyz-99999 99:99:99 +9999" {1+}\r\nx', b'BAD')
_user('imap-COMPRESS-unknown-command', 'BAD', b'COMPRESS DEFLATE', b'BAD')


@kind('imap-2000-keywords', 'NO beyond the limit of a folder')
def _(attack):
    with ImapWire(attack.server.imap, VICTIM, select=True) as wire:
        for part in range(20):
            answer = wire.ask(b'STORE 1 +FLAGS.SILENT (' + b' '.join(b'kw%d' % (part * 100 + n) for n in range(100)) + b')')
        wire.ask(b'STORE 1 FLAGS.SILENT ()')
        return expect(answer, rb't (NO|BAD)')


@kind('imap-300-folders', 'OK or NO')
def _(attack):
    with ImapWire(attack.server.imap, VICTIM) as wire:
        for number in range(attack.size(300, 3000)):
            wire.ask(b'CREATE many/%d' % number, b'OK|NO')
        wire.ask(b'LIST "" *', b'OK')
        wire.ask(b'LIST "" "' + b'*a' * 100 + b'"', b'OK|BAD|NO', seconds=5)
        for number in range(attack.size(300, 3000)):
            wire.ask(b'DELETE many/%d' % number, b'OK|NO')
        return 'made, listed, gone'


# --- TLS
@kind('imap-STARTTLS-injection', 'BAD, BYE')
def _(attack):
    answer = talk(attack.server.imap, b'a STARTTLS\r\nb LOGIN x y\r\n')
    return expect(answer, rb'a BAD|BYE', never=rb'\nb ')


@kind('imap-TLS-garbage', 'closed')
def _(attack):
    for data in (b'\x16\x03\x01\xff\xff' + JUNK[:100_000], b'\x80\x2e\x01\0\x02' + JUNK[:100_000]):
        connection = connect(attack.server.imap)
        connection.recv(500)
        connection.sendall(b'a STARTTLS\r\n')
        connection.recv(500)
        connection.sendall(data)
        if not read_all(connection)[1]:
            raise Wrong('still open')
    return 'closed'


@kind('imaps-plain-text', 'closed')
def _(attack):
    answer = talk(attack.server.imaps, b'a LOGIN x y\r\n' * 100)
    if b'OK' in answer:
        raise Wrong(f'{answer[:100]!r}')
    return 'closed'


@kind('imaps-handshakes-cut', 'forgotten')
def _(attack):
    for number in range(attack.size(100, 1000)):
        connection = connect(attack.server.imaps, '127.0.0.3')
        connection.sendall(b'\x16\x03\x01\x02\x00\x01'[:1 + number % 6])
        reset(connection)
    return 'all reset'


@kind('imaps-handshakes-that-stand-still', 'others go on')
def _(attack):
    connections = [connect(attack.server.imaps, '127.0.0.4') for _ in range(attack.size(100, 900))]
    for connection in connections:
        connection.sendall(b'\x16\x03\x01\x02\x00\x01\x00')
    attack.hold(connections)
    return f'{len(connections)} held'


@kind('imap-ClientHello-in-the-clear', 'BAD or closed')
def _(attack):
    return expect(talk(attack.server.imap, b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' + b'\0' * 500 + b'\r\n'), rb'^\* OK')


@kind('imaps-renegotiation', 'refused')
def _(attack):
    with over_tls(connect(attack.server.imaps)) as secure:
        secure.recv(500)
        # A handshake record inside TLS 1.3 is a KeyUpdate or nothing; plain junk behind a good handshake must end it.
        raw = secure.unwrap if False else secure
        raw.sendall(b'a NOOP\r\n')
        if b'a OK' not in secure.recv(500):
            raise Wrong('NOOP under TLS')
        import os
        os.write(secure.fileno(), b'\x16\x03\x03\x00\x10' + b'\0' * 16)   # past the TLS layer, straight onto the wire
        if b'OK' in read_all(secure)[0]:
            raise Wrong('went on behind a forged record')
        return 'closed'


# --- authentication
@kind('imap-AUTHENTICATE-garbage', 'NO or BAD', waits=True)
def _(attack):
    cases = []
    for pieces in ((b'a AUTHENTICATE PLAIN\r\n!!!\r\n',), (b'a AUTHENTICATE PLAIN ' + b'A' * 50_000 + b'\r\n',), (b'a AUTHENTICATE PLAIN\r\n*\r\n',),
                   (b'a AUTHENTICATE PLAIN ' + base64.b64encode(b'\0' * 3000) + b'\r\n',), (b'a AUTHENTICATE LOGIN\r\n====\r\n',),
                   (b'a AUTHENTICATE SCRAM-SHA-256 ' + base64.b64encode(b'n,,n=' + b'=2C' * 2000 + b',r=' + b'x' * 2000) + b'\r\n',),
                   (b'a AUTHENTICATE SCRAM-SHA-256 ' + base64.b64encode(b'y,a=,n=\xff,r=\0') + b'\r\n',), (b'a AUTHENTICATE GSSAPI\r\n',),
                   (b'a AUTHENTICATE SCRAM-SHA-256 biwsbj11c2VyLHI9eA==\r\nYz1iaXdzLHI9eCxwPXg=\r\n',), (b'a AUTHENTICATE PLAIN\r\n' + b'A' * 100_000,)):
        cases.append(pieces)
    # Each from an address of its own: failures in a row are answered slower and slower.
    with ThreadPoolExecutor(len(cases)) as pool:
        answers = list(pool.map(lambda case: talk(attack.server.imap, *case[1], source=f'127.0.8.{case[0] + 1}', seconds=40), enumerate(cases)))
    return [expect(answer, rb'^\* OK') for answer in answers][-1]


@kind('imap-AUTH-flood', 'NO, slower and slower, then blocked; known clients go on', waits=True)
def _(attack):
    begin, connections = time.monotonic(), []
    for number in range(40):
        connection = connect(attack.server.imap, '127.0.7.1', 60)
        connection.sendall(b'a LOGIN guess%d@demo.test secret%d\r\n' % (number, number))
        connections.append(connection)
    answers = []
    for connection in connections:
        stream = connection.makefile('rb')
        stream.readline()
        answers.append(stream.readline())
        connection.close()
    refused, blocked = sum(b'AUTHENTICATIONFAILED' in a for a in answers), sum(b'too many' in a.lower() for a in answers)
    if refused < 25 or blocked < 5:
        raise Wrong(f'{refused} refused, {blocked} blocked: {answers[-1]!r}')
    expect(talk(attack.server.imap, LOGIN, source='127.0.7.1'), rb'UNAVAILABLE')
    with ImapWire(attack.server.imap, VICTIM):
        return f'{refused} refused, {blocked} blocked in {time.monotonic() - begin:.0f} s'


# --- transfers and waiting
@kind('imap-APPEND-aborted', 'forgotten')
def _(attack):
    for number in range(attack.size(100, 1000)):
        with connect(attack.server.imap) as connection:
            connection.sendall(LOGIN + b'a APPEND INBOX {10000000+}\r\nX-Proof-Id: cut\r\n\r\n' + b'x' * 10_000)
            if number % 2:
                reset(connection)
    return 'all cut'


@kind('imap-APPEND-hoarders', 'one account cannot take the memory of all')
def _(attack):
    hoard = []
    for _ in range(10):
        connection = connect(attack.server.imap, '127.0.0.6')
        connection.sendall(LOGIN + b'a APPEND INBOX {50000000+}\r\nX-Proof-Id: cut\r\n\r\n')
        hoard.append(connection)
    attack.hold(hoard, drip=b'x')
    time.sleep(0.5)
    with ImapWire(attack.server.imap, 'user1@demo.test') as wire:
        wire.ask(b'APPEND INBOX {4000007+}\r\nx: y\r\n\r\n' + b'x' * 3_999_999, b'OK')
    return '10 held, another account appends'


@kind('imap-slow-readers', 'bounded: the server waits with them')
def _(attack):
    connections = []
    for _ in range(attack.size(30, 300)):
        connection = connect(attack.server.imap, '127.0.0.7')
        connection.sendall(LOGIN + b's SELECT INBOX\r\nf FETCH 1:* BODY.PEEK[]\r\n' + b'g FETCH 1:* (BODY.PEEK[] BODYSTRUCTURE)\r\n' * 100)
        connections.append(connection)
    attack.hold(connections)
    return f'{len(connections)} never read'


@kind('imap-IDLE-flood', 'others go on')
def _(attack):
    connections = []
    for _ in range(attack.size(100, 900)):
        connection = connect(attack.server.imap, '127.0.0.8')
        connection.sendall(LOGIN + b's SELECT INBOX\r\ni IDLE\r\n')
        connections.append(connection)
    attack.hold(connections)
    return f'{len(connections)} idling'


@kind('imap-commands-in-drips', 'held until the end; others go on')
def _(attack):
    connections = []
    for _ in range(attack.size(20, 200)):
        connection = connect(attack.server.imap, '127.0.0.8')
        connection.sendall(LOGIN + b'n NOO')
        connections.append(connection)
    attack.hold(connections, drip=b'O')
    return f'{len(connections)} dripping'


@kind('imap-APPEND-of-4-GiB', 'NO [TOOBIG] or BYE')
def _(attack):
    expect(talk(attack.server.imap, LOGIN + b'a APPEND INBOX {4294967295}\r\n' + BYE), rb'TOOBIG|a BAD|a NO', never=rb'\n\+ ')
    return expect(talk(attack.server.imap, LOGIN + b'a APPEND INBOX {4294967295+}\r\n' + b'x' * 100_000), rb'TOOBIG|BYE|a BAD|a NO')


@kind('imap-half-closed', 'answered, then closed')
def _(attack):
    return expect(talk(attack.server.imap, LOGIN + b'n NOOP\r\n'), rb'n OK')


@kind('imap-IDLE-junk', 'BAD, or closed when it does not end')
def _(attack):
    expect(talk(attack.server.imap, LOGIN + b'i IDLE\r\na NOOP\r\n' + BYE), rb'i BAD')
    return expect(talk(attack.server.imap, LOGIN + b'i IDLE\r\n' + b'x' * 1_000_000), rb'\+ ')


@kind('imap-NOOP-flood', 'answered')
def _(attack):
    total = attack.size(20_000, 500_000)
    answer = talk(attack.server.imap, LOGIN + b's SELECT INBOX\r\n' + b'n NOOP\r\n' * total + BYE, seconds=60, most=1 << 28)
    if answer.count(b'n OK') != total:
        raise Wrong(f'{answer.count(b"n OK")} of {total} answered')
    return f'{total} answered'


@kind('imap-SELECT-flood', 'answered')
def _(attack):
    total = attack.size(1000, 50_000)
    answer = talk(attack.server.imap, LOGIN + b's SELECT INBOX\r\ne EXAMINE Nowhere\r\n' * total + BYE, seconds=60, most=1 << 28)
    return f'{expect(answer, rb"s OK", rb"e NO")}, {answer.count(b"s OK")}'
