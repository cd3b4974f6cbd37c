"""The peer: Postfix as it comes, delivering by LMTP to Dovecot's maildirs. All of it lives in a temporary folder with its own configuration."""
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from lib.proof import DOMAIN, HOST, PASSWORD, Failed, free_port, listening, wait_until

_MAIN = """
compatibility_level = 3.6
queue_directory = {d}/queue
data_directory = {d}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = {d}/log
maillog_file_prefixes = {d}
myhostname = mx.{domain}
mydomain = {domain}
mydestination =
inet_interfaces = {host}
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = permit_mynetworks, reject
virtual_mailbox_domains = {domain}
virtual_mailbox_maps = static:all
virtual_transport = lmtp:inet:{host}:{lmtp}
lmtp_destination_recipient_limit = 100
message_size_limit = 67108864
mailbox_size_limit = 0
alias_maps =
alias_database =
smtp_dns_support_level = disabled
smtpd_tls_security_level = {tls}
smtpd_tls_cert_file = {d}/cert.pem
smtpd_tls_key_file = {d}/key.pem
"""

_MASTER = """
{host}:{smtp} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""

_DOVECOT = """
base_dir = {d}/run
state_dir = {d}/state
log_path = {d}/log
protocols = imap lmtp
listen = {host}
ssl = {ssl}
ssl_cert = <{d}/cert.pem
ssl_key = <{d}/key.pem
disable_plaintext_auth = no
auth_username_format = %Lu
mail_location = maildir:~/maildir
mail_uid = {uid}
mail_gid = {uid}
first_valid_uid = 500
mail_max_userip_connections = 2000
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={uid} home={d}/mail/%n allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = {host}
    port = {lmtp}
  }}
}}
"""


class Peer:
    """Postfix and Dovecot, started and stopped together; ports as those of the server under proof."""

    UID = 5000

    def __init__(self, proof, name='peer', tls=False, domain=DOMAIN, settings=''):
        for program in ('postfix', 'dovecot', 'smtp-source'):
            if not shutil.which(program, path=os.environ['PATH'] + ':/usr/sbin'):
                raise Failed(f'{program} is not installed (tests/install brings it)')
        if os.getuid() != 0:
            raise Failed('Postfix and Dovecot need root to start')
        self.folder = proof.folder / name
        self.postfix, self.dovecot = self.folder / 'postfix', self.folder / 'dovecot'
        for folder in (self.postfix / 'conf', self.postfix / 'queue', self.postfix / 'data', self.dovecot / 'mail'):
            folder.mkdir(parents=True)
        os.chown(self.postfix / 'data', pwd.getpwnam('postfix').pw_uid, -1)
        os.chown(self.dovecot / 'mail', self.UID, self.UID)
        self.smtp, self.lmtp, self.imap, self.imaps = (free_port() for _ in range(4))
        values = dict(domain=domain, host=HOST, password=PASSWORD, uid=self.UID, smtp=self.smtp, lmtp=self.lmtp, imap=self.imap,
                      imaps=self.imaps if tls else 0, tls='may' if tls else 'none', ssl='yes' if tls else 'no')
        (self.postfix / 'conf/main.cf').write_text(_MAIN.format(d=self.postfix, **values) + settings)
        (self.postfix / 'conf/master.cf').write_text(_MASTER.format(**values))
        (self.dovecot / 'dovecot.conf').write_text(_DOVECOT.format(d=self.dovecot, **values))
        self._certificates()
        self._masters = (self.dovecot / 'run/master.pid', self.postfix / 'queue/pid/master.pid')
        proof.cleanup(self.stop)

    def _certificates(self):
        for folder in (self.postfix, self.dovecot):
            _run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', f'/CN=mx.{DOMAIN}',
                 '-keyout', folder / 'key.pem', '-out', folder / 'cert.pem')

    def start(self):
        _run('dovecot', '-c', self.dovecot / 'dovecot.conf')
        _run('postfix', '-c', self.postfix / 'conf', 'start')
        for port in (self.smtp, self.lmtp, self.imap):
            wait_until(lambda: listening(port), 20, f'the peer listens on {port}')
        return self

    @property
    def pids(self):
        """The two master processes."""
        return [wait_until(lambda: _read(path), 20, f'a process id in {path}') for path in self._masters]

    def stop(self):
        for pid in filter(None, map(_read, self._masters)):
            _end(pid)


def _run(*command):
    environment = {**os.environ, 'PATH': os.environ['PATH'] + ':/usr/sbin'}
    with tempfile.TemporaryFile('w+') as output:  # a pipe would be held open by the daemons
        done = subprocess.run([str(c) for c in command], stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment)
        if done.returncode:
            output.seek(0)
            raise Failed(f'{command[0]}: {output.read()}')


def _read(path):
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return 0


def _runs(pid):
    """False for a zombie too: where nothing reaps orphans, an ended master stays one."""
    try:
        return Path(f'/proc/{pid}/stat').read_text().rsplit(')', 1)[1].split()[0] != 'Z'
    except OSError:
        return False


def _end(pid):
    """SIGTERM to a master that is not our child, and its end awaited."""
    if not _runs(pid):
        return
    os.kill(pid, signal.SIGTERM)
    try:
        wait_until(lambda: not _runs(pid), 10, f'end of process {pid}')
    except Failed:
        os.kill(pid, signal.SIGKILL)
