"""Every command that administers or reads, each against what the API says."""
import imaplib
import json
import os
from email import message_from_bytes

from lib.proof import HOST, Failed, wait_until


def tenants_and_people(mail):
    mail.text('tenant', 'create', 'acme', '--name', 'Acme', has=['Created.', 'Acme', 'ETag'])
    mail.both(['tenant', 'list'], 'tenants', ['TENANT', 'acme', 'demo'])
    mail.both(['tenant', 'show', 'acme'], 'tenants/acme', 'Acme')
    mail.text('tenant', 'update', 'acme', '--name', 'Acme Ltd', has='Acme Ltd')
    mail.text('domain', 'create', 'acme.test', '--tenant', 'acme', '--tag-delimiter', '+', has='acme.test')
    mail.run('domain', 'create', 'acme.test', '--tenant', 'acme', code=1, error='already')
    mail.both(['domain', 'show', 'acme.test'], 'tenants/acme/domains/acme.test', ['acme.test', '+'])
    mail.text('domain', 'update', 'acme.test', '--catch-all', 'ann@acme.test', has=['ann@acme.test', '+'])
    mail.both(['domain', 'list', '--tenant', 'acme'], 'tenants/acme/domains', 'acme.test')
    mail.text('domain', 'list', has=['acme.test', 'demo.test'])
    mail.text('user', 'create', 'ann@acme.test', '--name', 'Ann', '--quota', '5G', '--password-stdin', input='correct horse\n', has=['5.0 GiB', 'Ann'])
    mail.text('user', 'create', 'ben@acme.test', '--password-stdin', input='correct horse\n')
    mail.both(['user', 'list', '--domain', 'acme.test'], 'domains/acme.test/users', ['ann@acme.test', 'ben@acme.test', 'no limit'])
    mail.both(['user', 'show', 'ann@acme.test'], 'users/ann@acme.test', 'Ann')
    mail.text('user', 'update', 'ann@acme.test', '--quota-messages', '1000', '--copy-to-sent', 'true', has=['5.0 GiB', '1000', 'Copy to Sent', 'yes'])
    mail.text('user', 'disable', 'ben@acme.test', has='no')
    mail.text('user', 'enable', 'ben@acme.test', has='yes')
    mail.text('user', 'password', 'ben@acme.test', '--password-stdin', input='battery staple\n')
    mail.text('alias', 'set', 'info@acme.test', 'ann@acme.test', 'ben@acme.test')
    mail.text('alias', 'create', 'x@acme.test', 'ann@acme.test')
    mail.both(['alias', 'list', '--domain', 'acme.test'], 'domains/acme.test/aliases', ['info@acme.test', 'ben@acme.test'])
    mail.both(['alias', 'show', 'info@acme.test'], 'domains/acme.test/aliases/info', 'info@acme.test')
    mail.text('alias', 'delete', 'x@acme.test', '--yes')
    made = mail.json('app-password', 'create', 'ann@acme.test', '--name', 'phone')
    mail.both(['app-password', 'list', 'ann@acme.test'], 'users/ann@acme.test/app-passwords', ['phone', made['id']])
    mail.text('app-password', 'revoke', 'ann@acme.test', made['id'], '--yes')
    system, acme = mail.json('key', 'create', '--name', 'ci'), mail.json('key', 'create', '--name', 'acme', '--tenant', 'acme')
    mail.both(['key', 'list'], 'api-keys', 'ci')
    mail.both(['key', 'list', '--tenant', 'acme'], 'tenants/acme/api-keys', 'acme')
    mail.text('key', 'revoke', system['id'], '--yes')
    return acme['key']


