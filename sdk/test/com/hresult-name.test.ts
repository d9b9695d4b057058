import test from 'ava';
import { type HRESULT, hresult } from '#src/com/hresult.js';
import * as codes from '#src/com/hresult-codes.js';
import { formatHresult, hresultName } from '#src/com/hresult-name.js';

const byName = new Map<string, number>(Object.entries(codes));

test('the name of every exported code leads back to the code', (t) => {
  for (const [name, code] of Object.entries(codes)) {
    const found = hresultName(code);
    t.truthy(found, name);
    t.is(byName.get(found ?? ''), code, name);
  }
});

const preferred: [number, string][] = [
  [0x00000000, 'S_OK'],
  [0x00000001, 'S_FALSE'],
  [0x80004002, 'E_NOINTERFACE'],
  [0x80004005, 'MAPI_E_CALL_FAILED'],
  [0x80070005, 'MAPI_E_NO_ACCESS'],
  [0x8007000e, 'MAPI_E_NOT_ENOUGH_MEMORY'],
  [0x80070057, 'MAPI_E_INVALID_PARAMETER'],
];
for (const [value, name] of preferred) {
  test(`0x${value.toString(16)} is shown as ${name}`, (t) => {
    t.is(hresultName(hresult(value)), name);
  });
}

test('a code in unsigned form finds its name too', (t) => {
  t.is(hresultName(0x80040102 as HRESULT), 'MAPI_E_NO_SUPPORT');
});

test('formatHresult shows the name and the hexadecimal form', (t) => {
  t.is(formatHresult(codes.MAPI_E_NO_SUPPORT), 'MAPI_E_NO_SUPPORT (0x80040102)');
  t.is(formatHresult(codes.S_OK), 'S_OK (0x00000000)');
});

test('formatHresult says of an unknown code whether it failed, and its facility', (t) => {
  t.is(formatHresult(hresult(0x80041234)), '0x80041234 (unknown failure, facility ITF)');
  t.is(formatHresult(hresult(0x00041234)), '0x00041234 (unknown success, facility ITF)');
  t.is(formatHresult(hresult(0x80070002)), '0x80070002 (unknown failure, facility WIN32)');
  t.is(formatHresult(hresult(0x80630001)), '0x80630001 (unknown failure, facility 99)');
  t.is(hresultName(hresult(0x80041234)), undefined);
});
