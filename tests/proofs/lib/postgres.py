"""An own PostgreSQL server in a temporary folder, with fsync on, from Debian's binaries."""
import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path

from .proof import HOST, Failed, free_port, wait_until


def _binaries():
    found = sorted(Path('/usr/lib/postgresql').glob('*/bin/initdb'), key=lambda p: int(p.parts[4]))
    if found:
        return found[-1].parent
    path = shutil.which('initdb')
    if path:
        return Path(path).parent
    raise Failed('PostgreSQL is not installed (tests/install brings it)')


class Postgres:
    """initdb, start, stop; the server refuses to run as root, so that root hands it to the user postgres."""

    def __init__(self, proof, name='postgres'):
        self.bin = _binaries()
        self.folder = proof.folder / name
        self.folder.mkdir()
        self.data = self.folder / 'data'
        self.port = free_port()
        self._as = []
        if os.getuid() == 0:
            owner = pwd.getpwnam('postgres')
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self._as = ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--inh-caps=-all']
        self._run('initdb', '-D', self.data, '-U', 'mail', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8')
        proof.cleanup(self.stop)
        self.process = None

    @property
    def connection_string(self):
        return f'Host={HOST};Port={self.port};Username=mail;Database=mail'

    def _run(self, program, *arguments):
        done = subprocess.run(self._as + [str(self.bin / program), *map(str, arguments)], cwd='/', capture_output=True, text=True)
        if done.returncode:
            raise Failed(f'{program}: {done.stdout}{done.stderr}')
        return done.stdout

    def start(self):
        with open(self.folder / 'log', 'ab') as log:
            self.process = subprocess.Popen(
                self._as + [str(self.bin / 'postgres'), '-D', str(self.data), '-p', str(self.port), '-c', f'listen_addresses={HOST}',
                            '-c', f'unix_socket_directories={self.folder}', '-c', 'fsync=on', '-c', 'synchronous_commit=on',
                            '-c', 'shared_buffers=128MB'],
                cwd='/', stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        wait_until(self._answers, 30, 'PostgreSQL accepts connections')
        if 'mail' not in self.query('SELECT datname FROM pg_database', 'postgres').split():
            self.query('CREATE DATABASE mail', 'postgres')
        return self

    def _answers(self):
        if self.process.poll() is not None:
            raise Failed('PostgreSQL ended: ' + (self.folder / 'log').read_text()[-2000:])
        return subprocess.run([str(self.bin / 'pg_isready'), '-q', '-h', HOST, '-p', str(self.port)]).returncode == 0

    def query(self, sql, database='mail'):
        return self._run('psql', '-h', HOST, '-p', self.port, '-U', 'mail', '-d', database, '-XAtq', '-v', 'ON_ERROR_STOP=1', '-c', sql)

    def stop(self):
        """Fast shutdown; immediate if that takes too long."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait()