def mailboxes(mail):
    ann = 'ann@acme.test'
    mail.text('folder', 'create', ann, 'Work/Grüße', has='Work/Grüße')
    mail.both(['folder', 'list', ann], f'users/{ann}/folders', ['INBOX', 'Work/Grüße'])
    number = mail.json('folder', 'show', ann, 'Work/Grüße')['id']
    mail.both(['folder', 'show', ann, 'Work/Grüße'], f'users/{ann}/folders/{number}', 'UIDVALIDITY')
    mail.text('folder', 'rename', ann, 'Work/Grüße', 'Work/Later', has='Work/Later')
    mail.text('folder', 'delete', ann, 'Work/Later', '--yes')
    mail.both(['mailbox', 'show', ann], f'users/{ann}/mailbox', '5.0 GiB')
    file = mail.folder / 'käse.bin'
    content = os.urandom(5000)
    file.write_bytes(content)
    mail.text('message', 'send', '--from', ann, '--to', f'Ann <{ann}>', '--bcc', 'ben@acme.test', '--subject', 'Grüße', '--body-file', '-', '--attach', file,
              input='Hello\n', has=['Taken', ann])
    mail.text('message', 'send', '--from', ann, '--raw', '-', input=f'From: {ann}\nTo: {ann}\nSubject: raw\n\nAs it stands.\n')
    listed = wait_until(lambda: (all_ := mail.json('message', 'list', ann)['items']) and len(all_) == 2 and all_, 20, 'both messages are in INBOX')
    inbox = mail.json('folder', 'show', ann, 'inbox')['id']
    mail.both(['message', 'list', ann], f'users/{ann}/folders/{inbox}/messages', ['Grüße', 'raw'])
    uid = str(next(m['uid'] for m in listed if m['subject'] == 'Grüße'))
    mail.both(['message', 'show', ann, uid], f'users/{ann}/folders/{inbox}/messages/{uid}', ['Hello', 'käse.bin', 'Grüße'])
    raw = mail.run('message', 'raw', ann, uid)
    if message_from_bytes(raw)['To'] is None:
        raise Failed(f'the raw message: {raw[:300]}')
    (mail.folder / 'saved').mkdir()
    mail.text('message', 'attachment', ann, uid, '--dir', 'saved', has='käse.bin')
    if (mail.folder / 'saved/käse.bin').read_bytes() != content or mail.run('message', 'attachment', ann, uid, '1', '--out', '-') != content:
        raise Failed('an attachment has other bytes')
    mail.text('message', 'flag', ann, uid, '--add', 'seen', '--add', '$Work', has='\\Seen')
    if sorted(mail.json('message', 'flag', ann, uid, '--set', 'Flagged')['flags']) != ['\\Flagged']:
        raise Failed('flags')
    mail.text('message', 'copy', ann, uid, '--to', 'Archive', has='Copied')
    mail.text('message', 'move', ann, uid, '--to', 'Trash', has='Moved')
    mail.text('message', 'delete', ann, '1', '--folder', 'Trash', '--yes')
    mail.text('message', 'append', ann, '-', '--folder', 'Archive', '--flag', 'Seen', '--received', '2020-01-02T03:04:05Z', input='Subject: old\n\nold\n', has='Filed')
    found = next(m for m in mail.json('message', 'list', ann, '--folder', 'Archive')['items'] if m['subject'] == 'old')
    if found['receivedAt'][:19] != '2020-01-02T03:04:05' or found['flags'] != ['\\Seen']:
        raise Failed(f'appended: {found}')
    mail.text('event', 'watch', ann, '--count', '1', has='ready')


def login_blocks(mail, server):
    mail.both(['login-block', 'list'], 'server/login-blocks', '')
    (server.folder / 'data/mail.yaml').write_text('login:\n  first_delay: 0s\n  failures_per_account: 2\n')
    mail.text('config', 'reload', has='login.failures_per_account')
    for _ in range(2):
        with imaplib.IMAP4(HOST, server.imap) as imap:
            try:
                imap.login('mallory@demo.test', 'guess')
            except imaplib.IMAP4.error:
                pass
    block = mail.both(['login-block', 'list'], 'server/login-blocks', ['mallory@demo.test', 'account', 'UNTIL'])['items'][0]['id']
    mail.text('login-block', 'lift', block, has='Lifted')
    mail.refused('NOT_FOUND', 'login-block', 'lift', block)
    (server.folder / 'data/mail.yaml').unlink()
    mail.text('config', 'reload')


def the_server(mail, stream):
    mail.text('server', 'show', has=['Ready', 'yes', 'IMAPS'])
    if mail.json('server', 'show')['hostName'] != 'mail.demo.test':
        raise Failed('server show -o json')
    mail.both(['queue', 'show'], 'queues', stream)
    letters = mail.both(['queue', 'dead', 'list', stream], f'queues/streams/{stream}/dead-letters', 'no such host')['items']
    mail.text('queue', 'dead', 'replay', stream, letters[0]['id'])
    mail.text('queue', 'dead', 'drop', stream, letters[1]['id'], '--yes')
    row = mail.both(['queue', 'list'], 'queues/outbound', 'b@elsewhere.invalid')['items'][0]['id']
    mail.text('queue', 'hold', row)
    mail.text('queue', 'release', row)
    mail.text('queue', 'delete', row, '--yes')
    mail.text('queue', 'list', '--ended', has='deleted')
    mail.text('audit', 'list', '--limit', '3', has=['deleteOutbound', 'OUTCOME'])
    if not all(a['tenant'] == 'acme' for a in mail.json('audit', 'list', '--tenant', 'acme')['items']):
        raise Failed('audit of a tenant')
    if json.loads(mail.run('api', 'get', 'server'))['name'] != 'Mail.Orleans':
        raise Failed('mail api')
    mail.text('config', 'show', '--demo', has='server.data')
    mail.text('config', 'check', '--demo')
    mail.text('config', 'init')
    mail.text('config', 'reload')
    mail.text('config', 'log-level', 'Warning')


def the_end(mail):
    mail.text('alias', 'delete', 'info@acme.test', '--yes')
    mail.refused('FAILED_PRECONDITION', 'domain', 'delete', 'acme.test', '--yes')
    for user in ('ann', 'ben'):
        mail.text('user', 'delete', f'{user}@acme.test', '--yes', has='Deleted')
    mail.text('domain', 'delete', 'acme.test', '--yes')
    mail.text('tenant', 'delete', 'acme', '--yes')
    mail.refused('NOT_FOUND', 'tenant', 'show', 'acme')
