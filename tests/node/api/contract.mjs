// Holds a running server against its own OpenAPI document. Usage: node contract.mjs JOB.json, see tests/proofs/api-contract.
// Fails if an operation, a documented response or a documented code was not brought about, or one came that is not documented.
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import SwaggerParser from '@apidevtools/swagger-parser';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import WebSocket from 'ws';

const job = JSON.parse(readFileSync(process.argv[2]));
const root = `http://127.0.0.1:${job.port}`;
const fail = text => { throw new Error(text); };
const document = await (await fetch(`${root}/api/v2/openapi.json`)).json();
await SwaggerParser.validate(structuredClone(document));
if (!document.openapi.startsWith('3.1')) fail(`the document is of OpenAPI ${document.openapi}`);

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addFormat('int32', { type: 'number', validate: n => Number.isInteger(n) && Math.abs(n) < 2 ** 31 });
ajv.addFormat('int64', { type: 'number', validate: Number.isInteger });
const operations = new Map();
const wanted = new Set();
for (const [path, verbs] of Object.entries(document.paths)) {
  for (const [verb, operation] of Object.entries(verbs)) {
    if (!operation.operationId || !operation.summary || !operation.tags?.length) fail(`${verb} ${path} lacks operationId, summary or tag`);
    operations.set(operation.operationId, { path, verb: verb.toUpperCase(), operation });
    for (const [status, response] of Object.entries(operation.responses)) {
      if (!response.description) fail(`${operation.operationId} ${status} has no description`);
      for (const code of response['x-error-codes'] ?? ['']) wanted.add(`${operation.operationId} ${status} ${code}`.trim());
      if (status >= '400' && !response['x-error-codes']) fail(`${operation.operationId} ${status} names no code`);
    }
  }
}
const seen = new Set();
let calls = 0, guesses = 0;

function seeing(id, status, code) {
  const what = `${id} ${status} ${code}`.trim();
  if (!wanted.has(what)) fail(`${what} is not documented`);
  seen.add(what);
}

function check(id, status, type, body) {
  const response = operations.get(id).operation.responses[status] ?? fail(`${id} answers ${status}, which is not documented: ${body.slice(0, 500)}`);
  const content = response.content?.[type];
  if (!content) {
    if (response.content || body.length) fail(`${id} ${status}: ${type || 'no type'} is not documented`);
    return seeing(id, status, '');
  }
  if (!type.endsWith('json')) return seeing(id, status, '');
  const value = JSON.parse(body);
  const validate = ajv.compile({ ...content.schema, components: document.components });
  if (!validate(value)) fail(`${id} ${status} is not as its schema says: ${ajv.errorsText(validate.errors)}: ${body.toString().slice(0, 800)}`);
  if (status >= 400 && (!value.detail || !/^[0-9a-f]{32}$/.test(value.traceId))) fail(`${id} ${status}: no detail or traceId: ${body}`);
  seeing(id, status, status >= 400 ? value.code : '');
  return value;
}

const credentials = {
  system: { authorization: `Bearer ${job.key}` }, none: {},
  alice: { authorization: 'Basic ' + Buffer.from('alice@demo.test:demo-password').toString('base64') },
};

