// A program written against types that an independent generator made of the OpenAPI document; compiled strictly, then run.
import createClient from 'openapi-fetch';
import type { components, paths } from './api.js';

const [root, key] = process.argv.slice(2) as [string, string];
const api = createClient<paths>({ baseUrl: root, headers: { Authorization: `Bearer ${key}` } });

function good<T>(what: string, answer: { data?: T; error?: unknown }): T {
  if (answer.data === undefined) throw new Error(`${what}: ${JSON.stringify(answer.error)}`);
  return answer.data;
}

const server = good('getServer', await api.GET('/api/v2/server'));
const tenant: components['schemas']['Tenant'] = good('createTenant', await api.POST('/api/v2/tenants', { body: { id: 'typed' } }));
const user = good('getUser', await api.GET('/api/v2/users/{user}', { params: { path: { user: 'alice@demo.test' } } }));
const folders = good('listFolders', await api.GET('/api/v2/users/{user}/folders', { params: { path: { user: user.id } } }));
const refused = await api.GET('/api/v2/tenants/{tenant}', { params: { path: { tenant: 'nobody' } } });
if (refused.error?.code !== 'NOT_FOUND') throw new Error(`refused: ${JSON.stringify(refused.error)}`);
console.log(`${server.name} ${server.version}: tenant ${tenant.id}, ${user.address} has ${folders.items.length} folders`);
