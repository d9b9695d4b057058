import { isMultiValued, PROP_TYPE } from '@mapi-kit/sdk';
import test from 'ava';
import { makeWholeMail } from '#harness/host/real-mail/whole-mail.js';
import { TYPED_TAGS } from '#harness/host/store/tags.js';
import { Random } from '#harness/host/workload/random.js';

// What a provider forgets in one life, or in one folder, it may forget of anything: the message with something of everything
// has it.

const listTypes = TYPED_TAGS.map(PROP_TYPE).filter(isMultiValued);

for (const seed of [1, 7, 4_711]) {
  const { properties, attachments } = makeWholeMail(new Random(seed), 'm1');
  const { embedded } = attachments.find((attachment) => attachment.embedded !== undefined) ?? {};
  for (const [what, values] of [
    ['the message', properties],
    ['the message within it', embedded?.properties ?? []],
  ] as const) {
    test(`seed ${seed}: ${what} has a list of each type that is another one backwards`, (t) => {
      t.is(listTypes.length, 12);
      for (const type of listTypes) {
        const lists = values
          .filter(({ tag }) => PROP_TYPE(tag) === type)
          .map(({ value }) => JSON.stringify(wordsOf(value)));
        const others = lists.filter((list) => list !== JSON.stringify(JSON.parse(list).reverse()));
        t.true(others.length > 0, `0x${type.toString(16)}`);
      }
    });
  }

  test(`seed ${seed}: a text of more than 64 KiB`, (t) => {
    t.true(properties.some(({ value }) => typeof value === 'string' && 2 * value.length > 65_536));
  });
}

function wordsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map((one) => (one instanceof Uint8Array ? one.toString() : String(one))) : [];
}
