'use strict';
const $ = id => document.getElementById(id);

/** An element; children are elements or text, never markup. */
function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter(c => c !== undefined && c !== null));
  return element;
}

/** Text in which `words` are code and **words** are strong. */
function prose(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).filter(Boolean).map(piece =>
    piece[0] === '`' ? make('code', '', piece.slice(1, -1)) : piece.startsWith('**') ? make('strong', '', piece.slice(2, -2)) : piece);
}

function duration(seconds) {
  const units = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const at = units.findIndex(([size]) => seconds >= size);
  if (at < 0) return '0 s';
  return units.slice(at, at + 2).map(([size, name], i) => `${Math.floor(i ? seconds % units[at][0] / size : seconds / size)} ${name}`).join(' ');
}

function showServer(server) {
  $('state').textContent = server.ready ? 'Ready' : 'Not ready';
  $('state').className = server.ready ? 'good' : 'bad';
  const facts = [['Name', server.hostName], ['Version', server.version], ['Running for', duration(server.uptimeSeconds)]];
  $('facts').replaceChildren(...facts.flatMap(([name, value]) => [make('dt', '', name), make('dd', '', value)]));
  $('parts').replaceChildren(...Object.entries(server.parts).map(([name, value]) =>
    make('div', 'card', make('strong', '', name), make('span', value === 'ok' ? 'good' : 'bad', value))));
  $('ports').replaceChildren(...server.listeners.map(l =>
    make('tr', '', make('td', '', l.name), make('td', '', String(l.port)), make('td', '', l.security), make('td', '', l.use))));
  showSettings(server);
}

function showSettings(server) {
  const words = { tls: 'SSL/TLS', starttls: 'STARTTLS', none: 'none' };
  // Mail programs ask for the incoming server first; TLS from the first byte is the better choice (RFC 8314, section 3).
  const order = ['IMAPS', 'IMAP', 'SUBMISSIONS', 'SUBMISSION'];
  const shown = order.flatMap(name => server.listeners.filter(l => l.name.toUpperCase() === name));
  $('settings').replaceChildren(...shown.map(l => {
    const settings = [['Server', location.hostname], ['Port', String(l.port)], ['Security', words[l.security] || l.security],
      ['Login', 'normal password'], ['User name', 'name@domain']];
    return make('div', 'card', make('strong', '', /^IMAP/i.test(l.name) ? `Incoming: ${l.name}` : `Outgoing: ${l.name}`),
      make('dl', '', ...settings.flatMap(([name, value]) => [make('dt', '', name), make('dd', '', value)])));
  }));
}

async function look() {
  try {
    const answer = await fetch('/api/v2/server');
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    showServer(await answer.json());
  } catch {
    $('state').textContent = 'No answer';
    $('state').className = 'bad';
  }
}

function resolve(document, schema) {
  return schema && schema.$ref ? schema.$ref.slice(2).split('/').reduce((at, key) => at[key], document) : schema;
}

function typeOf(document, schema) {
  if (!schema) return '';
  if (schema.$ref) return schema.$ref.split('/').pop();
  if (schema.items) return `list of ${typeOf(document, schema.items)}`;
  const alternatives = schema.oneOf || schema.anyOf;
  if (alternatives) return alternatives.map(a => typeOf(document, a)).filter(Boolean).join(' or ');
  return [].concat(schema.type || 'object').join(' or ');
}

function members(document, schema) {
  const whole = resolve(document, schema);
  if (!whole || !whole.properties) return make('p', '', typeOf(document, schema));
  const rows = Object.entries(whole.properties).map(([name, member]) => make('tr', '',
    make('td', '', make('code', '', name), (whole.required || []).includes(name) ? ' *' : ''),
    make('td', '', typeOf(document, member)),
    make('td', '', ...prose(member.description || resolve(document, member).description || ''))));
  return make('div', 'scroll', make('table', '', make('tbody', '', ...rows)));
}

function describe(document, path, verb, operation) {
  const body = make('div', '', ...(operation.description ? [make('p', '', ...prose(operation.description))] : []));
  const parameters = (operation.parameters || []).map(p => make('tr', '',
    make('td', '', make('code', '', p.name), p.required ? ' *' : ''), make('td', '', p.in), make('td', '', ...prose(p.description || ''))));
  if (parameters.length) body.append(make('h3', '', 'Parameters'), make('div', 'scroll', make('table', '', make('tbody', '', ...parameters))));
  for (const [type, content] of Object.entries(operation.requestBody?.content || {}))
    body.append(make('h3', '', `Body: ${type}`), members(document, content.schema));
  body.append(make('h3', '', 'Answers'));
  for (const [status, response] of Object.entries(operation.responses)) {
    body.append(make('p', '', make('strong', '', status), ' ', ...prose(response.description || '')));
    const content = response.content?.['application/json'];
    if (content) body.append(members(document, content.schema));
  }
  const secured = (operation.security || []).length ? " -H 'Authorization: Bearer KEY'" : '';
  const data = operation.requestBody ? " -H 'Content-Type: application/json' -d '{…}'" : '';
  body.append(make('pre', '', `curl -X ${verb.toUpperCase()}${secured}${data} ${location.origin}${path}`));
  const details = make('details', '', make('summary', '', make('span', 'verb', verb.toUpperCase()), make('span', 'path', path),
    make('span', 'what', operation.summary || '')), body);
  details.id = operation.operationId;
  details.dataset.words = `${verb} ${path} ${operation.summary} ${operation.operationId}`.toLowerCase();
  return details;
}

async function document_() {
  const api = await (await fetch('/api/v2/openapi.json')).json();
  $('about').replaceChildren(...api.info.description.split(/\n\s*\n/).map(p => make('p', '', ...prose(p.replace(/\s+/g, ' ').trim()))));
  const byTag = new Map(api.tags.map(t => [t.name, []]));
  for (const [path, verbs] of Object.entries(api.paths))
    for (const [verb, operation] of Object.entries(verbs))
      byTag.get(operation.tags[0])?.push(describe(api, path, verb, operation));
  $('operations').replaceChildren(...api.tags.map(t =>
    make('section', '', make('h3', '', `${t.name}: ${t.description}`), ...byTag.get(t.name))));
  $('filter').addEventListener('input', () => {
    const words = $('filter').value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const details of document.querySelectorAll('#operations details'))
      details.hidden = !words.every(w => details.dataset.words.includes(w));
  });
}

look();
setInterval(look, 5000);
document_().catch(() => { $('about').textContent = 'The API\u2019s document cannot be read just now.'; });
