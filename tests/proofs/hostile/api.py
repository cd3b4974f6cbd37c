"""Hostile users of the HTTP API and its WebSockets."""
import base64
import gzip
import json
import os
import struct
import threading
import time

from lib.proof import PASSWORD

from .kinds import Wrong, kind
from .wire import ask, connect, expect, read_all

VICTIM = 'user0@demo.test'
BASIC = b'Authorization: Basic ' + base64.b64encode(f'{VICTIM}:{PASSWORD}'.encode()) + b'\r\n'
_NO_500 = rb'HTTP/1.1 50[0-4]'


def _key(server):
    return b'Authorization: Bearer ' + (server.folder / 'data/admin-api-key').read_bytes().strip() + b'\r\n'


def _request(server, path, body=b'', verb=b'POST', extra=b'', type=b'application/json', credentials=None):
    head = verb + b' ' + path + b' HTTP/1.1\r\nHost: x\r\nConnection: close\r\n' + (credentials or _key(server)) + extra
    if body:
        head += b'Content-Type: ' + type + b'\r\nContent-Length: %d\r\n' % len(body)
    return head + b'\r\n' + body


def _body(name, expected, body, patterns, path=b'/api/v2/tenants', extra=b'', type=b'application/json'):
    @kind('api-' + name, expected)
    def _(attack):
        return expect(ask(attack.server.http, _request(attack.server, path, body, extra=extra, type=type)), *patterns, never=_NO_500)


