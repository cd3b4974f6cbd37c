"""Messages that are made to break whoever reads them: taken or refused, then looked at with every kind of IMAP FETCH."""
import base64

from .imap import VICTIM
from .kinds import Wrong, kind
from .wire import ImapWire, expect, talk

HEAD = b'From: bad@bad.test\r\nTo: user0@demo.test\r\nMIME-Version: 1.0\r\n'
LOOKS = (b'ENVELOPE', b'BODYSTRUCTURE', b'BODY', b'BODY.PEEK[HEADER]', b'BODY.PEEK[HEADER.FIELDS (SUBJECT TO)]', b'BODY.PEEK[TEXT]<0.100>', b'BODY.PEEK[1]<0.100>',
         b'BODY.PEEK[1.1.1.1.1.1.1.1]', b'BODY.PEEK[2.MIME]', b'BODY.PEEK[999999]', b'RFC822.SIZE')
SEARCHES = (b'SUBJECT zzz', b'TEXT zzz', b'BODY zzz', b'HEADER X-Bomb zzz', b'FROM zzz', b'SENTSINCE 1-Jan-2026')


def _message(name, build, expected='taken or refused; read in time'):
    @kind('mime-' + name, expected)
    def _(attack):
        data = HEAD + build()
        mail = b'.\r\n'.join((b'LHLO bad.test\r\nMAIL FROM:<>\r\nRCPT TO:<' + VICTIM.encode() + b'>\r\nDATA\r\n', b''))[:-3] + data + b'\r\n.\r\nQUIT\r\n'
        answer = talk(attack.server.lmtp, mail, seconds=30)
        seen = expect(answer, rb'354 ', rb'\n[245]\d\d ')
        with ImapWire(attack.server.imap, VICTIM, select=True) as wire:
            accepted = wire.ask(b'APPEND INBOX {%d+}\r\n' % len(data) + data, b'OK|NO|BAD')
            wire.ask(b'SELECT INBOX', b'OK')
            if b't OK' in accepted:
                for look in LOOKS:
                    wire.ask(b'FETCH * ' + look, b'OK|NO', seconds=10)
                for search in SEARCHES:
                    wire.ask(b'SEARCH ' + search, b'OK|NO', seconds=10)
            wire.ask(b'STORE 1:* +FLAGS.SILENT \\Deleted', b'OK|BAD')
            wire.ask(b'EXPUNGE', b'OK')
            if b't OK' not in accepted and b'NO' not in accepted:
                raise Wrong(f'APPEND: {accepted[-200:]!r}')
        return f'{seen.strip()}; APPEND {accepted[-60:].split(b"t ")[-1][:20].strip().decode(errors="replace")}'


def _nested(depth):
    return b''.join(b'Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth))


_message('100000-nested-multiparts', lambda: _nested(100_000))
_message('100000-nested-messages', lambda: b'Content-Type: message/rfc822\r\n\r\n' * 100_000)
_message('same-boundary-nested', lambda: b'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n' * 50_000)
_message('one-million-parts', lambda: b'Content-Type: multipart/mixed; boundary=b\r\n\r\n' + b'--b\r\n\r\nx\r\n' * 1_000_000 + b'--b--\r\n')
_message('boundary-prefixes', lambda: b'Content-Type: multipart/mixed; boundary=' + b'-' * 60 + b'\r\n\r\n' + (b'-' * 63 + b'x\r\n') * 100_000)
_message('thousands-of-boundaries', lambda: b'Content-Type: multipart/mixed' + b''.join(b';\r\n boundary=b%d' % n for n in range(20_000)) + b'\r\n\r\n--b1\r\n')
_message('one-million-header-lines', lambda: b'X-Bomb: y\r\n' * 1_000_000 + b'\r\nx')
_message('one-header-of-a-million-folds', lambda: b'Subject: a\r\n' + b' b\r\n' * 1_000_000 + b'\r\nx')
_message('header-line-of-40-MB', lambda: b'Subject: ' + b'x' * (40 << 20) + b'\r\n\r\nx')
_message('header-without-colon', lambda: b'no colon here\r\n' * 100_000)
_message('encoded-words-50000', lambda: b'Subject: ' + b'=?utf-8?Q?a?=\r\n ' * 50_000 + b'\r\n\r\nx')
_message('encoded-words-broken', lambda: b'Subject: ' + b'=?' * 30_000 + b'\r\n ' + b'=?utf-8?B?' * 5000 + b'\r\n\r\nx')
_message('encoded-words-charsets', lambda: b'Subject: ' + b''.join(b'=?x-%d?Q?=FF=FE?=\r\n ' % n for n in range(10_000)) + b'\r\n\r\nx')
_message('encoded-words-UTF-7-and-2022', lambda: b'Subject: ' + b'=?utf-7?Q?+AAA?= =?iso-2022-jp?B?GyRC?=\r\n ' * 10_000 + b'\r\n\r\nx')
_message('addresses-100000', lambda: b'Cc: ' + b',\r\n '.join(b'a%d@b.test' % n for n in range(100_000)) + b'\r\n\r\nx')
_message('address-groups-and-comments', lambda: b'To: ' + b'g:' * 20_000 + b'\r\n ' + b'(' * 30_000 + b'\r\n ' + b'<' * 20_000 + b'\r\n ' + b'"' * 20_001 + b'\r\n\r\nx')
_message('parameters-RFC-2231', lambda: b'Content-Type: text/plain' + b''.join(b';\r\n a*%d*=x%%%d' % (n, n) for n in range(30_000)) + b'\r\n\r\nx')
_message('parameters-huge-index', lambda: b'Content-Type: text/plain; a*4294967296=x; a*99999999999999=y; a*-1=z; a**=q; *=r\r\n\r\nx')
_message('base64-bomb', lambda: b'Content-Transfer-Encoding: base64\r\n\r\n' + (base64.b64encode(b'x' * 57) + b'\r\n') * 300_000)
_message('base64-broken', lambda: b'Content-Transfer-Encoding: base64\r\n\r\n' + b'=A=B==C!\r\n' * 500_000)
_message('quoted-printable-bomb', lambda: b'Content-Transfer-Encoding: quoted-printable\r\n\r\n' + b'=3D=\r\n=\r\n=ZZ=\r\n' * 500_000)
_message('encoding-of-encoding', lambda: b'Content-Type: multipart/mixed; boundary=b\r\nContent-Transfer-Encoding: base64\r\n\r\n' + base64.b64encode(b'--b\r\n\r\nx') + b'\r\n')
_message('dates-and-ids', lambda: b'Date: ' + b'9' * 50_000 + b'\r\nMessage-ID: ' + b'<' * 50_000 + b'\r\nReferences: ' + b'<a@b> ' * 10_000 + b'\r\n\r\nx')
_message('NULs-and-8-bit-header', lambda: b'Subject: ' + bytes(n for n in range(256) if n not in (10, 13)) * 100 + b'\r\nX\0Y: z\r\n\r\n\0\0\0')
_message('nothing-but-line-ends', lambda: b'\r\n' * 2_000_000)
