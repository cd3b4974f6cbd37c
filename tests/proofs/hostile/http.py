"""Hostile HTTP."""
import threading

from .kinds import Wrong, kind
from .wire import ask, connect, expect, read_all

GET = b'GET /health HTTP/1.1\r\nHost: x\r\n'
LAST = GET + b'Connection: close\r\n\r\n'
_NO_500 = rb'HTTP/1.1 50[0-4]'


def _raw(name, expected, *pieces, patterns, never=_NO_500):
    @kind('http-' + name, expected)
    def _(attack):
        return expect(ask(attack.server.http, *pieces), *patterns, never=never)


_raw('CL-and-TE', '400 or one answer', b'POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n',
     patterns=[rb'^HTTP/1.1 4\d\d'])
_raw('two-CL', '400', b'POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde', patterns=[rb'^HTTP/1.1 400'])
_raw('CL-negative', '400', b'POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', patterns=[rb'^HTTP/1.1 400'])
_raw('CL-overflow', '400 or 413', b'POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n', patterns=[rb'^HTTP/1.1 4\d\d'])
_raw('CL-plus', '4xx', b'POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: +4\r\n\r\nabcd', patterns=[rb'^HTTP/1.1 4\d\d'])
_raw('TE-obfuscated', '4xx', b'POST /health HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n', patterns=[rb'^HTTP/1.1 (4\d\d|501)'], never=None)
_raw('TE-with-space-before-colon', '400', b'POST /health HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n', patterns=[rb'^HTTP/1.1 400'])
_raw('chunk-size-overflow', '4xx', b'POST /health HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nx', patterns=[rb'^HTTP/1.1 4\d\d'])
_raw('obs-fold', '400', GET + b'X: a\r\n b\r\n\r\n', patterns=[rb'^HTTP/1.1 400'])
_raw('bare-LF', '400 or 200', b'GET /health HTTP/1.1\nHost: x\n\n', patterns=[rb'^HTTP/1.1 [24]00'])
_raw('bare-CR', '400', GET + b'X: a\rY: b\r\n\r\n', patterns=[rb'^HTTP/1.1 400'])
_raw('NUL-in-header', '400', GET + b'X: a\0b\r\n\r\n', patterns=[rb'^HTTP/1.1 400'])
_raw('header-of-1-MB', '431', GET + b'X: ' + b'x' * (1 << 20) + b'\r\n\r\n', patterns=[rb'^HTTP/1.1 431'])
_raw('10000-headers', '431', GET + b'X: y\r\n' * 10_000 + b'\r\n', patterns=[rb'^HTTP/1.1 431'])
_raw('request-line-of-1-MB', '414', b'GET /' + b'x' * (1 << 20) + b' HTTP/1.1\r\nHost: x\r\n\r\n', patterns=[rb'^HTTP/1.1 414'])
_raw('absurd-method', '4xx', b'B' * 5000 + b' /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', patterns=[rb'^HTTP/1.1 4\d\d'])
_raw('unknown-method', '405', b'BREW /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', patterns=[rb'^HTTP/1.1 40[45]'])
_raw('paths', '404 or 400', *[b'GET %s HTTP/1.1\r\nHost: x\r\n\r\n' % p for p in (b'/../../etc/passwd', b'/%2e%2e/%2e%2e/etc/passwd', b'//x', b'/a%00b', b'/%ff%fe', b'/' + b'a/' * 3000)],
     patterns=[rb'^HTTP/1.1 4\d\d'], never=rb'root:|HTTP/1.1 50[0-4]')
_raw('no-Host', '400', b'GET /health HTTP/1.1\r\n\r\n', patterns=[rb'^HTTP/1.1 400'])
_raw('two-Hosts', '400', GET + b'Host: y\r\n\r\n', patterns=[rb'^HTTP/1.1 400'])
_raw('version', '400 or 505', b'GET /health HTTP/9.9\r\nHost: x\r\n\r\n', patterns=[rb'^HTTP/1.1 (400|505)'], never=None)
_raw('HTTP-0.9', '400', b'GET /health\r\n', patterns=[rb'^HTTP/1.1 400'])
_raw('HTTP-2-preface', '400 or closed', b'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' + b'\0' * 1000, patterns=[], never=rb'HTTP/1.1 (2|500)')
_raw('TLS-ClientHello', '400 or closed', b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' + b'\0' * 500, patterns=[], never=rb'HTTP/1.1 (2|5)')
_raw('binary-garbage', '400', bytes(range(256)) * 100 + b'\r\n\r\n', patterns=[rb'^HTTP/1.1 400'])
_raw('is-not-SMTP', '400', b'EHLO x\r\nMAIL FROM:<>\r\n', patterns=[rb'^HTTP/1.1 400'])
_raw('expect-continue-and-silence', 'one answer', b'POST /health HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1000000\r\n\r\n', patterns=[rb'HTTP/1.1 '])
_raw('ranges', '200', GET + b'Range: bytes=' + b','.join(b'%d-' % n for n in range(2000)) + b'\r\nConnection: close\r\n\r\n', patterns=[rb'^HTTP/1.1 (200|4\d\d)'])


@kind('http-giant-body', '4xx or closed')
def _(attack):
    answer = ask(attack.server.http, b'POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 4294967296\r\n\r\n', *[b'x' * (1 << 20)] * 100)
    return expect(answer, never=_NO_500) or 'closed'


@kind('http-endless-chunks', '4xx or closed')
def _(attack):
    answer = ask(attack.server.http, b'POST /health HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n', *[b'1\r\nx\r\n' * 100_000] * 20)
    return expect(answer, never=_NO_500) or 'closed'


@kind('http-pipelined-10000', 'answered')
def _(attack):
    total = attack.size(10_000, 200_000)
    with connect(attack.server.http) as connection:
        threading.Thread(target=connection.sendall, args=((GET + b'\r\n') * total + LAST,), daemon=True).start()
        answer, _ = read_all(connection, 60, 1 << 30)
    if answer.count(b'HTTP/1.1 200') != total + 1:
        raise Wrong(f'{answer.count(b"HTTP/1.1 200")} of {total + 1} answered')
    return f'{total} answered'
