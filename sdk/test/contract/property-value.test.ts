import test from 'ava';
import { oleGuid } from '#src/com/guid.js';
import { MAPI_E_NOT_FOUND } from '#src/com/hresult-codes.js';
import { CHANGE_PROP_TYPE, type PropertyValue, propTag } from '#src/contract/property-tag.js';
import { PR_ENTRYID, PR_MESSAGE_SIZE, PR_SUBJECT, PR_SUBJECT_A } from '#src/contract/property-tags.js';
import * as types from '#src/contract/property-type-codes.js';
import { propTypeName } from '#src/contract/property-type-name.js';
import { findValue, isPropertyValue, propertyValuesEqual, propValue } from '#src/contract/property-value.js';

const isWellFormed = test.macro({
  exec(t, type: number, good: readonly unknown[], bad: readonly unknown[]) {
    for (const value of good) t.true(isPropertyValue(type, value), `${String(value)} is refused`);
    for (const value of bad) t.false(isPropertyValue(type, value), `${String(value)} is accepted`);
  },
  title: (_title: string | undefined, type: number) => `${propTypeName(type)} takes its own values only`,
});

const id = oleGuid(1);
const bytes = Uint8Array.of(1, 2);
test(isWellFormed, types.PT_NULL, [null], [undefined, 0, false]);
test(isWellFormed, types.PT_I2, [-0x8000, 0x7fff], [-0x8001, 0x8000, 0.5, 1n, '1']);
test(isWellFormed, types.PT_LONG, [-0x8000_0000, 0x7fff_ffff], [-0x8000_0001, 0x8000_0000, 0.5, Number.NaN, 1n]);
test(isWellFormed, types.PT_R4, [0, 0.5, Number.NaN, Number.NEGATIVE_INFINITY], [0.1, 1e300, 1n]);
test(isWellFormed, types.PT_DOUBLE, [0.1, 1e300, Number.NaN], [1n, '1', null]);
test(isWellFormed, types.PT_CURRENCY, [-(2n ** 63n), 2n ** 63n - 1n], [2n ** 63n, -(2n ** 63n) - 1n, 1]);
test(isWellFormed, types.PT_APPTIME, [0.25, -1], [Number.NaN, Number.POSITIVE_INFINITY, 1n, new Date(0)]);
test(isWellFormed, types.PT_ERROR, [MAPI_E_NOT_FOUND, 0], [0x8004010f, 0.5, null]);
test(isWellFormed, types.PT_BOOLEAN, [true, false], [0, 1, 'true', null]);
test(isWellFormed, types.PT_I8, [-(2n ** 63n), 2n ** 63n - 1n], [2n ** 63n, 1]);
test(isWellFormed, types.PT_STRING8, ['', 'ä'], ['a\0', 1, null]);
test(isWellFormed, types.PT_UNICODE, ['', '漢字 🙂'], ['a\0b', 1, undefined]);
test(isWellFormed, types.PT_SYSTIME, [0n, 2n ** 64n - 1n], [-1n, 2n ** 64n, 0, new Date(0)]);
test(isWellFormed, types.PT_CLSID, [id], [id.slice(1, -1), id.toLowerCase().replace('c', 'd'), bytes]);
test(isWellFormed, types.PT_BINARY, [bytes, new Uint8Array(0), Buffer.from('a')], [[1, 2], new Uint16Array(1), 'a']);
test(isWellFormed, types.PT_MV_LONG, [[], [1, -1]], [1, [1, 0x8000_0000], [1, '1'], new Array(1), new Int32Array(1)]);
test(isWellFormed, types.PT_MV_UNICODE, [['a', '']], ['a', ['a', 1], ['a\0']]);
test(isWellFormed, types.PT_MV_SYSTIME, [[0n]], [[0], 0n]);
test(isWellFormed, types.PT_MV_CLSID, [[id]], [id, ['x']]);
test(isWellFormed, types.PT_MV_BINARY, [[bytes]], [bytes, [[1, 2]]]);

const valueless: Record<string, number> = {
  PT_UNSPECIFIED: types.PT_UNSPECIFIED,
  PT_OBJECT: types.PT_OBJECT,
  PT_PTR: types.PT_PTR,
  'an unknown type': 0x0abc,
  'a type with MV_INSTANCE': types.PT_MV_LONG | types.MV_INSTANCE,
  'a multi-valued PT_NULL': types.MV_FLAG | types.PT_NULL,
  'a multi-valued PT_ERROR': types.MV_FLAG | types.PT_ERROR,
  'a multi-valued PT_BOOLEAN': types.MV_FLAG | types.PT_BOOLEAN,
};
for (const [name, type] of Object.entries(valueless)) {
  test(`no value fits ${name}`, (t) => {
    for (const value of [null, undefined, 0, 1n, true, '', bytes, {}, [], [null], [true], [0]]) {
      t.false(isPropertyValue(type, value), String(value));
    }
  });
}

