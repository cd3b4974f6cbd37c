"""What only failures leave behind in a store: dead letters, and mail that waits for another server."""
import sqlite3
import uuid

STREAM = 'proof'
TICKS_2100 = 662_380_416_000_000_000  # .NET ticks of 2100-01-01


def seed(database):
    """Rows that only failures leave behind: dead letters, and mail to a server that is not to be tried before the next century."""
    with sqlite3.connect(database, timeout=30) as rows:
        for number in (900_001, 900_002):
            rows.execute('INSERT INTO queue_task_events (id, stream, key, payload, error, at_ticks) VALUES (?, ?, ?, ?, ?, ?)',
                         (number, STREAM, 'key', b'payload', 'no such host', TICKS_2100))
        rows.execute('''INSERT INTO queue_outbound (ingest_id, accepted_ticks, blob_kind, blob_container, blob_offset, blob_length, mail_from,
                        recipient, domain, expires_ticks, ret, notify, state, due_ticks, attempts, delay_reported, finished_ticks)
                        VALUES (?, ?, 1, 1, 1, 1, 'a@demo.test', 'b@elsewhere.invalid', 'elsewhere.invalid', ?, 0, 0, 0, ?, 0, 0, 0)''',
                     (uuid.uuid4().bytes, TICKS_2100, TICKS_2100 + 1, TICKS_2100))
    rows.close()
