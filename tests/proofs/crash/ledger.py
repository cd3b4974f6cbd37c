"""What the server has promised: every acknowledgement that a client saw, and what is open because the server died before it answered."""
import hashlib
import threading
from dataclasses import dataclass, field


@dataclass
class Box:
    """One mailbox as its clients know it. What is offered may be there or not; all else binds the server."""
    offered: set = field(default_factory=set)     # ids sent to it, acknowledged or not
    owed: set = field(default_factory=set)        # ids acknowledged for it
    missing: set = field(default_factory=set)     # of those: not yet seen, not expunged
    known: dict = field(default_factory=dict)     # uid -> id, every UID ever seen
    where: dict = field(default_factory=dict)     # id -> uid
    alive: set = field(default_factory=set)       # UIDs that were there at the last look
    promised: dict = field(default_factory=dict)  # uid -> id from APPENDUID (RFC 4315)
    flags: dict = field(default_factory=dict)     # uid -> list of flag sets, one of which must hold
    touched: set = field(default_factory=set)     # UIDs whose flags were changed since the last look
    expunged: set = field(default_factory=set)    # UIDs whose EXPUNGE was answered
    maybe_gone: set = field(default_factory=set)  # UIDs whose EXPUNGE was not answered
    validity: int = 0
    next: int = 0


class Ledger:
    """Thread-safe notes of all clients of one run."""

    def __init__(self, mailboxes):
        self.boxes = {name: Box() for name in mailboxes}
        self.content = {}       # id -> (size, sha256)
        self.acknowledged = 0   # once per message and recipient
        self.refused = 0
        self.answers = {}       # refusals and how often each came
        self.in_flight = 0
        self._lock = threading.Lock()
        self._number = 0

    def new_id(self):
        with self._lock:
            self._number += 1
            return f'm{self._number}'

    def offer(self, id, data, recipients):
        """Before the first byte of the message leaves the client."""
        digest = hashlib.sha256(data).digest()
        with self._lock:
            self.content[id] = (len(data), digest)
            self.in_flight += 1
            for name in recipients:
                self.boxes[name].offered.add(id)

    def settle(self, id, accepted):
        """The answer is there: these mailboxes are owed the message."""
        with self._lock:
            self.in_flight -= 1
            self.acknowledged += len(accepted)
            for name in accepted:
                self.boxes[name].owed.add(id)
                self.boxes[name].missing.add(id)

    def refuse(self, answer):
        with self._lock:
            self.refused += 1
            self.answers[answer] = self.answers.get(answer, 0) + 1

    def died(self):
        """Between two lives of the server nothing is under way."""
        with self._lock:
            self.in_flight = 0
