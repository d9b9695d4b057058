import {
  BMR_NEZ,
  BOOKMARK_BEGINNING,
  FL_FULLSTRING,
  FL_SUBSTRING,
  type HRESULT,
  hresultName,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NOT_FOUND,
  MAPI_E_TOO_COMPLEX,
  MV_INSTANCE,
  type PropertyValue,
  type PropTag,
  PT_BINARY,
  PT_DOUBLE,
  PT_I2,
  PT_I8,
  PT_LONG,
  PT_MV_LONG,
  PT_MV_STRING8,
  PT_MV_UNICODE,
  PT_OBJECT,
  PT_STRING8,
  PT_SYSTIME,
  PT_UNICODE,
  propTagFromNumber,
  RELOP_EQ,
  RELOP_GE,
  RELOP_NE,
  S_OK,
  type SRestriction,
} from '@mapi-kit/sdk';
import { MemoryTable } from '@mapi-kit/sdk/subsystem';
import test from 'ava';
import { must } from '../subsystem/support/fixture.js';

const tag = (type: number, id = 0x6001): PropTag => propTagFromNumber(id * 0x10000 + type);
const prop = (type: number, value: PropertyValue, id?: number) => ({ tag: tag(type, id), value });
const is = (type: number, relop: number, constant: ReturnType<typeof prop>): SRestriction => ({
  rt: 4,
  relop,
  tag: tag(type),
  prop: constant,
});
const content = (type: number, constant: ReturnType<typeof prop>): SRestriction => ({
  rt: 3,
  fuzzyLevel: FL_SUBSTRING,
  tag: tag(type),
  prop: constant,
});
const compared = (type1: number, type2: number): SRestriction => ({
  rt: 5,
  relop: RELOP_EQ,
  tag1: tag(type1),
  tag2: tag(type2, 0x6002),
});

const refused: readonly (readonly [string, SRestriction, HRESULT])[] = [
  ['a number compared with text', is(PT_LONG, RELOP_GE, prop(PT_UNICODE, '5')), MAPI_E_TOO_COMPLEX],
  ['numbers of two sizes', is(PT_LONG, RELOP_EQ, prop(PT_I8, 1n)), MAPI_E_TOO_COMPLEX],
  ['unequal to a number of another size', is(PT_LONG, RELOP_NE, prop(PT_I2, 1)), MAPI_E_TOO_COMPLEX],
  ['a time compared with a number', is(PT_SYSTIME, RELOP_GE, prop(PT_I8, 1n)), MAPI_E_TOO_COMPLEX],
  ['bytes compared with text', is(PT_BINARY, RELOP_EQ, prop(PT_UNICODE, 'a')), MAPI_E_TOO_COMPLEX],
  ['one value compared with several', is(PT_LONG, RELOP_EQ, prop(PT_MV_LONG, [1])), MAPI_E_TOO_COMPLEX],
  [
    'several values compared with one of another type',
    is(PT_MV_LONG, RELOP_EQ, prop(PT_DOUBLE, 1)),
    MAPI_E_TOO_COMPLEX,
  ],
  ['an instance of several values', is(PT_MV_LONG | MV_INSTANCE, RELOP_EQ, prop(PT_LONG, 1)), MAPI_E_TOO_COMPLEX],
  ['a value that is not of its own type', is(PT_LONG, RELOP_EQ, prop(PT_LONG, 'one')), MAPI_E_INVALID_PARAMETER],
  ['text that contains bytes', content(PT_UNICODE, prop(PT_BINARY, Uint8Array.of(97))), MAPI_E_TOO_COMPLEX],
  ['bytes that contain text', content(PT_BINARY, prop(PT_STRING8, 'a')), MAPI_E_TOO_COMPLEX],
  ['a number that contains a number', content(PT_LONG, prop(PT_LONG, 1)), MAPI_E_TOO_COMPLEX],
  ['two properties of two types', compared(PT_LONG, PT_UNICODE), MAPI_E_TOO_COMPLEX],
  ['a property and another with several values', compared(PT_LONG, PT_MV_LONG), MAPI_E_TOO_COMPLEX],
  ['two objects', compared(PT_OBJECT, PT_OBJECT), MAPI_E_TOO_COMPLEX],
  ['bits of text', { rt: 6, relBMR: BMR_NEZ, tag: tag(PT_UNICODE), mask: 1 }, MAPI_E_TOO_COMPLEX],
];

const rows = [
  [prop(PT_LONG, 1), prop(PT_UNICODE, 'abc', 0x6002)],
  [prop(PT_MV_UNICODE, ['b', 'a']), prop(PT_UNICODE, 'abc', 0x6002)],
  [prop(PT_UNICODE, 'abc'), prop(PT_UNICODE, 'abc', 0x6002)],
];

function found(restriction: SRestriction): number | string {
  const table = new MemoryTable([tag(PT_LONG)], () => rows);
  const hr = table.Restrict(restriction, 0);
  return hr === S_OK ? must(table.GetRowCount(0)) : (hresultName(hr) ?? '');
}

for (const [what, restriction, expected] of refused) {
  test(`${what}: refused by Restrict and FindRow, wherever it stands`, (t) => {
    const table = new MemoryTable([tag(PT_LONG)], () => rows);
    for (const one of [
      restriction,
      { rt: 2, restriction } as const,
      { rt: 1, restrictions: [{ rt: 8, tag: tag(PT_LONG) } as const, restriction] } as const,
      { rt: 10, props: [], restriction } as const,
    ]) {
      t.is(table.Restrict(one, 0), expected);
      t.is(table.FindRow(one, BOOKMARK_BEGINNING, 0), expected);
    }
    t.is(must(table.GetRowCount(0)), rows.length);
  });
}

test('the two string types stand for each other, and the id of the constant plays no part', (t) => {
  t.is(found(is(PT_UNICODE, RELOP_EQ, prop(PT_STRING8, 'abc', 0x3001))), 1);
  t.is(found(is(PT_STRING8, RELOP_EQ, prop(PT_UNICODE, 'abc'))), 1);
  t.is(found(content(PT_STRING8, prop(PT_UNICODE, 'b'))), 1);
  t.is(found(compared(PT_STRING8, PT_UNICODE)), 1);
});

test('a property with several values is compared with one, or with several', (t) => {
  t.is(found(is(PT_MV_UNICODE, RELOP_EQ, prop(PT_STRING8, 'a'))), 1);
  t.is(found(is(PT_MV_STRING8, RELOP_EQ, prop(PT_UNICODE, 'b'))), 1);
  t.is(found(is(PT_MV_UNICODE, RELOP_EQ, prop(PT_MV_STRING8, ['b', 'a']))), 1);
  t.is(found(is(PT_MV_UNICODE, RELOP_EQ, prop(PT_MV_UNICODE, ['a', 'b']))), 0);
  t.is(found({ rt: 3, fuzzyLevel: FL_FULLSTRING, tag: tag(PT_MV_UNICODE), prop: prop(PT_UNICODE, 'a') }), 1);
});

test('a property that a row has in another type does not match, and is not compared', (t) => {
  const table = new MemoryTable([tag(PT_LONG)], () => rows);
  t.is(table.FindRow(is(PT_I8, RELOP_GE, prop(PT_I8, 0n)), BOOKMARK_BEGINNING, 0), MAPI_E_NOT_FOUND);
});
