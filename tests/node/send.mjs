// node send.mjs JOB.json - delivers one message with nodemailer and prints what the server said, as JSON.
// JOB: { port, lmtp, tls: "none"|"starttls"|"implicit", user, password, from, to: [], file (raw message) or compose: {...}, out (where a composed message is kept), utf8, eightBit }
import { readFileSync, writeFileSync } from 'node:fs';
import nodemailer from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';

const job = JSON.parse(readFileSync(process.argv[2], 'utf8'));
let raw;
if (job.compose) {
  raw = await new MailComposer({ ...job.compose, newline: '\r\n' }).compile().build();
  writeFileSync(job.out, raw);
} else {
  raw = readFileSync(job.file);
}
const transport = nodemailer.createTransport({
  host: '127.0.0.1',
  port: job.port,
  lmtp: Boolean(job.lmtp),
  secure: job.tls === 'implicit',
  auth: job.user ? { user: job.user, pass: job.password } : undefined,
  ignoreTLS: job.tls === 'none',
  requireTLS: job.tls === 'starttls',
  tls: { rejectUnauthorized: false },
});
try {
  const info = await transport.sendMail({
    envelope: { from: job.from, to: job.to, use8BitMime: Boolean(job.eightBit) },
    raw,
  });
  console.log(JSON.stringify({ accepted: info.accepted, rejected: info.rejected, response: info.response }));
} finally {
  transport.close();
}
