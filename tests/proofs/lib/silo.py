"""Builds, starts, kills and stops the server."""
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request

from .proof import HOST, ROOT, Failed, free_port, wait_until

READY = b'Mail.Orleans is ready'
KINDS = ('smtp', 'lmtp', 'submission', 'submissions', 'imap', 'imaps', 'http')
BINARY = ROOT / 'silo/bin/Release/net10.0/Mail.Silo.dll'


def build():
    """Builds once in Release; nothing to do when MAIL_SILO_BUILT=1 says that the caller has done it."""
    if os.environ.get('MAIL_SILO_BUILT') == '1' and BINARY.exists():
        return
    done = subprocess.run(['dotnet', 'build', 'silo', '-c', 'Release', '--nologo', '-v', 'q'], cwd=ROOT,
                          env={**os.environ, 'MSBUILDDISABLENODEREUSE': '1'}, capture_output=True, text=True)
    if done.returncode:
        raise Failed('dotnet build silo: ' + (done.stdout + done.stderr)[-3000:])


class Silo:
    """One server process with its data folder; the ports stay the same over restarts."""

    def __init__(self, proof, name='silo', users=0, postgres=None, options=()):
        self.folder = proof.folder / name
        self.folder.mkdir()
        self.ports = {kind: free_port() for kind in KINDS}
        self.cluster_ports = free_port(), free_port()
        self.users, self.postgres, self.options = users, postgres, list(options)
        self.log = self.folder / 'log'
        self.process = None
        proof.cleanup(self.kill)

    def __getattr__(self, name):
        if name in KINDS:
            return self.ports[name]
        raise AttributeError(name)

    @property
    def pid(self):
        return self.process.pid

    def launch(self):
        """Starts the process and does not wait for it to listen."""
        command = ['dotnet', str(BINARY), '--demo', '--data', str(self.folder / 'data'), '--listen', HOST]
        for kind, port in self.ports.items():
            command += [f'--{kind}-port', str(port)]
        command += ['--silo-port', str(self.cluster_ports[0]), '--silo-client-port', str(self.cluster_ports[1])]
        if self.users:
            command += ['--demo-users', str(self.users)]
        if self.postgres:
            command += ['--postgres', self.postgres]
        self._mark = self.log.stat().st_size if self.log.exists() else 0
        with open(self.log, 'ab') as log:
            self.process = subprocess.Popen(command + self.options, stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=subprocess.STDOUT, start_new_session=True)

    def printout(self):
        with open(self.log, 'rb') as log:
            log.seek(self._mark)
            return log.read()

    def _is_up(self):
        if self.process.poll() is not None:
            raise Failed(f'the server ended with {self.process.returncode} while starting:\n'
                         + self.printout()[-3000:].decode(errors='replace'))
        return READY in self.printout()

    def start(self, seconds=60):
        """Starts and waits until everything listens; returns the seconds that took."""
        begin = time.monotonic()
        self.launch()
        wait_until(self._is_up, seconds, f'"{READY.decode()}" in {self.log}')
        wait_until(lambda: self.get('/ready')[0] == 200, seconds, '/ready answers 200')
        return time.monotonic() - begin

    def get(self, path):
        """Status and body of an HTTP GET; status 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f'http://{HOST}:{self.http}{path}', timeout=5) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        except OSError:
            return 0, b''

    def kill(self):
        """kill -9, as a power cut for this process."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def stop(self, seconds=20):
        """Asks it to end in order; fails if it does not."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                raise Failed(f'the server did not end within {seconds} s of SIGTERM') from None
