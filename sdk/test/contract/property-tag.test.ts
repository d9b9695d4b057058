import test from 'ava';
import {
  CHANGE_PROP_TYPE,
  isTransmittable,
  PROP_ID,
  PROP_TAG,
  PROP_TYPE,
  type PropTag,
  propTag,
  propTagFromNumber,
} from '#src/contract/property-tag.js';
import { PT_ERROR, PT_LONG, PT_STRING8, PT_UNICODE } from '#src/contract/property-type-codes.js';

test('a tag has the id in its high word and the type in its low word', (t) => {
  const subject = propTag(0x0037, PT_UNICODE);
  t.is(Number(subject), 0x0037001f);
  t.is(PROP_ID(subject), 0x0037);
  t.is(PROP_TYPE(subject), PT_UNICODE);
});

test('the tag of a named property is unsigned', (t) => {
  const named = propTag(0xfffe, PT_LONG);
  t.is(Number(named), 0xfffe0003);
  t.is(PROP_ID(named), 0xfffe);
});

test('PROP_TAG takes the type before the id', (t) => {
  t.is(Number(PROP_TAG(PT_LONG, 0x6601)), 0x66010003);
});

test('CHANGE_PROP_TYPE keeps the id, also of a named property', (t) => {
  t.is(Number(CHANGE_PROP_TYPE(0x0037001f, PT_STRING8)), 0x0037001e);
  t.is(Number(CHANGE_PROP_TYPE(0x8001001f, PT_ERROR)), 0x8001000a);
});

test('an id or type of more than 16 bits is refused', (t) => {
  t.throws(() => propTag(0x10000, PT_LONG), { instanceOf: TypeError, message: /The id/ });
  t.throws(() => propTag(-1, PT_LONG), { instanceOf: TypeError, message: /The id/ });
  t.throws(() => CHANGE_PROP_TYPE(0x0037001f, 0x10000), { instanceOf: TypeError, message: /The type/ });
  t.throws(() => propTag(1, 0.5), { instanceOf: TypeError, message: /The type/ });
});

test('propTagFromNumber makes a signed tag unsigned and refuses what is no tag', (t) => {
  t.is(Number(propTagFromNumber(0x8001001f | 0)), 0x8001001f);
  for (const value of [0.5, 0x1_0000_0000, Number.NaN]) {
    t.throws(() => propTagFromNumber(value), { instanceOf: TypeError }, `${value}`);
  }
});

test('a tag serves as a Map key and in bit operations, and as a tag of any value', (t) => {
  const general: PropTag = propTag(0x0037, PT_UNICODE);
  const map = new Map<PropTag, string>([[general, 'found']]);
  t.is(map.get(propTag(0x0037, PT_UNICODE)), 'found');
  t.is((general & 0xffff) | 0, 0x1f);
});

const ranges: [number, boolean][] = [
  [0x0001, true],
  [0x0dff, true],
  [0x0e00, false],
  [0x0fff, false],
  [0x1000, true],
  [0x5fff, true],
  [0x6000, false],
  [0x67ff, false],
  [0x6800, true],
  [0x7bff, true],
  [0x7c00, false],
  [0x7fff, false],
  [0x8000, true],
  [0xfffe, true],
];
for (const [id, expected] of ranges) {
  test(`a property with id 0x${id.toString(16)} ${expected ? 'travels' : 'does not travel'} with a message`, (t) => {
    t.is(isTransmittable(propTag(id, PT_LONG)), expected);
  });
}
