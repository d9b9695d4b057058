import test from 'ava';
import {
  FAILED,
  type HRESULT,
  HRESULT_CODE,
  HRESULT_FACILITY,
  hresult,
  isCode,
  isHresult,
  SUCCEEDED,
} from '#src/com/hresult.js';
import { E_NOINTERFACE, MAPI_E_NOT_FOUND } from '#src/com/hresult-codes.js';
import { MapiError } from '#src/com/mapi-error.js';

test('hresult gives the same signed number for the signed and the unsigned form', (t) => {
  t.is(Number(hresult(0x80040102)), -2147221246);
  t.is(hresult(0x80040102), hresult(-2147221246));
  t.is(Number(hresult(0xffffffff)), -1);
});

for (const value of [1.5, Number.NaN, Number.POSITIVE_INFINITY, 0x1_0000_0000, -0x8000_0001]) {
  test(`hresult refuses ${value}`, (t) => {
    t.throws(() => hresult(value), { instanceOf: TypeError, message: /integer of 32 bits/ });
    t.false(isHresult(value));
  });
}

test('isHresult accepts both ends of the signed and of the unsigned range', (t) => {
  for (const value of [-0x8000_0000, -1, 0, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff])
    t.true(isHresult(value), `${value}`);
});

test('isHresult refuses what a provider returns by mistake', (t) => {
  for (const value of [undefined, null, true, '0', 0n, {}, Promise.resolve(0)]) t.false(isHresult(value), typeof value);
});

test('S_FALSE and warnings are successes, codes with the sign bit are failures', (t) => {
  for (const value of [0, 1, 0x00040380]) {
    t.true(SUCCEEDED(hresult(value)));
    t.false(FAILED(hresult(value)));
  }
  t.true(FAILED(hresult(0x80004005)));
  t.false(SUCCEEDED(hresult(0x80004005)));
});

test('a code in unsigned form, fresh from a provider, is recognized as a failure', (t) => {
  const fromProvider: unknown = 0x80040102;
  t.true(isHresult(fromProvider) && FAILED(fromProvider) && !SUCCEEDED(fromProvider));
});

test('HRESULT_FACILITY and HRESULT_CODE take a code apart', (t) => {
  t.is(HRESULT_FACILITY(hresult(0x80070005)), 7);
  t.is(HRESULT_FACILITY(hresult(0x00040380)), 4);
  t.is(HRESULT_CODE(hresult(0x8004ffff)), 0xffff);
});

test('isCode knows a code in unsigned and in signed form, and nothing else', (t) => {
  t.true(isCode(0x80004002, E_NOINTERFACE));
  t.true(isCode(0x80004002 | 0, E_NOINTERFACE));
  t.true(isCode(0x8004010f, E_NOINTERFACE, MAPI_E_NOT_FOUND));
  t.false(isCode(0x80004002, MAPI_E_NOT_FOUND));
  t.false(isCode('0x80004002', E_NOINTERFACE));
  t.false(isCode(undefined, E_NOINTERFACE));
});

test('a MapiError made of an unsigned code has the signed one', (t) => {
  t.is(new MapiError(0x8004010f as HRESULT).hr, MAPI_E_NOT_FOUND);
});
