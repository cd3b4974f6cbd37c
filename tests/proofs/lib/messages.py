"""Messages with a known content, and the comparison of what was sent with what is read."""
import random
import re

_FIELD = re.compile(rb'([!-9;-~]+)[ \t]*:')
TRACE = {b'return-path', b'received', b'delivered-to'}
_words = 'anchor birch copper dune ember fjord garnet harbor island juniper kelp lagoon meadow north orchard pebble quartz reef slate tundra'.split()


def text_lines(seed, size):
    """About `size` bytes of lines that differ by seed; some begin with dots (RFC 5321 4.5.2), one is a dot alone."""
    chance = random.Random(seed)
    lines, total = [], 0
    while total < size:
        line = ' '.join(chance.choices(_words, k=9))
        if chance.random() < 0.05:
            line = chance.choice(('.', '..', '.' + line, '...dots'))
        lines.append(line)
        total += len(line) + 2
    return '\r\n'.join(lines) + '\r\n'


def message(mark, body, sender='sender@load.test', to='alice@demo.test', subject='proof', fields=''):
    """A whole message, CRLF line ends, that names itself in X-Proof-Id."""
    head = (f'X-Proof-Id: {mark}\r\nFrom: Sender <{sender}>\r\nTo: {to}\r\nSubject: {subject}\r\n'
            f'Date: Fri, 20 Nov 2026 10:00:00 +0000\r\nMessage-ID: <{mark}@load.test>\r\n{fields}\r\n')
    return head.encode() + (body if isinstance(body, bytes) else body.encode())


def mark_of(data):
    found = re.search(rb'^X-Proof-Id: (\S+)', data[:8192], re.M | re.I)
    return found[1].decode() if found else None


def trace_fields(prefix):
    """Names of the fields in what a server put before a message; None if that is anything but trace fields."""
    names = []
    for line in prefix.split(b'\r\n')[:-1]:
        if line[:1] in (b' ', b'\t') and names:
            continue
        found = _FIELD.match(line)
        if not found or found[1].lower() not in TRACE:
            return None
        names.append(found[1].lower())
    return names if prefix.endswith(b'\r\n') or not prefix else None


def difference(sent, got):
    """None if `got` is trace fields and then exactly `sent`; otherwise what is wrong."""
    if not got.endswith(sent):
        at = next((i for i, (a, b) in enumerate(zip(reversed(sent), reversed(got))) if a != b), min(len(sent), len(got)))
        return (f'differs {at} bytes before the end (sent {len(sent)}, read {len(got)} bytes): '
                f'sent …{sent[-at - 40:len(sent) - at + 20]!r}, read …{got[-at - 40:len(got) - at + 20]!r}')
    if trace_fields(got[:len(got) - len(sent)]) is None:
        return f'more than trace fields before it: {got[:len(got) - len(sent)][:200]!r}'
    return None
