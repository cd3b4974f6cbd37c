"""Every code that the API documents, and what no server of ours says, through the command line."""
import http.server
import json
import threading

from lib.proof import Failed, free_port


def provoke(mail, tenant_key):
    ann, other = 'ann@acme.test', {**mail.env, 'MAIL_API_KEY': tenant_key}
    mail.refused('NOT_FOUND', 'user', 'show', 'nobody@acme.test')
    mail.refused('NOT_FOUND', 'user', 'show', 'alice@demo.test', env=other)
    mail.refused('NOT_FOUND', 'event', 'watch', 'nobody@acme.test')
    mail.refused('INVALID_ARGUMENT', 'tenant', 'create', 'No!')
    mail.refused('INVALID_ARGUMENT', 'message', 'append', ann, '-', input='this is no message')
    mail.refused('ALREADY_EXISTS', 'tenant', 'create', 'acme')
    mail.refused('ALREADY_EXISTS', 'user', 'create', ann, '--password-stdin', input='correct horse\n')
    mail.refused('PERMISSION_DENIED', 'tenant', 'list', env=other)
    mail.refused('UNAUTHENTICATED', 'tenant', 'list', env={**mail.env, 'MAIL_API_KEY': 'mok_wrong'})
    mail.refused('FAILED_PRECONDITION', 'folder', 'delete', ann, 'INBOX', '--yes')
    mail.refused('ABORTED', 'user', 'update', ann, '--name', 'Late', '--if-match', '"another"')
    mail.run('folder', 'create', ann, 'One', '--idempotency-key', 'once')
    if mail.run('folder', 'create', ann, 'One', '--idempotency-key', 'once') and mail.refused('ABORTED', 'folder', 'create', ann, 'Two', '--idempotency-key', 'once'):
        raise Failed('a key was taken twice')
    mail.run('user', 'update', ann, '--quota-messages', '1')
    mail.refused('RESOURCE_EXHAUSTED', 'message', 'append', ann, '-', input='Subject: x\n\nx\n')
    mail.run('user', 'update', ann, '--quota-messages', '0')
    document = json.loads(mail.run('api', 'get', 'openapi.json'))
    documented = {code for verbs in document['paths'].values() for operation in verbs.values() for response in operation['responses'].values()
                  for code in response.get('x-error-codes', [])}
    if documented - mail.codes:
        raise Failed(f'documented and not brought about: {documented - mail.codes}')
    return len(documented)


def nobody_there(mail):
    port = free_port()
    mail.run('tenant', 'list', '--server', f'http://127.0.0.1:{port}', code=3, error=f'http://127.0.0.1:{port}/')
    mail.run('tenant', 'list', '--server', 'http://no.such.host.invalid', code=3, error='no.such.host.invalid')
    mail.run('user', 'delete', 'ann@acme.test', code=2, error='--yes')
    mail.run('user', 'lst', code=2, error="Did you mean 'list'?")


class Odd(http.server.BaseHTTPRequestHandler):
    """A server that is not ready at first, or is none of ours."""
    ours, failures, keys = True, 0, []

    def do_POST(self):
        self.rfile.read(int(self.headers.get('content-length', 0)))
        Odd.keys.append(self.headers['idempotency-key'])
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        body = b'<html>'
        if Odd.ours:
            status = 503 if Odd.failures > 0 else 201
            Odd.failures -= 1
            body = json.dumps({'type': 'x', 'title': 'Unavailable', 'status': 503, 'code': 'UNAVAILABLE', 'detail': 'Try again.', 'traceId': 'a' * 32}
                              if status == 503 else {'id': 'x', 'displayName': 'X', 'domains': 0}).encode()
        self.send_response(status if Odd.ours else 404)
        self.send_header('content-length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def odd_servers(mail):
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Odd)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f'http://127.0.0.1:{server.server_port}'
    Odd.failures = 2
    mail.run('tenant', 'create', 'x', '--server', url)
    if len(Odd.keys) != 3 or len(set(Odd.keys)) != 1 or not Odd.keys[0]:
        raise Failed(f'what was repeated had the keys {Odd.keys}')
    Odd.failures = 1000
    mail.run('tenant', 'create', 'x', '--server', url, '--timeout', '1', code=1, error='UNAVAILABLE')
    Odd.ours = False
    mail.run('tenant', 'list', '--server', url, code=3, error='not as a Mail.Orleans server')
    server.shutdown()
