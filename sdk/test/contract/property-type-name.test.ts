import test from 'ava';
import * as types from '#src/contract/property-type-codes.js';
import { isMultiValued, propTypeName } from '#src/contract/property-type-name.js';

const aliases = ['PT_SHORT', 'PT_I4', 'PT_FLOAT', 'PT_R8', 'PT_LONGLONG', 'PT_TSTRING'];
const constants = Object.entries(types).filter(([name]) => name.startsWith('PT_'));

test('every type has its name, the aliases the name of their type', (t) => {
  for (const [name, type] of constants) {
    if (!aliases.includes(name)) t.is(propTypeName(type), name);
  }
  t.is(propTypeName(types.PT_SHORT), 'PT_I2');
  t.is(propTypeName(types.PT_TSTRING), 'PT_UNICODE');
});

test('every multi-valued type is known as one', (t) => {
  for (const [name, type] of constants) t.is(isMultiValued(type), name.startsWith('PT_MV_'), name);
});

test('isMultiValued looks at the type of a tag and not at its id', (t) => {
  t.true(isMultiValued(0x6601101f));
  t.false(isMultiValued(0x1000001f));
});

test('propTypeName shows MV_INSTANCE, and an unknown type as a number', (t) => {
  t.is(propTypeName(types.PT_MV_LONG | types.MV_INSTANCE), 'PT_MV_LONG | MV_INSTANCE');
  t.is(propTypeName(0x0abc), '0x0ABC');
  t.is(propTypeName(types.MV_FLAG | types.PT_BOOLEAN), '0x100B');
});