/** One request; the answer must be as documented and have the expected status (and code). */
async function call(id, given = {}) {
  const { path, verb } = operations.get(id) ?? fail(`the document has no operation ${id}`);
  const { at = {}, query = {}, body, raw, type = 'application/json', headers = {}, as = 'system', expect = 200, code = '' } = given;
  const target = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(at[name] ?? fail(`${id}: no value for ${name}`)));
  const url = `${root}${target}?${new URLSearchParams(query)}`;
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const answer = await fetch(url.replace(/\?$/, ''), {
    method: verb, body: content,
    headers: { ...credentials[as], ...(content === undefined ? {} : { 'content-type': type }), 'x-correlation-id': `proof-${++calls}`, ...headers },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (answer.headers.get('x-correlation-id') !== `proof-${calls}` || !answer.headers.get('x-trace-id')) fail(`${id}: correlation is not echoed`);
  if (answer.status !== expect) fail(`${id}: expected ${expect} ${code}, got ${answer.status}: ${bytes.toString().slice(0, 500)}`);
  const value = check(id, String(answer.status), (answer.headers.get('content-type') ?? '').split(';')[0], bytes);
  if (code && value.code !== code) fail(`${id}: expected ${code}, got ${value.code}: ${value.detail}`);
  return { value, bytes, headers: answer.headers };
}

/** A request that announces a body and sends none: what is too large is refused unread. */
function announce(id, at) {
  const { path, verb } = operations.get(id);
  const target = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(at[name]));
  return new Promise((done, failed) => {
    const request = http.request(root + target, {
      method: verb, agent: false, headers: { ...credentials.system, 'content-type': 'application/json', 'content-length': 2 ** 30 },
    }, answer => {
      let body = '';
      answer.on('data', d => { body += d; }).on('end', () => {
        request.destroy();
        try {
          if (answer.statusCode !== 413) fail(`${id}: a huge body gets ${answer.statusCode}`);
          done(check(id, '413', answer.headers['content-type'].split(';')[0], body));
        } catch (error) { failed(error); }
      });
    });
    request.on('error', failed);
    request.flushHeaders();
  });
}

/** The refusals that every operation of a kind shares, from the document alone. */
async function refusals(id, at, body) {
  const { path, operation } = operations.get(id);
  const documented = status => operation.responses[status] !== undefined;
  const codes = status => operation.responses[status]?.['x-error-codes'] ?? [];
  if (documented(401)) {
    await call(id, { at, body, as: 'none', expect: 401, code: 'UNAUTHENTICATED' });
    // Wrong keys are answered slower and slower, and then not at all: a few will do.
    if (guesses++ < 2) await call(id, { at, body, as: 'none', headers: { authorization: 'Bearer mok_wrong' }, expect: 401, code: 'UNAUTHENTICATED' });
  }
  if (documented(403) && id !== 'sendMessage') await call(id, { at, body, as: 'alice', expect: 403, code: 'PERMISSION_DENIED' });
  if (documented(404)) {
    const last = path.match(/\{(\w+)\}/g).map(n => n.slice(1, -1)).filter((n, _, all) => n !== 'stream' || all.length === 1).at(id === 'putDomain' || id === 'putAlias' ? 0 : -1);
    await call(id, { at: { ...at, [last]: last === 'uid' || last === 'folder' ? '999999' : 'none.such' }, body, expect: 404, code: 'NOT_FOUND' });
    if (id !== 'deleteTenant' && /\{(tenant|domain|user)\}/.test(path)) await call(id, { at, body, as: 'stranger', expect: 404, code: 'NOT_FOUND' });
  }
  if (operation.parameters?.some(p => p.name === 'cursor')) {
    await call(id, { at, query: { limit: 0 }, expect: 400, code: 'INVALID_ARGUMENT' });
    await call(id, { at, query: { cursor: '***' }, expect: 400, code: 'INVALID_ARGUMENT' });
    await call(id, { at, query: { limit: 1 } });
  }
  if (operation.requestBody) {
    if (operation.requestBody.content['application/json']) {
      await call(id, { at, body: { ...body, unknownMember: 1 }, expect: 400, code: 'INVALID_ARGUMENT' });
      await call(id, { at, raw: '{"', expect: 400, code: 'INVALID_ARGUMENT' });
    }
    await call(id, { at, raw: 'x', type: 'text/plain', expect: 415, code: 'INVALID_ARGUMENT' });
    await announce(id, at);
  }
  if (documented(412)) await call(id, { at, body, headers: { 'if-match': '"another"' }, expect: 412, code: 'ABORTED' });
  if (codes(409).includes('ABORTED')) {
    const type = operation.requestBody?.content['application/json'] ? 'application/json' : 'message/rfc822';
    await call(id, { at, raw: JSON.stringify(body) + ' ', type, headers: { 'idempotency-key': `once-${id}` }, expect: 409, code: 'ABORTED' });
  }
}

