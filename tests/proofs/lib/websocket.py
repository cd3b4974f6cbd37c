"""A WebSocket client (RFC 6455) that reads text frames; it answers pings and sends nothing else."""
import base64
import os
import socket
import struct

_TEXT, _CLOSE, _PING = 1, 8, 9


class Refused(Exception):
    """The handshake was answered with another status than 101."""

    def __init__(self, status, body):
        super().__init__(f'HTTP {status}: {body[:300]!r}')
        self.status, self.body = status, body


class WebSocket:
    def __init__(self, host, port, path, user, password, timeout=60):
        self.socket = socket.create_connection((host, port), timeout=timeout)
        self.stream = self.socket.makefile('rb')
        login = base64.b64encode(f'{user}:{password}'.encode()).decode()
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((f'GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n'
                             f'Sec-WebSocket-Key: {key}\r\nAuthorization: Basic {login}\r\n\r\n').encode())
        status = self.stream.readline()
        if not status:
            raise ConnectionError('closed in the handshake')
        fields = {}
        while (line := self.stream.readline().strip()):
            name, _, value = line.partition(b':')
            fields[name.lower()] = value.strip()
        if status.split()[1] != b'101':
            body = self.stream.read(int(fields.get(b'content-length', b'0'))) if b'content-length' in fields else self.stream.readline()
            self.close()
            raise Refused(int(status.split()[1]), body)

    def receive(self):
        """The next text frame; None when the server closes."""
        while True:
            kind, data = self._frame()
            if kind == _TEXT:
                return data
            if kind == _CLOSE:
                return None
            if kind == _PING:
                self._send(10, data)

    def _frame(self):
        first, second = self._exactly(2)
        size = second & 0x7F
        if size == 126:
            size, = struct.unpack('>H', self._exactly(2))
        elif size == 127:
            size, = struct.unpack('>Q', self._exactly(8))
        return first & 0x0F, self._exactly(size)

    def _exactly(self, count):
        data = self.stream.read(count)
        if len(data) != count:
            raise ConnectionError('closed')
        return data

    def _send(self, kind, data):
        mask = os.urandom(4)
        self.socket.sendall(bytes([0x80 | kind, 0x80 | len(data)]) + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data)))

    def close(self):
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.stream.close()
        self.socket.close()
