import { Buffer } from 'node:buffer';
import test from 'ava';
import { makeMail } from '#harness/host/real-mail/make-mail.js';
import { Random } from '#harness/host/workload/random.js';
import { MailParser } from '#harness/run/own-mail/mail-parser.js';
import { Unusable } from '#harness/run/own-mail/unusable.js';
import { writeMsg } from '../../support/msg-writer.js';

/**
 * In the directory of a compound file the siblings of an entry lead back to one above it: the parser goes round for a minute.
 */
function circular(): Uint8Array {
  const bytes = Buffer.from(writeMsg(makeMail(new Random(1, 2), 'x', 3)));
  const directory = (bytes.readUInt32LE(48) + 1) * 512;
  bytes.writeUInt8(11, directory + 236 * 128 + 72);
  return bytes;
}

test('a damaged file that keeps its parser busy is left by the end of a limit, and the next one is read', async (t) => {
  const parser = new MailParser(4_000);
  t.teardown(() => parser.close());
  const error = await t.throwsAsync(parser.parse('a.msg', circular()), { instanceOf: Unusable });
  t.regex(
    error.message,
    /^it is damaged: its parser (?:was not done after 4 s|needs more memory)|^it is truncated or damaged/,
  );
  const { mail } = await parser.parse('b.eml', Buffer.from('From: a@example.org\r\nSubject: b\r\n\r\ntext\r\n'));
  t.true(mail.properties.length > 3);
});