/** A creating call, its repetition, which must give the same answer, and its refusals. */
async function create(id, at, body, expect = 201) {
  const headers = { 'idempotency-key': `once-${id}` };
  const first = await call(id, { at, body, headers, expect });
  const again = await call(id, { at, body, headers, expect });
  if (!first.bytes.equals(again.bytes) || again.headers.get('idempotent-replayed') !== 'true') fail(`${id}: a repetition has another answer`);
  await refusals(id, at, body);
  return first;
}

/** A reading or changing call and its refusals. */
async function use(id, at = {}, body = undefined, expect = 200, more = {}) {
  await refusals(id, at, body);
  return call(id, { at, body, expect, ...more });
}

async function until(what, look) {
  for (let i = 0; i < 400; i++) {
    const found = await look();
    if (found) return found;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  return fail(`not within 10 s: ${what}`);
}

// --- administration
await use('getServer');
const other = { tenant: 'other' }, acme = { tenant: 'acme' }, domain = { ...acme, domain: 'acme.test' };
await call('createTenant', { body: { id: 'other', displayName: 'Other' }, expect: 201 });
credentials.stranger = { 'x-api-key': (await call('createTenantApiKey', { at: other, body: { name: 'stranger' }, expect: 201 })).value.key };
await create('createTenant', {}, { id: 'acme', displayName: 'Acme' });
await call('createTenant', { body: { id: 'acme' }, expect: 409, code: 'ALREADY_EXISTS' });
await call('createTenant', { body: { id: 'No!' }, expect: 400, code: 'INVALID_ARGUMENT' });
await use('listTenants');
const tag = (await use('getTenant', acme)).headers.get('etag');
await use('updateTenant', acme, { displayName: 'Acme Ltd' }, 200, { headers: { 'if-match': tag } });
await call('updateTenant', { at: acme, body: { displayName: 'Late' }, headers: { 'if-match': tag }, expect: 412, code: 'ABORTED' });
await call('putDomain', { at: domain, body: { tagDelimiter: '+' }, expect: 201 });
await call('putDomain', { at: { ...other, domain: 'acme.test' }, body: {}, expect: 409, code: 'ALREADY_EXISTS' });
const domainTag = (await use('getDomain', domain)).headers.get('etag');
await use('putDomain', domain, { tagDelimiter: '-' }, 200, { headers: { 'if-match': domainTag } });
await use('listDomains', acme);

const person = { localPart: 'ann', password: 'correct horse', displayName: 'Ann' };
const ann = { user: (await create('createUser', { domain: 'acme.test' }, person)).value.id };
await call('createUser', { at: { domain: 'acme.test' }, body: person, expect: 409, code: 'ALREADY_EXISTS' });
await call('createUser', { at: { domain: 'acme.test' }, body: { ...person, localPart: 'ben', password: 'short' }, expect: 400, code: 'INVALID_ARGUMENT' });
const ben = { user: (await call('createUser', { at: { domain: 'acme.test' }, body: { ...person, localPart: 'ben' }, expect: 201 })).value.id };
credentials.ann = { authorization: 'Basic ' + Buffer.from('ann@acme.test:correct horse').toString('base64') };
await use('listUsers', { domain: 'acme.test' });
const before = (await use('getUser', { user: 'ann@acme.test' })).headers.get('etag');
await use('updateUser', ann, { displayName: 'Ann A.', copyToSent: true, quota: { bytes: 0, messages: 0 } }, 200, { headers: { 'if-match': before } });

const alias = { domain: 'acme.test', alias: 'sales' };
await call('putAlias', { at: alias, body: { targets: ['ben@acme.test'] }, expect: 201 });
await use('putAlias', alias, { targets: ['ann@acme.test', 'ben@acme.test'] });
await call('putAlias', { at: { ...alias, alias: 'ann' }, body: { targets: ['ben@acme.test'] }, expect: 409, code: 'ALREADY_EXISTS' });
await use('listAliases', { domain: 'acme.test' });
await use('getAlias', alias);
await use('deleteAlias', alias, undefined, 204);

const phone = (await create('createAppPassword', ann, { name: 'phone' })).value;
await call('getMailbox', { at: ann, headers: { authorization: 'Basic ' + Buffer.from(`ann@acme.test:${phone.password}`).toString('base64') } });
await use('listAppPasswords', ann);
await call('updateUser', { at: ben, body: { enabled: false } });
await call('createAppPassword', { at: ben, body: { name: 'x' }, expect: 422, code: 'FAILED_PRECONDITION' });
await call('updateUser', { at: ben, body: { enabled: true } });
for (let i = 0; i < 25; i++) await call('createAppPassword', { at: ben, body: { name: `${i}` }, expect: 201 });
await call('createAppPassword', { at: ben, body: { name: 'more' }, expect: 429, code: 'RESOURCE_EXHAUSTED' });

const systemKey = (await create('createApiKey', {}, { name: 'ci' })).value;
await call('listTenants', { headers: { authorization: `Bearer ${systemKey.key}` } });
await use('listApiKeys');
const acmeKey = (await create('createTenantApiKey', acme, { name: 'acme' })).value;
credentials.acme = { 'x-api-key': acmeKey.key };
await use('listTenantApiKeys', acme);
await call('getTenant', { at: acme, as: 'acme' });
await call('listTenants', { as: 'acme', expect: 403, code: 'PERMISSION_DENIED' });
await call('revokeTenantApiKey', { at: { ...acme, key: systemKey.id }, expect: 404, code: 'NOT_FOUND' });

// --- mail
await use('getMailbox', ann, undefined, 200, { as: 'ann' });
await call('getMailbox', { at: ben, as: 'ann', expect: 404, code: 'NOT_FOUND' });
const folders = (await use('listFolders', ann)).value.items;
const inbox = { ...ann, folder: folders.find(f => f.use === 'inbox').id };
const archive = folders.find(f => f.use === 'archive').id;
const made = { ...ann, folder: (await create('createFolder', ann, { name: 'Work/Now' })).value.id };
await call('createFolder', { at: ann, body: { name: 'Work' }, expect: 409, code: 'ALREADY_EXISTS' });
await use('getFolder', made);
await use('renameFolder', made, { name: 'Work/Later' });
await call('renameFolder', { at: made, body: { name: 'Archive' }, expect: 409, code: 'ALREADY_EXISTS' });
await call('renameFolder', { at: inbox, body: { name: 'Else' }, expect: 422, code: 'FAILED_PRECONDITION' });
await call('deleteFolder', { at: inbox, expect: 422, code: 'FAILED_PRECONDITION' });
await use('deleteFolder', made, undefined, 204);

const file = Buffer.from('käse\n'.repeat(1000));
const message = { to: ['Ann <ann@acme.test>'], bcc: ['ben@acme.test'], subject: 'Grüße', text: 'Hello\n', html: '<p>Hello</p>',
  attachments: [{ name: 'käse.bin', mediaType: 'application/octet-stream', content: file.toString('base64') }] };
await create('sendMessage', ann, message, 202);
await call('sendMessage', { at: ann, raw: 'From: ann@acme.test\nTo: ann@acme.test\nBcc: ben@acme.test\nSubject: raw\n\nAs it stands.\n', type: 'message/rfc822', expect: 202 });
await call('sendMessage', { at: ann, body: { ...message, from: 'ben@acme.test' }, expect: 403, code: 'PERMISSION_DENIED' });
await call('sendMessage', { at: ann, body: { ...message, to: ['nobody@acme.test'] }, expect: 422, code: 'FAILED_PRECONDITION' });
await call('sendMessage', { at: ann, body: { text: 'to nobody' }, expect: 400, code: 'INVALID_ARGUMENT' });
const listed = await until('both messages are in INBOX', async () => {
  const { items } = (await call('listMessages', { at: inbox })).value;
  return items.length >= 2 && items;
});
if (listed.length !== 2) fail(`INBOX holds ${listed.length} messages: a repeated request sent again`);
await use('listMessages', inbox);
const first = { ...inbox, uid: listed.find(m => m.subject === 'Grüße').uid };
const parsed = (await use('getMessage', first)).value;
if (parsed.text.trim() !== 'Hello' || !parsed.html.includes('<p>Hello</p>') || parsed.attachments[0]?.name !== 'käse.bin') fail(`parsed: ${JSON.stringify(parsed)}`);
const eml = (await use('getRawMessage', first)).bytes.toString('latin1');
if (/^bcc:/im.test(eml) || !/^received: by/im.test(eml)) fail(`the raw message: ${eml.slice(0, 500)}`);
if (!(await use('getAttachment', { ...first, attachment: 1 })).bytes.equals(file)) fail('the attachment has other bytes');
const rawOne = { ...inbox, uid: listed.find(m => m.subject === 'raw').uid };
if (/^bcc:/im.test((await call('getRawMessage', { at: rawOne })).bytes.toString())) fail('Bcc is shown');

const socket = new WebSocket(`${root.replace('http', 'ws')}/api/v2/users/${ann.user}/events`, { headers: credentials.ann });
const events = [];
socket.on('message', text => events.push(JSON.parse(text)));
socket.on('upgrade', answer => seeing('watchMailbox', String(answer.statusCode), ''));
const isEvent = ajv.compile({ $ref: '#/components/schemas/MailboxEvent', components: document.components });
await until('the event connection is ready', () => events.some(e => e.type === 'ready'));
await use('putFlags', first, { flags: ['\\Seen', '$Work'] });
await until('a change was heard of', () => events.some(e => e.type === 'changed' && e.folders.includes(inbox.folder)));
socket.send('ping');
await until('ping is answered', () => events.some(e => e.type === 'pong'));
if (!events.every(e => isEvent(e))) fail(`events: ${JSON.stringify(events)}`);
const many = [];
for (let i = 0; i < 19; i++) many.push(new WebSocket(`${root.replace('http', 'ws')}/api/v2/users/${ann.user}/events`, { headers: credentials.ann }));
await until('20 connections are open', () => many.every(s => s.readyState === WebSocket.OPEN));
const refused = await new Promise((done, failed) => {
  const one = new WebSocket(`${root.replace('http', 'ws')}/api/v2/users/${ann.user}/events`, { headers: credentials.ann });
  one.on('unexpected-response', (_, answer) => { let t = ''; answer.on('data', d => { t += d; }).on('end', () => done([answer, t])); });
  one.on('open', () => failed(new Error('the 21st connection was let in')));
});
check('watchMailbox', String(refused[0].statusCode), refused[0].headers['content-type'].split(';')[0], refused[1]);
for (const one of [socket, ...many]) one.terminate();
await refusals('watchMailbox', ann);
await call('watchMailbox', { at: ann, expect: 400, code: 'INVALID_ARGUMENT' });
await call('watchMailbox', { at: ann, query: { after: 'yesterday' }, expect: 400, code: 'INVALID_ARGUMENT' });

const filing = { at: inbox, raw: 'Subject: filed\n\nHello\n', type: 'message/rfc822', query: { flag: '\\Seen', receivedAt: '2020-01-02T03:04:05Z' },
  headers: { 'idempotency-key': 'once-appendMessage' }, expect: 201 };
const filed = await call('appendMessage', filing);
if (!(await call('appendMessage', filing)).bytes.equals(filed.bytes)) fail('appendMessage: a repetition has another answer');
await refusals('appendMessage', inbox);
await call('appendMessage', { ...filing, headers: {}, raw: 'this is no message', expect: 400, code: 'INVALID_ARGUMENT' });
await call('appendMessage', { ...filing, headers: {}, query: { receivedAt: 'yesterday' }, expect: 400, code: 'INVALID_ARGUMENT' });
const there = (await call('listMessages', { at: inbox })).value.items.filter(m => m.subject === 'filed');
if (there.length !== 1 || there[0].uid !== filed.value.uid || there[0].flags.join() !== '\\Seen' || Date.parse(there[0].receivedAt) !== Date.parse('2020-01-02T03:04:05Z')) fail(`filed: ${JSON.stringify(there)}`);
if ((await call('getRawMessage', { at: { ...inbox, uid: filed.value.uid } })).bytes.toString() !== 'Subject: filed\r\n\r\nHello\r\n') fail('a filed message has other bytes');

const flags = (await use('patchFlags', first, { add: ['\\Flagged'], remove: ['$Work'] })).value.flags;
if (flags.join() !== '\\Seen,\\Flagged') fail(`flags: ${flags}`);
await create('copyMessage', first, { folder: archive }, 200);
await call('copyMessage', { at: first, body: { folder: 9999 }, expect: 422, code: 'FAILED_PRECONDITION' });
await call('updateUser', { at: ann, body: { quota: { messages: 1 } } });
await call('copyMessage', { at: first, body: { folder: archive }, expect: 429, code: 'RESOURCE_EXHAUSTED' });
await call('appendMessage', { ...filing, headers: {}, expect: 429, code: 'RESOURCE_EXHAUSTED' });
await call('sendMessage', { at: ann, body: message, expect: 429, code: 'RESOURCE_EXHAUSTED' });
await call('updateUser', { at: ann, body: { quota: { messages: 0 } } });
await call('moveMessage', { at: first, body: { folder: 9999 }, expect: 422, code: 'FAILED_PRECONDITION' });
const moving = { 'idempotency-key': 'once-moveMessage' };
await refusals('getFolder', inbox);
const moved = await call('moveMessage', { at: rawOne, body: { folder: archive }, headers: moving });
const movedAgain = await call('moveMessage', { at: rawOne, body: { folder: archive }, headers: moving });
if (!moved.bytes.equals(movedAgain.bytes)) fail('moveMessage: a repetition has another answer');
await refusals('moveMessage', rawOne, { folder: archive });
await use('deleteMessage', first, undefined, 204);

// --- looking after the server
{
  const settings = (await use('getServerConfig')).value.settings;
  const known = name => settings.find(s => s.name === name);
  if (known('smtp.port').origin !== 'command-line' || known('smtp.recipients').value !== '1000') fail(`configuration: ${JSON.stringify(settings.slice(0, 9))}`);
  writeFileSync(job.config, 'smtp:\n  recipients: 200\n  recipient: 5\nimap:\n  idle_timeout: soon\n');
  const refused = (await call('reloadServer', { expect: 422, code: 'FAILED_PRECONDITION' })).value.detail;
  if (!/mail\.yaml:3:14: .*smtp\.recipients\?/.test(refused) || !/mail\.yaml:5:17: .*'soon'/.test(refused)) fail(`reload: ${refused}`);
  writeFileSync(job.config, 'smtp:\n  recipients: 200\nimap:\n  structure_cache: 8MB\n');
  const reloaded = (await use('reloadServer')).value;
  const outcome = (await call('getServerConfig')).value.settings.find(s => s.name === 'smtp.recipients');
  if (outcome.value !== '200' || !outcome.place.endsWith('mail.yaml:2:15') || String(reloaded.needRestart) !== 'imap.structure_cache') fail(`reload: ${JSON.stringify([outcome, reloaded])}`);
  writeFileSync(job.config, 'smtp:\n  recipients: 200\nlogin:\n  first_delay: 0s\n  failures_per_account: 3\n');
  await call('reloadServer');
  const guess = async () => (await fetch(`${root}/api/v2/users/mallory@demo.test/mailbox`, { headers: { authorization: 'Basic ' + btoa('mallory@demo.test:guess') } })).status;
  for (let i = 0; i < 3; i++) await guess();
  if (await guess() !== 429) fail('an account is not blocked after its failures');
  const block = (await use('listLoginBlocks')).value.items.find(b => b.account === 'mallory@demo.test') ?? fail('the block is not listed');
  await use('liftLoginBlock', { block: block.id }, undefined, 204);
  if (await guess() !== 401) fail('a lifted block still blocks');
  writeFileSync(job.config, 'smtp:\n  recipients: 200\n');
  await call('reloadServer');
  await use('putServerLogLevel', {}, { level: 'Debug' });
  await call('putServerLogLevel', { body: { level: 'Loud' }, expect: 400, code: 'INVALID_ARGUMENT' });
  await call('putServerLogLevel', { body: { level: 'Information' } });
}
await use('getQueues');
const stream = { stream: job.stream };
const letters = (await use('listDeadLetters', stream)).value.items;
await use('replayDeadLetter', { ...stream, id: letters[0].id }, undefined, 204);
await use('dropDeadLetter', { ...stream, id: letters[1].id }, undefined, 204);
await call('listOutbound', { query: { ended: true } });
const queued = (await use('listOutbound')).value.items;
const row = { id: queued[0].id };
await use('holdOutbound', row, undefined, 204);
await call('holdOutbound', { at: row, expect: 404, code: 'NOT_FOUND' });
await use('releaseOutbound', row, undefined, 204);
await use('deleteOutbound', row, undefined, 204);
const audit = (await use('listAudit')).value.items;
const entry = audit.find(a => a.action === 'deleteOutbound' && a.outcome === '204');
if (!entry || !entry.correlationId.startsWith('proof-') || entry.address !== '127.0.0.1' || entry.actor.slice(4) !== job.key.slice(4, 20)) fail(`audit: ${JSON.stringify(audit.slice(0, 3))}`);
const ofAcme = (await use('listTenantAudit', acme)).value.items;
if (!ofAcme.length || ofAcme.some(a => a.tenant !== 'acme')) fail('the audit log of a tenant shows others');

// --- the end of everything
await use('revokeAppPassword', { ...ann, id: phone.id }, undefined, 204);
await use('revokeTenantApiKey', { ...acme, key: acmeKey.id }, undefined, 204);
await call('getTenant', { at: acme, as: 'acme', expect: 401, code: 'UNAUTHENTICATED' });
await use('revokeApiKey', { key: systemKey.id }, undefined, 204);
await call('deleteDomain', { at: domain, expect: 422, code: 'FAILED_PRECONDITION' });
await use('deleteUser', ann, undefined, 204);
await call('deleteUser', { at: ben, expect: 204 });
await call('getUser', { at: ann, expect: 404, code: 'NOT_FOUND' });
await call('deleteTenant', { at: acme, expect: 422, code: 'FAILED_PRECONDITION' });
await call('deleteTenant', { at: other, as: 'stranger', expect: 403, code: 'PERMISSION_DENIED' });
await use('deleteDomain', domain, undefined, 204);
await use('deleteTenant', other, undefined, 204);
await call('getTenant', { at: other, as: 'stranger', expect: 401, code: 'UNAUTHENTICATED' });

const missing = [...wanted].filter(w => !seen.has(w));
if (missing.length) fail(`documented and not brought about: ${missing.join('; ')}`);
writeFileSync(job.out, JSON.stringify({ operations: operations.size, answers: seen.size, calls, document }));
process.exit(0); // connections that the server keeps open must not keep this process
