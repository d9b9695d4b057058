import test from 'ava';
import * as codes from '#src/com/hresult-codes.js';

const spotChecks: Record<string, number> = {
  S_OK: 0,
  S_FALSE: 1,
  E_NOTIMPL: 0x80004001,
  E_UNEXPECTED: 0x8000ffff,
  MAPI_E_NO_SUPPORT: 0x80040102,
  MAPI_E_INVALID_OBJECT: 0x80040108,
  MAPI_E_OBJECT_CHANGED: 0x80040109,
  MAPI_E_NOT_FOUND: 0x8004010f,
  MAPI_E_COMPUTED: 0x8004011a,
  MAPI_E_UNKNOWN_ENTRYID: 0x80040201,
  MAPI_W_ERRORS_RETURNED: 0x00040380,
  MAPI_E_NOT_INITIALIZED: 0x80040605,
  MAPI_W_PARTIAL_COMPLETION: 0x00040680,
  MAPI_E_AMBIGUOUS_RECIP: 0x80040700,
};

for (const [name, value] of Object.entries(spotChecks)) {
  test(`${name} has the value of the Microsoft header`, (t) => {
    t.is(new Map<string, number>(Object.entries(codes)).get(name), value | 0);
  });
}

test('each MAPI alias equals its COM code', (t) => {
  t.is(codes.MAPI_E_INTERFACE_NOT_SUPPORTED, codes.E_NOINTERFACE);
  t.is(codes.MAPI_E_CALL_FAILED, codes.E_FAIL);
  t.is(codes.MAPI_E_NO_ACCESS, codes.E_ACCESSDENIED);
  t.is(codes.MAPI_E_NOT_ENOUGH_MEMORY, codes.E_OUTOFMEMORY);
  t.is(codes.MAPI_E_INVALID_PARAMETER, codes.E_INVALIDARG);
});

test('MAPI errors are failures and MAPI warnings successes of facility ITF, the aliases apart', (t) => {
  const aliases = new Set<number>([
    codes.E_NOINTERFACE,
    codes.E_FAIL,
    codes.E_ACCESSDENIED,
    codes.E_OUTOFMEMORY,
    codes.E_INVALIDARG,
  ]);
  for (const [name, code] of Object.entries<number>(codes)) {
    if (name.startsWith('MAPI_E_') && !aliases.has(code)) t.is((code >>> 16).toString(16), '8004', name);
    if (name.startsWith('MAPI_W_')) t.is((code >>> 16).toString(16), '4', name);
  }
});

test('only the five alias pairs share a value', (t) => {
  const values = Object.values<number>(codes);
  t.is(values.length - new Set(values).size, 5);
});
