"""The load: SMTP, LMTP and IMAP clients that note each acknowledgement the moment they have it, until the server dies."""
import random
import re
import socket
import threading

from lib import messages
from lib.imap import Imap, ImapRefused
from lib.proof import HOST, PASSWORD

_POOL = messages.text_lines('pool', 1 << 20).encode()
_STARTS = [m.end() for m in re.finditer(rb'\r\n', _POOL[:1 << 19])]
_FLAGS = ['\\Seen', '\\Answered', '\\Flagged', '\\Draft']
_SIZES = [(1, 4)] * 6 + [(4, 30)] * 3 + [(30, 300)]   # KB
_DEATH = (OSError, EOFError, ValueError)              # ValueError: a reply cut off in the middle


class _Refused(Exception):
    """A reply other than the one hoped for: code and text."""


def message(chance, id):
    """1-300 KB, most of them small."""
    low, high = chance.choice(_SIZES)
    start = chance.choice(_STARTS)
    end = _POOL.rindex(b'\r\n', start, start + chance.randrange(low << 10, high << 10)) + 2
    return messages.message(id, _POOL[start:end])


class _Wire:
    """A line client of SMTP and LMTP."""

    def __init__(self, port, hello):
        self.socket = socket.create_connection((HOST, port), timeout=60)
        self.stream = self.socket.makefile('rb')
        self.reply()
        self.socket.sendall(hello + b' client.load.test\r\n')
        self.reply()

    def send(self, data):
        self.socket.sendall(data)

    def reply(self):
        while True:
            line = self.stream.readline()
            if not line.endswith(b'\r\n'):
                raise EOFError('closed')
            if line[3:4] != b'-':
                return int(line[:3]), line.decode(errors='replace').strip()

    def expect(self, code):
        got, text = self.reply()
        if got != code:
            raise _Refused(got, text)

    def envelope(self, recipients, then):
        """Sender, recipients and what follows them in one segment (RFC 2920)."""
        self.send(b'MAIL FROM:<sender@load.test>\r\n' + b''.join(b'RCPT TO:<%s>\r\n' % r.encode() for r in recipients) + then)
        for _ in range(1 + len(recipients)):
            self.expect(250)

    def data(self, data, recipients):
        self.envelope(recipients, b'DATA\r\n')
        self.expect(354)
        self.send((b'.' + data if data.startswith(b'.') else data).replace(b'\r\n.', b'\r\n..') + b'.\r\n')

    def chunks(self, data, recipients):
        half = len(data) // 2
        self.envelope(recipients, b'BDAT %d\r\n%sBDAT %d LAST\r\n%s' % (half, data[:half], len(data) - half, data[half:]))
        self.expect(250)

    def close(self):
        self.stream.close()
        self.socket.close()


