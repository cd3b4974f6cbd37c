"""What every proof shares: the repository, a temporary folder, bounded waits, checks, and an end that stops only what was started."""
import atexit
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HOST = '127.0.0.1'
DOMAIN = 'demo.test'
PASSWORD = 'demo-password'


class Failed(Exception):
    """A claim of the proof does not hold; the text says which."""


class Proof:
    """Name, temporary folder and check counter of one run; `main` turns failures into exit code 1 and a last line."""

    def __init__(self, name):
        self.name = name
        self.checks = 0
        self.folder = Path(tempfile.mkdtemp(prefix=f'{name}-'))
        self.folder.chmod(0o755)  # servers that drop their privileges must reach their part of it
        self.keep = False
        self._cleanups = []
        atexit.register(self._end)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda n, _: sys.exit(128 + n))

    def cleanup(self, action):
        """Runs at the end whatever happens, last registered first."""
        self._cleanups.append(action)

    def _end(self):
        for action in reversed(self._cleanups):
            try:
                action()
            except Exception as error:  # the other servers must still be stopped
                print(f'{self.name}: while cleaning up: {error!r}', file=sys.stderr)
        if self.keep:
            print(f'{self.name}: kept for inspection: {self.folder}', file=sys.stderr)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def check(self, what, figures=''):
        self.checks += 1
        print(f'ok {self.checks} - {what}' + (f' ({figures})' if figures else ''), flush=True)

    def say(self, text):
        print(f'# {text}', flush=True)

    def main(self, run):
        try:
            last = run()
        except Failed as failure:
            self.keep = True
            print(f'{self.name}: FAILED {failure}', flush=True)
            sys.exit(1)
        except OSError as error:
            self.keep = True
            print(f'{self.name}: FAILED {type(error).__name__}: {error}', flush=True)
            raise
        print(f'{self.name}: ok {last}', flush=True)


def usage(doc, code=2):
    """Prints the header of the script; exit 0 for --help, 2 for wrong arguments."""
    print(doc.strip(), file=sys.stdout if code == 0 else sys.stderr)
    sys.exit(code)


def positive_number(argv, doc, default):
    """The one optional argument of a proof: its size."""
    if any(a in ('-h', '--help') for a in argv):
        usage(doc, 0)
    if not argv:
        return default
    if len(argv) > 1 or not argv[0].isdigit() or int(argv[0]) < 1:
        usage(doc)
    return int(argv[0])


def install():
    """Brings the programs that the proofs use, unless the caller has done so (tests/run does once for all)."""
    if os.environ.get('MAIL_TESTS_INSTALLED') == '1':
        return
    done = subprocess.run([ROOT / 'tests/install'], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise Failed(done.stdout + done.stderr)


def wait_until(condition, seconds, what, pause=0.02):
    """Waits for an outcome, never for a time: returns what `condition` gives once it is true, fails after `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > deadline:
            raise Failed(f'not within {seconds} s: {what}')
        time.sleep(pause)


_given = set()


def free_port():
    """A free loopback port below the range that outgoing connections take theirs from, so that it stays free over restarts."""
    for _ in range(1000):
        port = random.SystemRandom().randrange(15000, 32000)
        if port in _given:
            continue
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
        _given.add(port)
        return port
    raise Failed('no free port on loopback')


def listening(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0
