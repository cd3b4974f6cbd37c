"""Maildir and mbox: nothing lost, nothing twice, flags and dates kept, memory bounded."""
import hashlib
import imaplib
import json
import os
import random
import re
import subprocess
import time

from lib.proof import PASSWORD, Failed, wait_until

BEGAN = 1_600_000_000
FLAGS = {'': '', 'S': r'\Seen', 'RS': r'\Answered \Seen', 'FS': r'\Flagged \Seen'}


def maildir(folder, count):
    """A Maildir++ with flags, dates, a folder of a name in modified UTF-7, half a message in tmp, and one file that is none."""
    paper = random.Random(7)
    body = ''.join(paper.choice('abcdefghij klmnop\n') for _ in range(3000))
    for part in ('cur', 'new', 'tmp', '.Work.Gr&APwA3w-e/cur', '.Work.Gr&APwA3w-e/new'):
        (folder / part).mkdir(parents=True)
    letters = list(FLAGS)
    for i in range(count):
        path = folder / f'cur/{BEGAN + i}.M{i}.host:2,{letters[i % 4]}'
        path.write_text(f'From: a@x.test\nTo: bob@demo.test\nSubject: message {i}\nMessage-ID: <{i}@x.test>\n\n{body}{i}\n')
        os.utime(path, (BEGAN + i, BEGAN + i))
    for name in ('1.same', '2.same'):
        twin = folder / f'.Work.Gr&APwA3w-e/new/{name}'
        twin.write_text('Subject: twice in the source\n\nthe same\n')
        os.utime(twin, (BEGAN, BEGAN))
    (folder / 'tmp/half').write_text('Subject: half\n')
    (folder / 'new/1.bad').write_text('this is no message\n')


def by_imap(server, user, folder):
    with imaplib.IMAP4('127.0.0.1', server.imap) as imap:
        imap.login(user, PASSWORD)
        count = int(imap.select(folder, readonly=True)[1][0])
        found = []
        for first in range(1, count + 1, 2000):
            _, data = imap.fetch(f'{first}:{min(count, first + 1999)}', '(FLAGS INTERNALDATE BODY.PEEK[])')
            for head, content in (d for d in data if isinstance(d, tuple)):
                flags = re.search(rb'FLAGS \(([^)]*)\)', head).group(1).decode().split()
                found.append((' '.join(sorted(set(flags) - {r'\Recent'})), int(time.mktime(imaplib.Internaldate2tuple(head))), hashlib.sha256(content).hexdigest()))
        return found


def expected(folder):
    wanted = []
    for path in (folder / 'cur').iterdir():
        content = path.read_bytes().replace(b'\n', b'\r\n')
        wanted.append((FLAGS[path.name.split(':2,')[1]], int(path.stat().st_mtime), hashlib.sha256(content).hexdigest()))
    return sorted(wanted)


def of_maildir(mail, server, folder, count):
    source = folder / 'maildir'
    maildir(source, count)
    running = subprocess.Popen(['mail', 'import', 'maildir', str(source), '--user', 'bob@demo.test'], env=mail.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until(lambda: running.poll() is not None or mail.api('GET', 'users/bob@demo.test/mailbox')['usedMessages'] > count // 10, 60, 'the import has begun')
    running.kill()
    running.wait()
    killed = time.monotonic()
    cut = mail.api('GET', 'users/bob@demo.test/mailbox')['usedMessages']
    first = json.loads(mail.run('import', 'maildir', source, '--user', 'bob@demo.test', '-o', 'json', code=1, error='1.bad'))
    # Requests of a client that was killed end by themselves: none of them holds its key until it counts as cut off (http.abandoned_after).
    if (took := time.monotonic() - killed) >= 60:
        raise Failed(f'the repeated import takes {took:.0f} s')
    again = mail.text('import', 'maildir', source, '--user', 'bob@demo.test', code=1, error='1.bad', has=['Imported 0 messages', 'Skipped: 1'])
    if first['imported'] + first['alreadyThere'] != count + 2 or len(first['skipped']) != 1:
        raise Failed(f'the import says {first}')
    if sorted(by_imap(server, 'bob@demo.test', 'INBOX')) != expected(source):
        raise Failed('INBOX does not hold exactly the messages of the Maildir with their flags and dates')
    twins = by_imap(server, 'bob@demo.test', '"Work/Gr&APwA3w-e"')
    if len(twins) != 2 or {t[1] for t in twins} != {BEGAN}:
        raise Failed(f'the folder below holds {twins}')
    (source / 'new/1.bad').unlink()
    mail.run('import', 'maildir', source, '--user', 'bob@demo.test')
    return cut, first['imported'] / first['seconds'], again


def of_mbox(mail, server, folder, megabytes):
    source, line = folder / 'old.mbox', b'>From the quoted\n' + b'x' * 70 + b'\n'
    body = line * 340
    count = megabytes * (1 << 20) // len(body)
    with open(source, 'wb') as out:
        for i in range(count):
            out.write(b'From a@x.test Sat Oct  5 10:11:12 2024\nSubject: m %d\nMessage-ID: <m%d@x>\nStatus: RO\nX-Status: F\n\n%s\n' % (i, i, body))
    began = time.monotonic()
    running = subprocess.Popen(['mail', 'import', 'mbox', str(source), '--user', 'alice@demo.test', '--folder', 'Old', '-o', 'json'], env=mail.env, stdout=subprocess.PIPE)
    said = running.stdout.read()
    _, status, used = os.wait4(running.pid, 0)
    took, result = time.monotonic() - began, json.loads(said)
    if status or result['imported'] != count:
        raise Failed(f'the import of {count} messages ended with {status}: {result}')
    peak = used.ru_maxrss >> 10
    if peak > 320:
        raise Failed(f'the import of {megabytes} MiB took {peak} MiB of memory')
    found = by_imap(server, 'alice@demo.test', 'Old')
    if len(found) != count or {f[0] for f in found} != {r'\Flagged \Seen'} or {f[1] for f in found} != {1728123072}:
        raise Failed(f'the folder holds {len(found)} messages, the first {found[:1]}')
    mail.text('import', 'mbox', source, '--user', 'alice@demo.test', '--folder', 'Old', has='Imported 0 messages')
    raw = mail.run('message', 'raw', 'alice@demo.test', '1', '--folder', 'Old')
    if b'\r\nFrom the quoted\r\n' not in raw or raw.count(b'\n') != raw.count(b'\r\n'):
        raise Failed(f'a message of the mbox is {raw[:300]}')
    return count, peak, took
