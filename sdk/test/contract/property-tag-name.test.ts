import test from 'ava';
import { propTagName } from '#src/contract/property-tag-name.js';
import * as tags from '#src/contract/property-tags.js';

test('every exported tag has its own name, an undecorated string name that of the Unicode form', (t) => {
  const names = new Set(Object.keys(tags));
  for (const [name, tag] of Object.entries<number>(tags)) {
    t.is(propTagName(tag), names.has(`${name}_W`) ? `${name}_W` : name);
  }
});

test('a known property that came back as an error is named without the form of its string', (t) => {
  t.is(propTagName(0x0037000a), 'PR_SUBJECT (PT_ERROR)');
  t.is(propTagName(0x00370000), 'PR_SUBJECT (PT_UNSPECIFIED)');
});

test('an id that two properties share is not given the name of one of them', (t) => {
  t.is(propTagName(0x3701000a), '0x3701000A (PT_ERROR)');
});

test('an unknown tag is shown as a number with its type, in signed form too', (t) => {
  t.is(propTagName(0x66020003), '0x66020003 (PT_LONG)');
  t.is(propTagName(0x8001101f | 0), '0x8001101F (PT_MV_UNICODE)');
  t.is(propTagName(0x00370003), '0x00370003 (PT_LONG)');
});
