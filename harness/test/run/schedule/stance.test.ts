import test from 'ava';
import type { CallOutcome } from '#harness/recording/events.js';
import { reasonToStop, type StanceFound, stanceOf } from '#harness/run/schedule/stance.js';
import { answering, call, observation } from '../observation.js';

const identity = { scenario: 'object-contract', control: false, trial: 0, seed: 7 };

const says = test.macro((t, outcome: CallOutcome | null, found: StanceFound) => {
  t.deepEqual(stanceOf(observation(identity, answering(outcome))), found);
});

test('S_OK is opted in', says, { kind: 'returned', hr: 0 }, { stance: 'in', reason: null });
test('another success is opted in', says, { kind: 'returned', hr: 1 }, { stance: 'in', reason: null });
test('a failure is opted out', says, { kind: 'returned', hr: 0x80040102 | 0 }, { stance: 'out', reason: null });
test('an unsigned failure is opted out', says, { kind: 'returned', hr: 0x80040102 }, { stance: 'out', reason: null });
test(
  'an exception is no answer',
  says,
  { kind: 'threw', message: 'oh' },
  { stance: 'unknown', reason: 'QueryFastShutdown threw: oh' },
);
test(
  'a promise is no answer',
  says,
  { kind: 'promise' },
  { stance: 'unknown', reason: 'QueryFastShutdown returned a promise' },
);
test(
  'another value is no answer',
  says,
  { kind: 'not-an-hresult', value: 'undefined' },
  { stance: 'unknown', reason: 'QueryFastShutdown returned undefined, which is no HRESULT' },
);
test('a call in which the process ended is no answer', says, null, {
  stance: 'unknown',
  reason: 'the process ended in QueryFastShutdown',
});

test('without the interface the stance is none', (t) => {
  const probes = [{ probe: 'has-shutdown-interface', holds: false, seen: 'E_NOINTERFACE' }] as const;
  t.deepEqual(stanceOf(observation(identity, { probes })), { stance: 'none', reason: null });
});

test('a process that did not come to the question gives its own reason', (t) => {
  t.deepEqual(stanceOf(observation(identity, { ending: 'died', endingReason: 'logon failed' })), {
    stance: 'unknown',
    reason: 'logon failed',
  });
});

const refusedLogon = {
  calls: [{ ...call('Logon', { kind: 'returned', hr: 0x8004011c | 0 }), interface: 'IABProvider' }],
  probes: [{ probe: 'has-shutdown-interface', holds: true, seen: 'it is there' }],
} as const;

test('a provider that refuses its logon is not asked, and that is why', (t) => {
  t.deepEqual(stanceOf(observation(identity, refusedLogon)), {
    stance: 'unknown',
    reason: 'IABProvider::Logon of box-store answered MAPI_E_UNCONFIGURED (0x8004011C)',
  });
});

test('of a refused logon it is told once what the provider threw last', (t) => {
  const thrown = ['BoxBook.validate()', 'BoxBook.open()'].map((where) => ({
    where,
    name: 'Error',
    message: 'no licence',
    hr: null,
    at: 'box-book.js:3',
  }));
  const reasonOf = (life: Parameters<typeof observation>[1]): string =>
    stanceOf(observation(identity, { ...refusedLogon, thrown, ...life })).reason ?? '';
  t.is(
    reasonOf({}),
    'IABProvider::Logon of box-store answered MAPI_E_UNCONFIGURED (0x8004011C); BoxBook.open() threw Error: no licence, at box-book.js:3',
  );
  t.is(
    reasonOf({ ending: 'died', endingReason: 'it could not go on; BoxBook.open() threw Error: no licence' }),
    'it could not go on; BoxBook.open() threw Error: no licence; IABProvider::Logon of box-store answered MAPI_E_UNCONFIGURED (0x8004011C)',
  );
});

test('of a refused logon it is told what the service entry had made of the profile', (t) => {
  const created = { service: 'box-store', context: 'MSG_SERVICE_CREATE', given: [], hr: 0, changed: [] };
  const configured = { ...created, context: 'MSG_SERVICE_CONFIGURE', given: ['PR_DISPLAY_NAME_W', '0x6600001F'] };
  const reasonWith = (changed: readonly string[]): string | null =>
    stanceOf(observation(identity, { ...refusedLogon, serviceCalls: [created, { ...configured, changed }] })).reason;
  t.regex(
    reasonWith([]) ?? '',
    /UNCONFIGURED \(0x8004011C\)\. Before that, MSGServiceEntry was called with MSG_SERVICE_CREATE and no properties, and answered S_OK \(0x00000000\); MSGServiceEntry was called with MSG_SERVICE_CONFIGURE and PR_DISPLAY_NAME_W, 0x6600001F, and answered S_OK \(0x00000000\)\. Nothing was written into the profile section of its provider: what Logon reads there it has to write by IProviderAdmin::OpenProfileSection/,
  );
  t.regex(reasonWith(['0x6610001F']) ?? '', /and answered S_OK \(0x00000000\), and wrote 0x6610001F$/);
});

test('a hang, or a death in a call, is a reason to stop; another death is not', (t) => {
  const pendingCall = call('DoFastShutdown', null);
  const of = (life: Parameters<typeof observation>[1]): string | null => reasonToStop(observation(identity, life));
  t.is(of({ ending: 'hung', pendingCall }), 'IMAPIProviderShutdown::DoFastShutdown did not return');
  t.is(of({ ending: 'hung' }), 'the process hung');
  t.is(of({ ending: 'died', pendingCall }), 'the process ended in IMAPIProviderShutdown::DoFastShutdown');
  t.is(of({ ending: 'died' }), null);
  t.is(of({ ending: 'killed' }), null);
});
