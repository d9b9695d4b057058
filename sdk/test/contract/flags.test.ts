import test from 'ava';
import * as flags from '#src/contract/flags.js';
import * as common from '#src/contract/flags-common.js';
import * as property from '#src/contract/flags-property.js';
import * as search from '#src/contract/flags-search.js';
import * as session from '#src/contract/flags-session.js';
import * as status from '#src/contract/flags-status.js';
import * as store from '#src/contract/flags-store.js';
import * as table from '#src/contract/flags-table.js';
import * as transport from '#src/contract/flags-transport.js';

const spotChecks: [string, number][] = [
  ['MAPI_UNICODE', 0x80000000],
  ['FORCE_SAVE', 4],
  ['CURRENT_SPI_VERSION', 0x00010010],
  ['MAPI_NO_MAIL', 0x8000],
  ['MDB_WRITE', 4],
  ['LOGOFF_ORDERLY', 2],
  ['LOGOFF_OUTBOUND_QUEUE', 0x80000],
  ['NOTIFY_BEGIN_OUTBOUND', 2],
  ['END_RESEND_LATER', 0x20000],
  ['MODRECIP_REMOVE', 8],
  ['STORE_UNICODE_OK', 0x40000],
  ['PRIO_NONURGENT', -1],
  ['fnevExtended', 0x80000000],
  ['TABLE_RELOAD', 9],
  ['RES_COMMENT', 10],
  ['STATUS_OUTBOUND_FLUSH', 0x400000],
  ['MAPI_TRANSPORT_PROVIDER', 36],
];
for (const [name, value] of spotChecks) {
  test(`${name} has the value of the Microsoft header`, (t) => {
    t.is(new Map<string, number>(Object.entries(flags)).get(name), value);
  });
}

test('flags.js offers every flag of every family', (t) => {
  t.deepEqual(
    { ...flags },
    { ...common, ...property, ...search, ...session, ...status, ...store, ...table, ...transport },
  );
});

test('every flag is an unsigned integer of 32 bits, PRIO_NONURGENT apart', (t) => {
  for (const [name, value] of Object.entries(flags)) {
    if (name !== 'PRIO_NONURGENT') t.is(value >>> 0, value, name);
  }
});