test('propValue makes a property of a tag and a value', (t) => {
  t.deepEqual(propValue(PR_SUBJECT, 'Hello'), { tag: PR_SUBJECT, value: 'Hello' });
});

test('propValue refuses a value that is out of range, and says which property and value it was', (t) => {
  t.throws(() => propValue(PR_MESSAGE_SIZE, 0x8000_0000), {
    instanceOf: TypeError,
    message: 'PR_MESSAGE_SIZE holds a PT_LONG, which 2147483648 is not',
  });
  t.throws(() => propValue(PR_SUBJECT, 'a\0'), { message: 'PR_SUBJECT_W holds a PT_UNICODE, which "a\\u0000" is not' });
  t.throws(() => propValue(propTag(0x6602, types.PT_MV_I8), [2n ** 63n]), {
    message: '0x66021014 (PT_MV_I8) holds a PT_MV_I8, which the array [9223372036854775808n] is not',
  });
});

test('propValue does not compile with a value of another form', (t) => {
  // @ts-expect-error a subject is a string
  t.throws(() => propValue(PR_SUBJECT, 5), { instanceOf: TypeError });
  // @ts-expect-error an object has no value
  t.throws(() => propValue(propTag(0x360f, types.PT_OBJECT), null), { instanceOf: TypeError });
});

const pairs: [string, PropertyValue, PropertyValue, boolean][] = [
  ['equal strings', 'a', 'a', true],
  ['strings of different case', 'a', 'A', false],
  ['equal bytes in different arrays', Uint8Array.of(1, 2), Buffer.from([1, 2]), true],
  ['bytes and a prefix of them', Uint8Array.of(1, 2), Uint8Array.of(1), false],
  ['bytes that differ', Uint8Array.of(1, 2), Uint8Array.of(1, 3), false],
  ['bytes and an array of the same numbers', Uint8Array.of(1, 2), [1, 2], false],
  ['an array of numbers and the same bytes', [1, 2], Uint8Array.of(1, 2), false],
  ['equal arrays', ['a', 'b'], ['a', 'b'], true],
  ['arrays in another order', ['a', 'b'], ['b', 'a'], false],
  ['an array and the beginning of it', ['a', 'b'], ['a'], false],
  ['the beginning of an array and the array', ['a'], ['a', 'b'], false],
  ['arrays of equal bytes', [Uint8Array.of(1)], [Uint8Array.of(1)], true],
  ['arrays of bytes that differ', [Uint8Array.of(1)], [Uint8Array.of(2)], false],
  ['a number and the same bigint', 1, 1n, false],
  ['two NaN', Number.NaN, Number.NaN, true],
  ['null and null', null, null, true],
  ['null and zero', null, 0, false],
];
for (const [what, a, b, expected] of pairs) {
  test(`${what} are ${expected ? 'the same value' : 'different values'}`, (t) => {
    t.is(propertyValuesEqual(a, b), expected);
    t.is(propertyValuesEqual(b, a), expected);
  });
}

const list = [
  { tag: CHANGE_PROP_TYPE(PR_ENTRYID, types.PT_ERROR), value: MAPI_E_NOT_FOUND },
  propValue(PR_SUBJECT, 'Hello'),
  propValue(PR_MESSAGE_SIZE, 0),
];

test('findValue finds a value, also one that is zero', (t) => {
  const subject: string | undefined = findValue(list, PR_SUBJECT);
  t.is(subject, 'Hello');
  t.is(findValue(list, PR_MESSAGE_SIZE), 0);
});

test('findValue finds nothing where the property is absent, of another type, or an error', (t) => {
  t.is(findValue([], PR_SUBJECT), undefined);
  t.is(findValue(list, PR_SUBJECT_A), undefined);
  t.is(findValue(list, PR_ENTRYID), undefined);
  t.is(findValue(list, CHANGE_PROP_TYPE(PR_ENTRYID, types.PT_ERROR)), undefined);
});

test('findValue finds a property of any type when asked without a type, but not an error', (t) => {
  t.is(findValue(list, CHANGE_PROP_TYPE(PR_SUBJECT, types.PT_UNSPECIFIED)), 'Hello');
  t.is(findValue(list, CHANGE_PROP_TYPE(PR_ENTRYID, types.PT_UNSPECIFIED)), undefined);
});
