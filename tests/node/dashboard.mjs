// node dashboard.mjs JOB - looks at the dashboard with Chromium. JOB is a JSON file: url, key, out (folder for screenshots). Prints one JSON line
// with what was seen; throws at the first thing that is not as it should be.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const job = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});

try {
  const page = await (await browser.newContext({ viewport: { width: 1200, height: 800 } })).newPage();
  const served = [], elsewhere = [];
  page.on('request', request => request.url().startsWith(job.url) || request.url().startsWith('data:') || elsewhere.push(request.url()));
  page.on('response', response => response.url().includes('/dashboard') && served.push([new URL(response.url()).pathname, response.status()]));

  await page.goto(job.url + 'dashboard/');
  assert.equal(new URL(page.url()).pathname, '/dashboard/sign-in', 'without a cookie the form is all there is');
  assert.deepEqual(served.filter(([path, status]) => status === 200 && path !== '/dashboard/sign-in'), [], 'nothing of the dashboard is served before');
  await page.screenshot({ path: join(job.out, 'sign-in.png') });

  await page.getByLabel('API key of the system').fill('mok_wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('API key of the system').fill(job.key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(job.url + "dashboard/");

  /** Waits until the part of the dashboard shows a text. */
  const shows = async (part, ...texts) => {
    await page.goto(`${job.url}dashboard/#/${part}`);
    for (const text of texts) await page.getByText(text).first().waitFor({ timeout: 20_000 });
    await page.screenshot({ path: join(job.out, (part || 'overview') + '.png') });
  };
  await shows('', 'Cluster');
  await shows('silos', job.silo);
  await shows('grains', 'MailboxGrain', 'DirectoryGrain');
  // Calls are counted from the first look on.
  const called = await page.waitForFunction(async () => {
    const names = (await (await fetch('TopGrainMethods')).json()).calls.map(m => `${m.grain}.${m.method}`);
    return names.some(name => name.includes('Mailbox') && name.includes('Deliver')) && names;
  }, null, { timeout: 30_000, polling: 500 }).then(handle => handle.jsonValue());
  const counters = await page.evaluate(async () => (await fetch('DashboardCounters')).json());
  assert.deepEqual(counters.hosts.map(h => h.status), ['Active']);
  assert.deepEqual(elsewhere, [], 'nothing is asked of another host');
  console.log(JSON.stringify({ silos: counters.hosts.length, grains: counters.simpleGrainStats.length, methods: called.length }));
} finally {
  await browser.close();
}
