import test from 'ava';
import { MailSizes } from '#harness/recording/mail-sizes.js';

/** Whether `o1`, of 40,000 bytes, may be called too large when others have arrived. */
function mayBeTooLarge(...arrived: readonly string[]): boolean {
  const sizes = new MailSizes();
  sizes.submitted('o1', 40_000);
  sizes.submitted('o2', 39_000);
  sizes.submitted('o3', 20_000);
  sizes.submitted('o4', undefined, { 'a1/37010102': 'b150000:1', 'flag/to': 's12:2', a: '1' });
  sizes.submitted('o5', undefined, { 'a2/37010102': 'b3000:1' });
  return sizes.mayBeTooLarge('o1', (item) => arrived.includes(item));
}

test('a message may be too large where none as large has arrived', (t) => {
  t.true(mayBeTooLarge());
  t.true(mayBeTooLarge('o3', 'o5'));
  t.false(mayBeTooLarge('o2'), 'one that is as large but for its headers');
  t.false(mayBeTooLarge('o4'), 'attachments count');
});

test('a message whose text is not long may not be too large', (t) => {
  const sizes = new MailSizes();
  sizes.submitted('o1', undefined, { 'flag/to': 's12:2' });
  t.false(sizes.mayBeTooLarge('o1', () => false));
});
