// node page.mjs JOB - looks at the page at / with Chromium. JOB is a JSON file: url, key, ports {NAME: port}, operations [{id, path, verb}],
// out (folder for screenshots). Prints one JSON line with what was counted; throws at the first thing that is not as it should be.
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

/** A page that records what a reader must never meet: errors on the console, and requests that leave the server. */
async function open(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const troubles = [];
  page.on('console', message => message.type() === 'error' && troubles.push(message.text()));
  page.on('pageerror', error => troubles.push(String(error)));
  page.on('request', request => request.url().startsWith(job.url) || troubles.push(`asks ${request.url()}`));
  const begin = performance.now();
  await page.goto(job.url);
  await page.getByText('Ready', { exact: true }).waitFor();
  await page.locator('#operations details').first().waitFor();
  return { page, troubles, milliseconds: Math.round(performance.now() - begin) };
}

const cells = row => row.locator('td').allInnerTexts();

try {
  const { page, troubles, milliseconds } = await open({ viewport: { width: 1200, height: 800 } });

  const shown = {};
  for (const row of await page.locator('#ports tr').all()) {
    const [name, port] = await cells(row);
    shown[name] = Number(port);
  }
  assert.deepEqual(shown, job.ports, 'every listener and its port');
  assert.ok((await page.locator('#parts .card').count()) >= 3, 'health of each part');
  assert.equal(await page.locator('#parts .bad').count(), 0, 'all parts are well');

  const settings = (await page.locator('#settings .card').allInnerTexts()).map(text => text.split(/\s*\n\s*/));
  const card = title => settings.find(lines => lines[0] === title) ?? assert.fail(`no settings for ${title}`);
  assert.deepEqual(settings.map(lines => lines[0]), ['Incoming: IMAPS', 'Incoming: IMAP', 'Outgoing: SUBMISSIONS', 'Outgoing: SUBMISSION']);
  assert.deepEqual(card('Incoming: IMAPS').slice(1), ['Server', '127.0.0.1', 'Port', String(job.ports.IMAPS), 'Security', 'SSL/TLS',
    'Login', 'normal password', 'User name', 'name@domain']);
  assert.ok(card('Outgoing: SUBMISSION').includes('STARTTLS'));

  const listed = await page.locator('#operations details').evaluateAll(all => all.map(d => d.id).sort());
  assert.deepEqual(listed, job.operations.map(o => o.id).sort(), 'every operation of the API');
  for (const id of listed) {
    const details = page.locator(`#${id}`);
    await details.locator('summary').click();
    assert.match(await details.locator('pre').innerText(), /^curl -X [A-Z]+ /, `${id} says how to call it`);
    assert.ok(await details.getByText('Answers', { exact: true }).isVisible(), `${id} opens`);
    await details.locator('summary').click();
  }

  await page.getByLabel('Find an operation').fill('app password');
  const found = await page.locator('#operations details:visible').count();
  assert.ok(found > 0 && found < listed.length, 'the filter finds some');
  await page.getByLabel('Find an operation').fill('no such operation');
  assert.equal(await page.locator('#operations details:visible').count(), 0);
  await page.getByLabel('Find an operation').fill('');
  await page.screenshot({ path: join(job.out, 'wide.png'), fullPage: true });
  assert.deepEqual(troubles, []);

  const narrow = await open({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
  const overflow = await narrow.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(overflow, 0, 'nothing sticks out of a telephone\'s screen');
  assert.notEqual(await narrow.page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(247, 248, 250)', 'dark where asked for');
  await narrow.page.screenshot({ path: join(job.out, 'narrow.png'), fullPage: true });
  assert.deepEqual(narrow.troubles, []);

  console.log(JSON.stringify({ operations: listed.length, listeners: Object.keys(shown).length, milliseconds }));
} finally {
  await browser.close();
}
