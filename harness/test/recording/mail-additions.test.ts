import test from 'ava';
import { stateOfMail } from '#harness/recording/mail.js';
import { arrivalInWords, usualAdditions, withoutAdditions } from '#harness/recording/mail-additions.js';
import type { Delivery } from '#harness/recording/mail-deliveries.js';

const FOOTER = '\r\n-- \r\nExample Ltd';
const TEXT = 'Hello\r\n#42';

function sent(body: string, subject = 'o1 v1 x') {
  return stateOfMail({ subject, body });
}

function arrived(body: string, subject = 'o1 v1 x'): Delivery {
  const { mail, added } = withoutAdditions({ subject, body });
  return { e: 'delivered', life: 0, item: 'o1', state: stateOfMail(mail), added };
}

const footed = [arrived(TEXT + FOOTER, '[EXTERNAL] o1 v1 x'), arrived(`other${TEXT}${FOOTER}`, '[EXTERNAL] o2 v1 x')];

test('what is added to each message is taken off it', (t) => {
  t.deepEqual(withoutAdditions({ subject: '[EXTERNAL] o1 v1 [x]', body: TEXT + FOOTER }).mail, {
    subject: 'o1 v1 [x]',
    body: 'Hello\n#42',
  });
  t.is(arrivalInWords(sent(TEXT), arrived(TEXT + FOOTER, '[EXTERNAL] o1 v1 x'), usualAdditions(footed)), null);
  t.is(arrivalInWords(sent(TEXT), arrived(TEXT), usualAdditions([arrived(TEXT)])), null);
});

test('a message without a text, or without a subject, has what is added alone, or nothing', (t) => {
  const usual = usualAdditions(footed);
  for (const body of ['', FOOTER]) t.is(arrivalInWords(sent(''), arrived(body, '[EXTERNAL] o1 v1 x'), usual), null);
  for (const subject of ['', '[EXTERNAL]']) {
    t.is(arrivalInWords(sent(TEXT, ''), arrived(TEXT + FOOTER, subject), usual), null);
  }
  t.regex(
    arrivalInWords(sent(''), arrived('Hello', '[EXTERNAL] o1 v1 x'), usual) ?? '',
    /^another content of its body/,
  );
});

test('what is added to some messages alone, or lacks in some, is a difference', (t) => {
  const usual = usualAdditions([...footed, arrived(TEXT)]);
  const seen = (body: string, subject?: string) => arrivalInWords(sent(TEXT), arrived(body, subject), usual);
  t.is(
    seen(TEXT),
    'nothing before its subject, unlike most of its messages, nothing behind its text, unlike most of its messages',
  );
  t.is(
    seen(`${TEXT}\r\nrest of another`, '[EXTERNAL] o1 v1 x'),
    'something else behind its text, unlike most of its messages',
  );
  t.is(seen(TEXT + FOOTER, '[SPAM] o1 v1 x'), 'something else before its subject, unlike most of its messages');
});

test('a text that is cut, or sent twice, is no addition', (t) => {
  const none = usualAdditions([arrived(TEXT)]);
  t.is(arrivalInWords(sent(TEXT), arrived('Hello'), none), 'another content of its body');
  t.is(
    arrivalInWords(sent(TEXT), arrived(`${TEXT}\r\n${TEXT}`), none),
    'something else behind its text, unlike most of its messages',
  );
});
