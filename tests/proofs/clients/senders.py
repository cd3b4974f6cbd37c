"""Programs that deliver a given message; each returns what the server said."""
import json
import smtplib
import subprocess

from lib.imap import insecure_tls
from lib.proof import HOST, ROOT, Failed

NODE = ROOT / 'tests/node'


def run(command, what, seconds=120, **more):
    done = subprocess.run([str(c) for c in command], capture_output=True, timeout=seconds, stdin=subprocess.DEVNULL, **more)
    if done.returncode:
        raise Failed(f'{what}: exit {done.returncode}: ' + (done.stdout + done.stderr)[-1500:].decode(errors='replace'))
    return done.stdout.decode(errors='replace')


def swaks(port, data, sender, recipients, folder, *options):
    """swaks sends the file as it stands (--no-data-fixup), so dots are doubled and the end of data is written here."""
    stuffed = b'\r\n'.join(b'.' + line if line.startswith(b'.') else line for line in data.split(b'\r\n'))
    file = folder / 'swaks.eml'
    file.write_bytes(stuffed + b'.')
    return run(['swaks', '--server', HOST, '--port', port, '--from', sender, '--to', ','.join(recipients), '--helo', 'client.load.test',
                '--no-data-fixup', '--data', f'@{file}', *options], 'swaks')


def python(port, data, sender, recipients, starttls=False, options=(), expect_refused=()):
    """smtplib; returns the recipients that were refused."""
    with smtplib.SMTP(HOST, port, local_hostname='client.load.test', timeout=120) as client:
        if starttls:
            client.starttls(context=insecure_tls())
        client.ehlo()
        refused = client.sendmail(sender, recipients, data, mail_options=list(options))
    if sorted(refused) != sorted(expect_refused):
        raise Failed(f'smtplib: refused {refused}, expected {list(expect_refused)}')
    return refused


def python_size(port):
    """The SIZE limit that EHLO announces (RFC 1870)."""
    with smtplib.SMTP(HOST, port, timeout=30) as client:
        client.ehlo()
        return int(client.esmtp_features.get('size', '0') or 0), set(client.esmtp_features)


def python_lmtp(port, data, sender, recipients):
    """smtplib's LMTP with one reply per accepted recipient after the data (RFC 2033 4.2): [(recipient, RCPT code, final code)]."""
    with smtplib.LMTP(HOST, port, local_hostname='client.load.test', timeout=120) as client:
        _expect(client.docmd('LHLO', 'client.load.test'), 250)
        _expect(client.mail(sender), 250)
        first = [(r, client.docmd('RCPT', f'TO:<{r}>')[0]) for r in recipients]
        _expect(client.docmd('DATA'), 354)
        client.send(b''.join((b'.' if line.startswith(b'.') else b'') + line for line in data.splitlines(keepends=True)) + b'.\r\n')
        return [(r, code, client.getreply()[0] if code == 250 else None) for r, code in first]


def python_chunks(port, data, sender, recipients, size=8192):
    """BDAT chunks (RFC 3030), each sent with its command in one go."""
    with smtplib.SMTP(HOST, port, local_hostname='client.load.test', timeout=120) as client:
        client.ehlo()
        _expect(client.docmd('MAIL', f'FROM:<{sender}> BODY=8BITMIME'), 250)
        for recipient in recipients:
            _expect(client.docmd('RCPT', f'TO:<{recipient}>'), 250)
        chunks = [data[i:i + size] for i in range(0, len(data), size)]
        for number, chunk in enumerate(chunks, 1):
            client.send(b'BDAT %d%s\r\n' % (len(chunk), b' LAST' if number == len(chunks) else b'') + chunk)
        for _ in chunks:
            _expect(client.getreply(), 250)
        return len(chunks)


def python_pipelined(port, data, sender, recipients):
    """MAIL, every RCPT and DATA in one segment (RFC 2920), then the message; several transactions in one connection."""
    with smtplib.SMTP(HOST, port, local_hostname='client.load.test', timeout=120) as client:
        client.ehlo()
        stuffed = b''.join((b'.' if line.startswith(b'.') else b'') + line for line in data.splitlines(keepends=True))
        client.send(b'MAIL FROM:<%s>\r\n' % sender.encode() + b''.join(b'RCPT TO:<%s>\r\n' % r.encode() for r in recipients) + b'DATA\r\n')
        for code in [250] * (1 + len(recipients)) + [354]:
            _expect(client.getreply(), code)
        client.send(stuffed + b'.\r\n')
        _expect(client.getreply(), 250)


def nodemailer(port, sender, recipients, folder, data=None, **job):
    """Raw `data`, or a message that nodemailer composes; returns the bytes it sent and the server's answer."""
    out = folder / 'nodemailer.eml'
    if data is not None:
        out.write_bytes(data)
    job = {'port': port, 'from': sender, 'to': recipients, 'tls': 'none', 'out': str(out), **({'file': str(out)} if data is not None else {}), **job}
    file = folder / 'nodemailer.json'
    file.write_text(json.dumps(job))
    answer = json.loads(run(['node', NODE / 'send.mjs', file], 'nodemailer', cwd=NODE))
    return out.read_bytes(), answer


def _expect(reply, code):
    if reply[0] != code:
        raise Failed(f'smtplib: expected {code}, got {reply[0]} {reply[1].decode(errors="replace")}')