BAD = [rb'^HTTP/1.1 400 ', rb'INVALID_ARGUMENT']
_body('JSON-100000-deep', '400 INVALID_ARGUMENT', b'[' * 100_000, BAD)
_body('JSON-objects-deep', '400 INVALID_ARGUMENT', b'{"id":' * 20_000, BAD)
_body('JSON-number-of-100000-digits', '400', b'{"id":' + b'9' * 100_000 + b'}', BAD)
_body('JSON-number-1e999999999', '400', b'{"id":"x","displayName":1e999999999}', BAD)
_body('JSON-bad-UTF-8', '400', b'{"id":"\xff\xfe\xc0\xaf"}', BAD)
_body('JSON-NUL', '400', b'{"id":"a\\u0000b"}\0', BAD)
_body('JSON-NUL-in-name', '400', b'{"id":"a\\u0000b"}', BAD)
_body('JSON-lone-surrogate', '400', b'{"id":"\\ud800"}', BAD)
_body('JSON-member-repeated', '400 or the last one counts', b'{"id":"No!","id":"No!"}', BAD)
_body('JSON-string-of-900-KB', '400', b'{"id":"' + b'x' * 900_000 + b'"}', BAD)
_body('JSON-100000-members', '400', b'{' + b','.join(b'"m%d":1' % n for n in range(60_000)) + b'}', BAD)
_body('JSON-beyond-the-limit', '413', b'{"id":"' + b'x' * 2_000_000 + b'"}', [rb'^HTTP/1.1 413 '])
_body('JSON-UTF-16', '400', '{"id":"x"}'.encode('utf-16'), BAD)
_body('gzip-bomb', '4xx, nothing is unpacked', gzip.compress(b'[' * 50_000_000), [rb'^HTTP/1.1 4\d\d '], extra=b'Content-Encoding: gzip\r\n')
_body('XML', '415', b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>', [rb'^HTTP/1.1 415 '], type=b'application/xml')
_body('message-of-million-headers', '4xx', b'X: y\r\n' * 1_000_000, [rb'^HTTP/1.1 4\d\d '], path=b'/api/v2/users/user0@demo.test/send', type=b'message/rfc822')
_body('idempotency-key-of-5000', '400', b'{"id":"x"}', BAD, extra=b'Idempotency-Key: ' + b'k' * 5000 + b'\r\n')
_body('correlation-of-20000', '400', b'{"id":"No!"}', BAD, extra=b'X-Correlation-Id: ' + b'c' * 20_000 + b'\r\n')


@kind('api-paths', '4xx, never 500')
def _(attack):
    paths = [b'/api/v2/tenants/%ff%fe', b'/api/v2/tenants/%00', b'/api/v2/tenants/a%00b', b'/api/v2/tenants/..%2f..%2fx', b'/api/v2/users/%c0%af@demo.test',
             b'/api/v2/users/' + b'a' * 4000 + b'@demo.test', b'/api/v2/users/user0@demo.test/folders/99999999999999999999/messages',
             b'/api/v2/users/user0@demo.test/folders/-1/messages', b'/api/v2/users/user0@demo.test/folders/1/messages?cursor=%ff%00&limit=-1',
             b'/api/v2/domains/xn--%ff/users', b'/api/v2/users/user0@demo.test/folders/1/messages/18446744073709551616']
    answers = [ask(attack.server.http, _request(attack.server, path, verb=b'GET')) for path in paths]
    return [expect(answer, rb'^HTTP/1.1 4\d\d ', never=_NO_500) for answer in answers][-1]


@kind('api-credentials-that-are-none', '401')
def _(attack):
    given = [b'Authorization: Basic !!!\r\n', b'Authorization: Basic ' + b'A' * 20_000 + b'\r\n', b'Authorization: ' + b'x' * 20_000 + b'\r\n', b'Authorization: Bearer\r\n',
             b'X-Api-Key: \r\n', b'Authorization: Basic ' + base64.b64encode(b'no colon') + b'\r\n', b'Authorization: Basic ' + base64.b64encode(b'\xff\xfe:\0') + b'\r\n']
    answers = [ask(attack.server.http, _request(attack.server, b'/api/v2/tenants', verb=b'GET', credentials=one), source=f'127.0.9.{n + 1}')
               for n, one in enumerate(given)]
    return [expect(answer, rb'^HTTP/1.1 401 ', rb'UNAUTHENTICATED', never=_NO_500) for answer in answers][-1]


@kind('api-key-guessing', '401, slower and slower, then 429 with Retry-After; known clients go on', waits=True)
def _(attack):
    begin, answers = time.monotonic(), []

    def guess(number):
        wrong = b'X-Api-Key: mok_' + b'%016d' % number + b'_' + b'A' * 43 + b'\r\n'
        answers.append(ask(attack.server.http, _request(attack.server, b'/api/v2/tenants', verb=b'GET', credentials=wrong), source='127.0.7.2', seconds=60))
    expect(ask(attack.server.http, _request(attack.server, b'/api/v2/tenants', verb=b'GET'), source='127.0.7.2'), rb'^HTTP/1.1 200 ')
    threads = [threading.Thread(target=guess, args=(n,), daemon=True) for n in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(70)
    refused, blocked = sum(b' 401 ' in a[:20] for a in answers), [a for a in answers if b' 429 ' in a[:20]]
    if refused < 25 or len(blocked) < 5:
        raise Wrong(f'{refused} refused, {len(blocked)} blocked')
    expect(blocked[-1], rb'Retry-After: [1-9]', rb'RESOURCE_EXHAUSTED')
    expect(ask(attack.server.http, _request(attack.server, b'/api/v2/tenants', verb=b'GET'), source='127.0.7.2'), rb'^HTTP/1.1 200 ')
    return f'{refused} refused, {len(blocked)} blocked in {time.monotonic() - begin:.0f} s'


@kind('http-flood-above-the-limit', '429 beyond 1000 from one address')
def _(attack):
    connections = [connect(attack.server.http, '127.0.4.4') for _ in range(1050)]
    try:
        return expect(read_all(connections[-1], 5)[0], rb'^HTTP/1.1 429 ', rb'Retry-After: ', rb'RESOURCE_EXHAUSTED')
    finally:
        for connection in connections:
            connection.close()


# --- too slow
def _until_closed(connection, drip, seconds):
    """Drips until the server closes; the seconds that took."""
    begin = time.monotonic()
    connection.settimeout(0.5)
    while time.monotonic() - begin < seconds:
        try:
            if drip:
                connection.sendall(drip)
            part = connection.recv(1000)
            if not part:
                return time.monotonic() - begin
        except TimeoutError:
            continue
        except OSError:
            return time.monotonic() - begin
    raise Wrong(f'still open after {seconds} s')


@kind('http-slow-header-and-body', 'cut off: 15 s for a header, 500 octets a second for a body', waits=True)
def _(attack):
    cases = {'header': (b'GET /health HTTP/1.1\r\nHost: x\r\nX: ', b'y'),
             'request line': (b'GET /', b'y'),
             'body': (_request(attack.server, b'/api/v2/tenants', b'x')[:-1].replace(b'Content-Length: 1\r\n', b'Content-Length: 100000\r\n'), b'y'),
             'chunks': (b'POST /api/v2/tenants HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n' + _key(attack.server) + b'\r\n', b'1\r\n \r\n'),
             'silence in a body': (_request(attack.server, b'/api/v2/tenants', b'x')[:-1].replace(b'Content-Length: 1\r\n', b'Content-Length: 100000\r\n'), b'')}
    took, failed = {}, []

    def drip(name, first, then):
        try:
            with connect(attack.server.http, '127.0.6.2') as connection:
                connection.sendall(first)
                took[name] = _until_closed(connection, then, 60)
        except Wrong as wrong:
            failed.append(f'{name}: {wrong}')
    threads = [threading.Thread(target=drip, args=(name, *case), daemon=True) for name, case in cases.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(70)
    if failed:
        raise Wrong('; '.join(failed))
    return ', '.join(f'{name} {seconds:.0f} s' for name, seconds in took.items())


@kind('http-never-reads', 'bounded: the server waits with them')
def _(attack):
    connections = []
    for _ in range(attack.size(20, 200)):
        connection = connect(attack.server.http, '127.0.6.3')
        connection.setblocking(False)
        try:
            for _ in range(40):
                connection.send(b'GET /api/v2/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n' * 50)
        except BlockingIOError:
            pass
        connections.append(connection)
    attack.hold(connections)
    return f'{len(connections)} never read'


@kind('http-half-closed', '200, or closed')
def _(attack):
    with connect(attack.server.http) as connection:
        connection.sendall(b'GET /health HTTP/1.1\r\nHost: x\r\n\r\n')
        connection.shutdown(1)
        answer, closed = read_all(connection)
    if not closed:
        raise Wrong('still open')
    return expect(answer, rb'^(HTTP/1.1 200 |$)', never=_NO_500) or 'closed'


@kind('http-half-closed-in-a-body', '400 or closed')
def _(attack):
    with connect(attack.server.http) as connection:
        connection.sendall(_request(attack.server, b'/api/v2/tenants', b'x' * 100)[:-50])
        connection.shutdown(1)
        answer, closed = read_all(connection)
    if not closed:
        raise Wrong('still open')
    return expect(answer, never=rb'HTTP/1.1 (2|50)') or 'closed'


# --- WebSockets
def _upgrade(attack, extra=b'', key=b'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n'):
    connection = connect(attack.server.http)
    connection.sendall(b'GET /api/v2/users/' + VICTIM.encode() + b'/events HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' + BASIC + key + extra + b'\r\n')
    return connection


def _frame(opcode, payload=b'', length=None, masked=True, final=True):
    length = len(payload) if length is None else length
    bit = 0x80 if masked else 0
    size = bytes([bit | length]) if length < 126 else struct.pack('>BH', bit | 126, length) if length < 65536 else struct.pack('>BQ', bit | 127, length)
    mask = os.urandom(4) if masked else b''
    return bytes([(0x80 if final else 0) | opcode]) + size + mask + (bytes(o ^ mask[n % 4] for n, o in enumerate(payload)) if masked else payload)


def _socket(name, expected, *frames):
    @kind('websocket-' + name, expected)
    def _(attack):
        with _upgrade(attack) as connection:
            if b' 101 ' not in connection.recv(2000):
                raise Wrong('no WebSocket')
            try:
                for frame in frames:
                    connection.sendall(frame)
            except OSError:
                pass
            if not read_all(connection, 30)[1]:
                raise Wrong('still open')
        return 'closed'


_socket('garbage', 'closed', os.urandom(3000))
_socket('frame-of-2^62', 'closed', _frame(1, b'x' * 1000, length=1 << 62), b'x' * 100_000)
_socket('frame-of-2^63', 'closed', b'\x81\xff' + b'\xff' * 8 + b'mask' + b'x' * 1000)
_socket('fragments-without-end', 'closed', _frame(1, b'x' * 200, final=False), *[_frame(0, b'x' * 200, final=False)] * 5000)
_socket('unmasked', 'closed', _frame(1, b'ping', masked=False))
_socket('control-frame-of-1000', 'closed', _frame(9, b'x' * 1000))
_socket('reserved-bits-and-opcodes', 'closed', b'\xff\x80mask', _frame(7, b'x'))
_socket('not-UTF-8', 'closed', _frame(1, b'\xff\xfe\xc0\xaf' * 400))
_socket('close-with-junk', 'closed', _frame(8, b'\0'))


@kind('websocket-pings', 'answered')
def _(attack):
    with _upgrade(attack) as connection:
        connection.recv(2000)
        connection.sendall(_frame(9, b'x') * 5000 + _frame(8))
        if not read_all(connection, 30)[1]:
            raise Wrong('still open')
    return 'answered, closed'


@kind('websocket-handshakes', '4xx')
def _(attack):
    seen = []
    for key, extra in ((b'', b''), (b'Sec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n', b''), (b'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 99\r\n', b'')):
        with _upgrade(attack, extra, key) as connection:
            connection.settimeout(10)
            seen.append(expect(connection.recv(3000), rb'^HTTP/1.1 4\d\d ', never=_NO_500))
    return seen[-1]


@kind('websocket-never-closed', 'at most 20 of a user; others go on')
def _(attack):
    connections, codes = [], []
    for _ in range(25):
        connection = _upgrade(attack)
        codes.append(connection.recv(2000)[9:12])
        connections.append(connection)
    for connection in connections[20:]:
        connection.close()
    attack.hold(connections[:20])
    if codes.count(b'101') > 20 or b'429' not in codes:
        raise Wrong(f'{codes}')
    return f'{codes.count(b"101")} open, the others 429'


@kind('api-answers-in-time-meanwhile', '200')
def _(attack):
    answer = ask(attack.server.http, _request(attack.server, b'/api/v2/server', verb=b'GET'))
    return expect(answer, rb'^HTTP/1.1 200 ') + f' {len(json.dumps(answer.decode("latin-1")))} octets'
