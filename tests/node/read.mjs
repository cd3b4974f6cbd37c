// node read.mjs PORT MODE USER PASSWORD FOLDER - reads every message of INBOX with imapflow into FOLDER/UID.eml.
// MODE: plain, starttls or implicit.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';

const [port, mode, user, pass, folder] = process.argv.slice(2);
const client = new ImapFlow({
  host: '127.0.0.1',
  port: Number(port),
  secure: mode === 'implicit',
  doSTARTTLS: mode === 'starttls',
  tls: { rejectUnauthorized: false },
  auth: { user, pass },
  logger: false,
});
await client.connect();
const lock = await client.getMailboxLock('INBOX');
try {
  for await (const message of client.fetch('1:*', { uid: true, source: true, flags: true, envelope: true, bodyStructure: true })) {
    writeFileSync(join(folder, `${message.uid}.eml`), message.source);
  }
  console.log(JSON.stringify({ exists: client.mailbox.exists, secure: client.secureConnection }));
} finally {
  lock.release();
  await client.logout();
}
