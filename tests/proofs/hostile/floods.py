"""Many at once."""
from .kinds import Wrong, kind
from .wire import connect, expect


@kind('idle-connections', 'all greeted, held until the end')
def _(attack):
    total, opened = attack.size(500, 5000), []
    for number in range(total):
        opened.append(connect((attack.server.smtp, attack.server.imap, attack.server.lmtp, attack.server.http)[number % 4], f'127.0.5.{1 + number // 500}'))
    for number, connection in enumerate(opened):
        if number % 4 != 3:
            expect(connection.recv(300), rb'^(220|\* OK)')
    attack.hold(opened)
    return f'{len(opened)} open'


@kind('http-slowloris', 'others go on')
def _(attack):
    connections = [connect(attack.server.http, '127.0.6.1') for _ in range(attack.size(200, 2000))]
    for connection in connections:
        connection.sendall(b'GET /health HTTP/1.1\r\nHost: x\r\n')
    attack.hold(connections, drip=b'X: y\r\n')
    return f'{len(connections)} dripping until the end'


@kind('imap-flood-above-the-limit', 'BYE [LIMIT] beyond 1000 from one address')
def _(attack):
    connections = [connect(attack.server.imap, '127.0.4.3') for _ in range(1050)]
    try:
        if b'BYE' not in connections[-1].recv(300):
            raise Wrong('the 1050th connection was let in')
        return 'the 1050th is refused'
    finally:
        for connection in connections:
            connection.close()
