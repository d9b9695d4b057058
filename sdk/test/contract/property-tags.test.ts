import test from 'ava';
import { PROP_ID, PROP_TYPE } from '#src/contract/property-tag.js';
import * as tags from '#src/contract/property-tags.js';
import { PT_STRING8, PT_UNICODE } from '#src/contract/property-type-codes.js';

const entries = Object.entries<number>(tags);
const values = new Map(entries);

const spotChecks: [string, number][] = [
  ['PR_ENTRYID', 0x0fff0102],
  ['PR_SUBJECT_W', 0x0037001f],
  ['PR_SUBJECT_A', 0x0037001e],
  ['PR_BODY', 0x1000001f],
  ['PR_MESSAGE_FLAGS', 0x0e070003],
  ['PR_HASATTACH', 0x0e1b000b],
  ['PR_CLIENT_SUBMIT_TIME', 0x00390040],
  ['PR_CONTAINER_CONTENTS', 0x360f000d],
  ['PR_SERVICE_ENTRY_NAME', 0x3d0b001e],
  ['PR_NULL', 0x00000001],
  ['PR_MAPI_KIT_DATA_DIRECTORY_W', 0x6600001f],
  ['PR_MAPI_KIT_SETTINGS_W', 0x6601101f],
  ['PR_MAPI_KIT_MASKED', 0x6602000b],
];
for (const [name, tag] of spotChecks) {
  test(`${name} is 0x${tag.toString(16).padStart(8, '0')}`, (t) => {
    t.is(values.get(name), tag);
  });
}

test('no two properties have one tag, apart from the undecorated names of strings', (t) => {
  const owners = new Map<number, string>();
  for (const [name, tag] of entries) {
    if (values.has(`${name}_W`)) continue;
    t.is(owners.get(tag), undefined, name);
    owners.set(tag, name);
  }
});

test('an undecorated string name is the Unicode form', (t) => {
  const decorated = entries.filter(([name]) => name.endsWith('_W'));
  t.true(decorated.length > 30);
  for (const [name, tag] of decorated) t.is(values.get(name.slice(0, -2)), tag, name);
});

test('the two forms of a string property share their id', (t) => {
  const narrow = entries.filter(([name]) => name.endsWith('_A'));
  t.true(narrow.length > 30);
  for (const [name, tag] of narrow) {
    const wide = values.get(name.replace(/A$/, 'W')) ?? 0;
    t.is(PROP_TYPE(tag), PT_STRING8, name);
    t.is(PROP_TYPE(wide), PT_UNICODE, name);
    t.is(PROP_ID(tag), PROP_ID(wide), name);
  }
});
