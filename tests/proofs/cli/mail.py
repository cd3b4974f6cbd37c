"""Runs the command line as people do: by the name `mail`, through a link."""
import json
import os
import pty
import re
import select
import subprocess
import time
import urllib.error
import urllib.request

from lib.proof import ROOT, Failed

BUILT = ROOT / 'silo/bin/Release/net10.0/mail'


class Mail:
    def __init__(self, proof, server):
        self.folder = proof.folder / 'bin'
        self.folder.mkdir()
        (self.folder / 'mail').symlink_to(BUILT)
        self.url = f'http://127.0.0.1:{server.http}'
        self.key = (server.folder / 'data/admin-api-key').read_text().strip()
        clean = {k: v for k, v in os.environ.items() if not k.startswith('MAIL_')}
        self.env = {**clean, 'PATH': f'{self.folder}:{os.environ["PATH"]}', 'MAIL_SERVER': self.url, 'MAIL_API_KEY': self.key, 'TERM': 'xterm'}
        self.used, self.codes, self.runs, self.peak = set(), set(), 0, 0

    def run(self, *args, code=0, error='', input='', env=None):
        """One command; fails unless it ends with `code` and says `error`."""
        self.runs += 1
        done = subprocess.run(['mail', *map(str, args)], input=input.encode() if isinstance(input, str) else input, capture_output=True,
                              env=env or self.env, cwd=self.folder, timeout=240)
        out, err = done.stdout, done.stderr.decode()
        if done.returncode != code or error not in err:
            raise Failed(f'mail {" ".join(map(str, args))}: expected {code} {error!r}, got {done.returncode}: {out[-1500:].decode(errors="replace")}{err[-1500:]}')
        if code == 0:
            self.used.add(self.name(args))
        return out

    @staticmethod
    def name(args):
        words = []
        for word in args:
            if not re.fullmatch(r'[a-z][a-z-]*', str(word)):
                break
            words.append(str(word))
        return ' '.join(words)

    def text(self, *args, has=(), **more):
        out = self.run(*args, **more).decode()
        for part in [has] if isinstance(has, str) else has:
            if part not in out:
                raise Failed(f'mail {" ".join(map(str, args))}: {part!r} is not in {out[:2000]!r}')
        return out

    def json(self, *args, **more):
        return json.loads(self.run(*args, '-o', 'json', **more))

    def both(self, args, path, has):
        """A reading command as a table, and as JSON, which must be what the API says."""
        self.text(*args, has=has)
        mine, its = self.json(*args), self.api('GET', path)
        if mine != its:
            raise Failed(f'mail {" ".join(args)}: {mine} is not {its}')
        return mine

    def refused(self, code, *args, exit=1, **more):
        """A command that the server refuses with a stable code; also as JSON."""
        shown = more.pop('shown', True)
        self.run(*args, code=exit, error=f'{code} (HTTP ' if shown else '', **more)
        done = subprocess.run(['mail', *map(str, args), '-o', 'json'], input=(more.get('input') or '').encode(), capture_output=True,
                              env=more.get('env') or self.env, cwd=self.folder, timeout=240)
        problem = json.loads(done.stderr)
        if done.returncode != 1 or problem['code'] != code or not problem['title'] or not problem['detail'] or len(problem['traceId']) != 32:
            raise Failed(f'mail {" ".join(map(str, args))} -o json: {done.stderr}')
        self.codes.add(code)

    def api(self, method, path, body=None, key=None):
        request = urllib.request.Request(f'{self.url}/api/v2/{path}', method=method, data=None if body is None else json.dumps(body).encode(),
                                         headers={'authorization': f'Bearer {key or self.key}', 'content-type': 'application/json'})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b'null')

    def commands(self):
        """Every command, from the help of each."""
        found, names = [], ['']
        while names:
            name = names.pop()
            help_text = self.text(*name.split(), '--help')
            if len(help_text) < 100 or 'Description:' not in help_text:
                raise Failed(f'help of mail {name}: {help_text!r}')
            below = re.findall(r'^  ([a-z][a-z-]*)[ ,]', help_text.split('\nCommands:\n')[1], re.M) if '\nCommands:\n' in help_text else []
            names += [f'{name} {b}'.strip() for b in below]
            if not below:
                found.append(name)
        return found


class Terminal:
    """A program on a terminal of its own."""

    def __init__(self, args, env, cwd):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(cwd)
            os.execvpe(args[0], args, env)
        self.seen = ''

    def type(self, text):
        os.write(self.fd, text.encode())

    def wait(self, text, seconds=20):
        """Everything up to a text; a failure shows what came instead."""
        deadline = time.monotonic() + seconds
        while text not in self.seen:
            if time.monotonic() > deadline:
                raise Failed(f'no {text!r} on the terminal, but {self.seen!r}')
            if select.select([self.fd], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self.fd, 4096).decode(errors='replace')
                except OSError:
                    raise Failed(f'ended without {text!r}: {self.seen!r}') from None
        before, self.seen = self.seen.split(text, 1)
        return before

    def end(self):
        while True:
            try:
                if not os.read(self.fd, 4096):
                    break
            except OSError:
                break
        os.close(self.fd)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
