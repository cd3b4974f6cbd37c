"""Reads the mailboxes after a restart and holds them against the ledger."""
import hashlib
import time
from dataclasses import dataclass, field

from lib import messages
from lib.imap import Imap
from lib.proof import HOST, PASSWORD

_AT_A_TIME = 100


@dataclass
class Findings:
    """Faults by kind, and how much was read."""
    lost: int = 0
    doubled: int = 0
    damaged: int = 0
    flags: int = 0
    uids: int = 0
    read: int = 0
    unacknowledged: int = 0
    texts: list = field(default_factory=list)

    def note(self, kind, text):
        setattr(self, kind, getattr(self, kind) + 1)
        if len(self.texts) < 25:
            self.texts.append(f'{kind}: {text}')

    @property
    def clean(self):
        return not (self.lost or self.doubled or self.damaged or self.flags or self.uids)


class Verifier:
    """Keeps one set of findings over all rounds."""

    def __init__(self, server, ledger, seconds=30):
        self.server, self.ledger, self.seconds = server, ledger, seconds
        self.findings = Findings()

    def after_restart(self):
        """What is new since the last look is read whole, what was acknowledged is awaited, what was there must still be."""
        for name, box in self.ledger.boxes.items():
            session = Imap(HOST, self.server.imap, name, PASSWORD)
            try:
                self._look(session, name, box)
            finally:
                session.close()

    def everything(self):
        """Every message is read once more, whole and with its flags, and must stand under the UID that it always had."""
        for name, box in self.ledger.boxes.items():
            session = Imap(HOST, self.server.imap, name, PASSWORD)
            self._select(session, name, box)
            uids = session.uids()
            floor = max(box.known, default=0)
            for uid, flags, data in self._messages(session, uids):
                if uid > floor and uid not in box.known:  # without a 250, and delivered since the last look
                    self._first(name, box, uid, data)
                    box.flags.setdefault(uid, [flags])
                self._again(name, box, uid, flags, data)
            self._presence(name, box, set(uids))
            session.close()

    def _look(self, session, name, box):
        deadline = time.monotonic() + self.seconds
        fresh = set()
        while True:
            floor = max(box.next - 1, max(box.known, default=0))
            self._select(session, name, box)
            uids = set(session.uids())
            for uid, flags, data in self._messages(session, sorted(uids - box.known.keys())):
                if uid <= floor:
                    self.findings.note('uids', f'{name}: UID {uid} appeared after UID {floor} had been given out and seen')
                self._first(name, box, uid, data)
                box.flags.setdefault(uid, [flags])
                fresh.add(uid)
            if not box.missing or time.monotonic() > deadline:
                break
            time.sleep(0.05)
        for id in sorted(box.missing):
            self.findings.note('lost', f'{id} was acknowledged for {name} and is not there')
        self._presence(name, box, uids)
        self._flags(session, name, box, sorted((box.touched | fresh) & uids))
        box.touched.clear()

    @staticmethod
    def _messages(session, uids):
        for start in range(0, len(uids), _AT_A_TIME):
            yield from session.fetch(','.join(map(str, uids[start:start + _AT_A_TIME])))

    def _select(self, session, name, box):
        _, validity, following = session.select()
        if box.validity and validity != box.validity:
            self.findings.note('uids', f'UIDVALIDITY of {name} went from {box.validity} to {validity}')
        if following < box.next:
            self.findings.note('uids', f'UIDNEXT of {name} fell from {box.next} to {following}')
        box.validity, box.next = validity, max(box.next, following)

    def _first(self, name, box, uid, data):
        """A message under a UID that was not seen before."""
        self.findings.read += 1
        id = messages.mark_of(data)
        if id in box.where:
            self.findings.note('doubled', f'{name}: {id} under UID {box.where[id]} and {uid}')
        if id not in box.offered:
            self.findings.note('damaged', f'{name}: UID {uid} is no message that was sent to it ({id}, {len(data)} bytes)')
        elif not self._whole(id, data):
            self.findings.note('damaged', f'{name}: {id}, UID {uid}, is not what was sent ({len(data)} of {self.ledger.content[id][0]} bytes)')
        if box.promised.get(uid, id) != id:
            self.findings.note('uids', f'{name}: APPENDUID gave UID {uid} to {box.promised[uid]}, it holds {id}')
        if id not in box.owed:
            self.findings.unacknowledged += 1
        box.known[uid], box.where[id] = id, uid
        box.alive.add(uid)
        box.missing.discard(id)

    def _again(self, name, box, uid, flags, data):
        self.findings.read += 1
        id = messages.mark_of(data)
        if box.known.get(uid) != id:
            self.findings.note('uids', f'{name}: UID {uid} held {box.known.get(uid)} and holds {id}')
        elif not self._whole(id, data):
            self.findings.note('damaged', f'{name}: {id}, UID {uid}, is no longer whole')
        if flags not in box.flags.get(uid, []):
            self.findings.note('flags', f'{name}: UID {uid} has {_text(flags)}, acknowledged {_choices(box.flags.get(uid, []))}')

    def _whole(self, id, data):
        """Trace fields and then exactly what was sent."""
        size, digest = self.ledger.content.get(id, (0, b''))
        return (len(data) >= size and hashlib.sha256(data[len(data) - size:]).digest() == digest
                and messages.trace_fields(data[:len(data) - size]) is not None)

    def _presence(self, name, box, uids):
        box.expunged |= box.maybe_gone - uids
        box.maybe_gone.clear()
        for uid in sorted(box.expunged & uids):
            self.findings.note('uids', f'{name}: UID {uid} is back after its EXPUNGE')
        for uid in sorted(box.alive - uids - box.expunged):
            self.findings.note('lost', f'{name}: UID {uid} ({box.known.get(uid)}) was there before and is gone')
        box.alive &= uids

    def _flags(self, session, name, box, uids):
        for start in range(0, len(uids), _AT_A_TIME):
            chunk = uids[start:start + _AT_A_TIME]
            found = session.flags(','.join(map(str, chunk)))
            for uid in chunk:
                if found.get(uid) not in box.flags[uid]:
                    self.findings.note('flags', f'{name}: UID {uid} has {_text(found.get(uid))}, acknowledged {_choices(box.flags[uid])}')
                box.flags[uid] = [found.get(uid)]


def _text(flags):
    return 'none at all' if flags is None else '(' + ' '.join(sorted(flags)) + ')'


def _choices(allowed):
    return ' or '.join(map(_text, allowed)) or 'nothing'
