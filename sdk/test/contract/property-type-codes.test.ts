import test from 'ava';
import * as types from '#src/contract/property-type-codes.js';

const aliases = ['PT_SHORT', 'PT_I4', 'PT_FLOAT', 'PT_R8', 'PT_LONGLONG', 'PT_TSTRING'];
const constants = Object.entries(types).filter((entry): entry is [string, (typeof types)['PT_NULL']] =>
  entry[0].startsWith('PT_'),
);

test('every type has its name, the aliases the name of their type', (t) => {
  for (const [name, type] of constants) {
    if (!aliases.includes(name)) t.is(types.propTypeName(type), name);
  }
  t.is(types.propTypeName(types.PT_SHORT), 'PT_I2');
  t.is(types.propTypeName(types.PT_TSTRING), 'PT_UNICODE');
});

test('every multi-valued type is its single-valued one with MV_FLAG', (t) => {
  const values = new Map<string, number>(constants);
  const multiValued = constants.filter(([name]) => name.startsWith('PT_MV_'));
  t.is(multiValued.length, 12);
  for (const [name, type] of multiValued) {
    t.is(type, types.MV_FLAG | (values.get(name.replace('MV_', '')) ?? -1), name);
    t.true(types.isMultiValued(type), name);
  }
});

test('isMultiValued looks at the type of a tag and not at its id', (t) => {
  t.true(types.isMultiValued(0x6601101f));
  t.false(types.isMultiValued(0x1000001f));
});

test('propTypeName shows MV_INSTANCE, and an unknown type as a number', (t) => {
  t.is(types.propTypeName(types.PT_MV_LONG | types.MV_INSTANCE), 'PT_MV_LONG | MV_INSTANCE');
  t.is(types.propTypeName(0x0abc), '0x0ABC');
  t.is(types.propTypeName(types.MV_FLAG | types.PT_BOOLEAN), '0x100B');
});
