import test from 'ava';
import { ComparedValuesCount, sumOfComparedValues } from '#harness/recording/compared-values.js';
import type { Parts } from '#harness/recording/parts.js';

const MAIL: Parts = {
  '0037001f': 's12:11111111',
  '10130102': 'b10240:22222222',
  '0017000b': 'v:33333333',
  '3613001f': '-',
  '6823101f': 'a2:44444444',
  'n{00062008-0000-0000-C000-000000000046}/#8503/0003': 'v:55555555',
  'n{00020329-0000-0000-C000-000000000046}/Key%2Fword/101f': 'a3:66666666',
  'flag/read': 'true',
  r: '2',
  'r1/3001001f': 's4:77777777',
  'r2/3001001f': 's400:88888888',
  'r2/0c150003': 'v:99999999',
  a: '1',
  'a1f2e/37010102': 'b70000:aaaaaaaa',
  'a1f2e/e/0037001f': 's3:bbbbbbbb',
  'a1f2e/e/r1/3001001f': 's5:cccccccc',
};

test('values are counted by property type, with the largest text and the largest binary value', (t) => {
  const counted = new ComparedValuesCount();
  counted.add(MAIL);
  t.deepEqual(counted.result, {
    recipients: 3,
    attachments: 1,
    embeddedMessages: 1,
    namedValues: 2,
    deletedValues: 1,
    types: {
      PT_LONG: { values: 2, largestBytes: 0 },
      PT_BOOLEAN: { values: 1, largestBytes: 0 },
      PT_UNICODE: { values: 5, largestBytes: 800 },
      PT_BINARY: { values: 2, largestBytes: 70_000 },
      PT_MV_UNICODE: { values: 2, largestBytes: 0 },
    },
  });
});

test('of several runs the numbers are added, and the largest value counts', (t) => {
  const one = new ComparedValuesCount();
  one.add(MAIL);
  const other = new ComparedValuesCount();
  other.add({ '0037001f': 's1000:11111111', '10f40014': 'v:1' });
  const sum = sumOfComparedValues([one.result, other.result]);
  t.is(sum.recipients, 3);
  t.deepEqual(sum.types['PT_UNICODE'], { values: 6, largestBytes: 2_000 });
  t.deepEqual(sum.types['PT_I8'], { values: 1, largestBytes: 0 });
});

test('nothing is compared of nothing', (t) => {
  t.deepEqual(sumOfComparedValues([]), {
    ...{ recipients: 0, attachments: 0, embeddedMessages: 0, namedValues: 0, deletedValues: 0 },
    types: {},
  });
});