class Load:
    """Starts the clients; `stop`, after the kill, waits until each has noticed."""

    def __init__(self, server, ledger, seed, smtp=8, lmtp=2, imap=3):
        self.server, self.ledger = server, ledger
        self.over = threading.Event()
        self.errors = []
        jobs = [(self._smtp, n) for n in range(smtp)] + [(self._lmtp, n) for n in range(lmtp)]
        jobs += [(self._imap, name) for name in list(ledger.boxes)[:imap]]
        self._threads = [threading.Thread(target=self._until_death, args=(job, argument, random.Random(f'{seed}-{number}')), daemon=True)
                         for number, (job, argument) in enumerate(jobs)]
        for thread in self._threads:
            thread.start()

    def stop(self):
        self.over.set()
        for thread in self._threads:
            thread.join(60)
        self.ledger.died()
        if self.errors:
            raise self.errors[0]

    def _until_death(self, job, argument, chance):
        try:
            while not self.over.is_set():
                job(argument, chance)
        except _DEATH as error:
            if not self.over.wait(10):
                self.errors.append(ConnectionError(f'{job.__name__}: the server closed a connection although it was not killed ({error!r})'))
        except Exception as error:
            self.errors.append(error)

    def _offer(self, chance, recipients):
        id = self.ledger.new_id()
        data = message(chance, id)
        self.ledger.offer(id, data, recipients)
        return id, data

    def _recipients(self, chance):
        return chance.sample(list(self.ledger.boxes), chance.choice((1, 1, 1, 2, 2, 4)))

    def _smtp(self, number, chance):
        """One connection, kept or for one message, with DATA or in chunks: by its number."""
        wire = _Wire(self.server.smtp, b'EHLO')
        try:
            for _ in range(1 if number % 2 else 50):
                if self.over.is_set():
                    return
                recipients = self._recipients(chance)
                id, data = self._offer(chance, recipients)
                try:
                    (wire.chunks if number % 4 == 3 else wire.data)(data, recipients)
                    wire.expect(250)
                except _Refused as refused:
                    self.ledger.settle(id, [])
                    self.ledger.refuse(refused.args[1])
                    return
                self.ledger.settle(id, recipients)
        finally:
            wire.close()

    def _lmtp(self, _, chance):
        wire = _Wire(self.server.lmtp, b'LHLO')
        try:
            for _ in range(50):
                if self.over.is_set():
                    return
                recipients = self._recipients(chance)
                id, data = self._offer(chance, recipients)
                accepted = []
                try:
                    wire.data(data, recipients)
                    for recipient in recipients:  # a reply for each, in order (RFC 2033 4.2)
                        code, text = wire.reply()
                        accepted.append(recipient) if code == 250 else self.ledger.refuse(text)
                except _Refused as refused:
                    self.ledger.refuse(refused.args[1])
                    return
                finally:  # what was answered before the kill counts
                    self.ledger.settle(id, accepted)
        finally:
            wire.close()

    def _imap(self, name, chance):
        """The only client that changes this mailbox's flags."""
        session, box = Imap(HOST, self.server.imap, name, PASSWORD), self.ledger.boxes[name]
        try:
            session.select()
            while not self.over.is_set():
                action = chance.choices((self._append, self._store, self._expunge), (4, 5, 1))[0]
                action(session, name, box, chance)
        except ImapRefused as refused:
            self.ledger.refuse(str(refused))
        finally:
            session.close()

    def _append(self, session, name, box, chance):
        id, data = self._offer(chance, [name])
        flags = frozenset(chance.sample(_FLAGS, chance.randrange(3)))
        answer = session.command(f'APPEND INBOX ({" ".join(sorted(flags))})', data)[-1][0]
        self.ledger.settle(id, [name])
        if found := re.search(rb'APPENDUID (\d+) (\d+)', answer):
            uid = int(found[2])
            box.promised[uid] = id
            box.flags[uid] = [flags]

    def _store(self, session, name, box, chance):
        uids = [u for u in box.flags if u not in box.expunged and u not in box.maybe_gone]
        if not uids:
            return
        uid, flags = chance.choice(uids), frozenset(chance.sample(_FLAGS, chance.randrange(len(_FLAGS))))
        box.touched.add(uid)
        box.flags[uid] = box.flags[uid] + [flags]   # until the answer is there, either may hold
        session.command(f'UID STORE {uid} FLAGS{chance.choice(("", ".SILENT"))} ({" ".join(sorted(flags))})')
        box.flags[uid] = [flags]

    def _expunge(self, session, name, box, chance):
        """Takes the highest UID that this client knows: the one that a careless server would give out again."""
        uids = [u for u in box.promised if u not in box.expunged and u not in box.maybe_gone]
        if not uids:
            return
        uid = max(uids)
        box.touched.add(uid)
        box.flags[uid] = box.flags[uid] + [box.flags[uid][-1] | {'\\Deleted'}]
        session.command(f'UID STORE {uid} +FLAGS.SILENT (\\Deleted)')
        box.flags[uid] = box.flags[uid][-1:]
        box.maybe_gone.add(uid)
        box.missing.discard(box.promised[uid])
        session.command(f'UID EXPUNGE {uid}')
        box.maybe_gone.discard(uid)
        box.expunged.add(uid)
