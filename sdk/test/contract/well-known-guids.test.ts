import test from 'ava';
import { type Guid, guidToBytes } from '#src/com/guid.js';
import {
  MAPI_ONE_OFF_UID,
  MUID_PROFILE_INSTANCE,
  PS_MAPI,
  PS_PROFILE_PROPERTIES,
  PS_PUBLIC_STRINGS,
} from '#src/contract/well-known-guids.js';

const expected: [string, Guid, string][] = [
  ['PS_MAPI', PS_MAPI, '2803020000000000c000000000000046'],
  ['PS_PUBLIC_STRINGS', PS_PUBLIC_STRINGS, '2903020000000000c000000000000046'],
  ['MUID_PROFILE_INSTANCE', MUID_PROFILE_INSTANCE, '8503020000000000c000000000000046'],
  ['MAPI_ONE_OFF_UID', MAPI_ONE_OFF_UID, '812b1fa4bea310199d6e00dd010f5402'],
  ['PS_PROFILE_PROPERTIES', PS_PROFILE_PROPERTIES, '9815ac08aab0101a8c9308002b2a56c2'],
];
for (const [name, id, hex] of expected) {
  test(`${name} has the bytes of the Microsoft header`, (t) => {
    t.is(Buffer.from(guidToBytes(id)).toString('hex'), hex);
  });
}
