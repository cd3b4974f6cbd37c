"""Programs that read a whole INBOX over IMAP: plain, STARTTLS and implicit TLS. Each returns the messages as bytes."""
import json
import os
import pty
import select
import signal
import ssl
import time

from lib.imap import Imap
from lib.proof import HOST, PASSWORD, Failed

from .senders import NODE, run

MODES = ('plain', 'starttls', 'implicit')


def _port(server, mode):
    return server.imaps if mode == 'implicit' else server.imap


def imapflow(server, mode, user, folder):
    answer = json.loads(run(['node', NODE / 'read.mjs', _port(server, mode), mode, user, PASSWORD, folder], 'imapflow', cwd=NODE))
    if answer['secure'] != (mode != 'plain'):
        raise Failed(f'imapflow, {mode}: secure connection is {answer["secure"]}')
    return [file.read_bytes() for file in folder.glob('*.eml')]


def curl(server, mode, user, folder):
    """One curl process and connection fetches every UID."""
    reader = Imap(HOST, _port(server, mode), user, PASSWORD, tls=None if mode == 'plain' else mode)
    reader.select()
    uids = reader.uids()
    reader.close()
    scheme = 'imaps' if mode == 'implicit' else 'imap'
    command = ['curl', '--silent', '--show-error', '--fail', '--insecure', '--user', f'{user}:{PASSWORD}']
    command += ['--ssl-reqd'] if mode == 'starttls' else []
    for uid in uids:
        command += [f'{scheme}://{HOST}:{_port(server, mode)}/INBOX;UID={uid}', '--output', folder / f'{uid}.eml']
    run(command, f'curl, {mode}')
    return [file.read_bytes() for file in folder.glob('*.eml')]


def mutt(server, mode, user, folder):
    """mutt, in a terminal of its own, tags every message and pipes each to a file. It hands lines on with LF, as Unix does."""
    port = _port(server, mode)
    saved, script, settings, certificate = folder / 'saved', folder / 'save', folder / 'muttrc', folder / 'certificate.pem'
    saved.mkdir()
    script.write_text(f'#!/bin/sh\ncat > "$(mktemp {saved}/XXXXXXXX.eml)"\n')
    script.chmod(0o755)
    certificate.write_text(ssl.get_server_certificate((HOST, server.imaps)) if mode != 'plain' else '')
    settings.write_text(f'''
set folder="imap{'s' if mode == 'implicit' else ''}://{HOST}:{port}/" spoolfile="+INBOX"
set imap_user="{user}" imap_pass="{PASSWORD}" imap_peek=yes
set ssl_starttls={'yes' if mode == 'starttls' else 'no'} ssl_force_tls={'no' if mode == 'plain' else 'yes'}
set certificate_file="{certificate}" ssl_verify_host=no ssl_verify_dates=no
set pipe_split=yes pipe_decode=no pipe_sep="" wait_key=no auto_tag=no sort=mailbox-order confirmappend=no quit=yes mark_old=no
set record="" header_cache="" message_cachedir="" net_inc=0 read_inc=0 time_inc=0 timeout=1
push "<tag-pattern>~A<enter><tag-prefix><pipe-message>{script}<enter><exit>"
''')
    _terminal(['mutt', '-n', '-F', str(settings)], folder, 40)
    return [file.read_bytes().replace(b'\n', b'\r\n') for file in saved.glob('*.eml')]


def _terminal(command, folder, seconds):
    """Runs a full-screen program in a pseudo terminal until it ends by itself."""
    environment = {**os.environ, 'TERM': 'xterm', 'HOME': str(folder), 'LINES': '40', 'COLUMNS': '120', 'LC_ALL': 'C.UTF-8'}
    pid, screen = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, environment)
    shown, deadline = b'', time.monotonic() + seconds
    try:
        while time.monotonic() < deadline:
            if select.select([screen], [], [], 0.5)[0]:
                try:
                    piece = os.read(screen, 65536)
                except OSError:
                    piece = b''
                if not piece:
                    break
                shown = (shown + piece)[-4000:]
        else:
            os.kill(pid, signal.SIGKILL)
            raise Failed(f'{command[0]} did not end within {seconds} s; it showed {shown[-1500:]!r}')
    finally:
        os.close(screen)
        _, status = os.waitpid(pid, 0)
    if status:
        raise Failed(f'{command[0]} ended with {status}; it showed {shown[-1500:]!r}')
