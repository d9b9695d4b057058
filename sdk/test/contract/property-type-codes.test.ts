import test from 'ava';
import * as types from '#src/contract/property-type-codes.js';

test('every multi-valued type is its single-valued one with MV_FLAG', (t) => {
  const constants = Object.entries(types);
  const values = new Map<string, number>(constants);
  const multiValued = constants.filter(([name]) => name.startsWith('PT_MV_'));
  t.is(multiValued.length, 12);
  for (const [name, type] of multiValued) {
    t.is(type, types.MV_FLAG | (values.get(name.replace('MV_', '')) ?? -1), name);
  }
});
