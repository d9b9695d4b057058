import test from 'ava';
import type { Ending, ObservedLife } from '#harness/recording/observation.js';
import { LifeScript, observed } from '../support/recordings.js';

const ok = { kind: 'returned', hr: 0 } as const;

function life(script: LifeScript): ObservedLife {
  const [first] = observed([script]).lives;
  if (first === undefined) throw new Error('no life');
  return first;
}

function upToKill(): LifeScript {
  return new LifeScript().step('shutdown').call('DoFastShutdown', ok).step('kill');
}

const ends = test.macro((t, script: LifeScript, ending: Ending, reason: RegExp | null) => {
  const seen = life(script);
  t.is(seen.ending, ending);
  if (reason === null) t.is(seen.endingReason, null);
  else t.regex(seen.endingReason ?? '', reason);
});

test('a kill with signal, last event and no process left is proven', ends, upToKill().killed(), 'killed', null);
test(
  'on Windows exit code 1 after the kill event is the proof',
  ends,
  upToKill().killed({ exitCode: 1, signal: null, platform: 'win32' }),
  'killed',
  null,
);
test(
  'exit code 1 is no proof elsewhere',
  ends,
  upToKill().killed({ exitCode: 1, signal: null }),
  'unproven',
  /the kill was called for, but the process ended otherwise: exit code 1/,
);
test(
  'another signal is no proof',
  ends,
  upToKill().killed({ signal: 'SIGTERM' }),
  'unproven',
  /otherwise: signal SIGTERM/,
);
test(
  'a kill that never landed is not one',
  ends,
  upToKill().killed({ exitCode: 0, signal: null }),
  'unproven',
  /exit code 0/,
);
test(
  'a process that survived its kill was not killed',
  ends,
  upToKill().killed().write({ e: 'survived-kill' }),
  'unproven',
  /went on living after its kill/,
);
test(
  'an exit handler that runs after the kill disproves it',
  ends,
  upToKill().killed().write({ e: 'exit', code: 0, expected: false }),
  'unproven',
  /an exit handler ran after the kill/,
);
test(
  'any event after the kill disproves it',
  ends,
  upToKill().killed().write({ e: 'warning', rule: 'x', message: 'y' }),
  'unproven',
  /went on after the kill: event "warning"/,
);
test(
  'a process id that is still there disproves the kill',
  ends,
  upToKill().killed({ gone: false }),
  'unproven',
  /process id was still there/,
);
test(
  'a kill by the watchdog is none of the script',
  ends,
  upToKill().killed({ timedOut: true, forced: true }),
  'hung',
  /ended by the watchdog in step "kill", outside any call of the provider$/,
);
test(
  'a process that ends with code 0 in its last step was not killed',
  ends,
  upToKill().ended({ exitCode: 0 }),
  'unproven',
  /ended by itself with code 0 before the kill/,
);
test('an expected exit with code 0 is one', ends, new LifeScript().step('exit').exited(), 'exited', null);
test(
  'an expected exit with another code is not',
  ends,
  new LifeScript().step('exit').exited({ exitCode: 5 }),
  'died',
  /with code 5 instead of 0/,
);
test(
  'an exit in a call names the call',
  ends,
  new LifeScript()
    .step('shutdown')
    .call('DoFastShutdown', null)
    .write({ e: 'exit', code: 3, expected: false })
    .ended({ exitCode: 3 }),
  'died',
  /ended by itself with code 3 in IMAPIProviderShutdown::DoFastShutdown of box-store/,
);
test(
  'an exit outside a call names the step',
  ends,
  new LifeScript().step('wait').ended({ exitCode: 0 }),
  'died',
  /with code 0 in step "wait", outside any call of the provider/,
);
test(
  'an exception names itself',
  ends,
  new LifeScript()
    .step('wait')
    .write({ e: 'uncaught', message: 'Error: boom', origin: 'timer' })
    .ended({ exitCode: 1 }),
  'died',
  /an exception that nobody caught .* in step "wait".*: Error: boom/,
);
test(
  'a crash names its signal',
  ends,
  new LifeScript().step('work').ended({ exitCode: null, signal: 'SIGSEGV' }),
  'died',
  /ended by SIGSEGV \(segmentation fault\) in step "work"$/,
);
const THROUGH_WINE = { signal: null, platform: 'win32', throughWine: true };
test(
  'a crash through Wine names the code that it has the lowest byte of',
  ends,
  new LifeScript().step('work').ended({ ...THROUGH_WINE, exitCode: 5 }),
  'died',
  /crashed with exit code 5, of 0xC0000005 \(access violation\) in step "work"$/,
);
test(
  'an exception that crosses the boundary of a DLL is named through Wine',
  ends,
  new LifeScript().step('work').ended({ ...THROUGH_WINE, exitCode: 67 }),
  'died',
  /crashed with exit code 67, of 0x20474343 \(C\+\+ exception that nobody caught\) in step "work"$/,
);
test(
  'code 5 of a process that is none of Windows is no crash',
  ends,
  new LifeScript().step('work').ended({ exitCode: 5 }),
  'died',
  /ended by itself with code 5 in step "work"/,
);
test(
  'a kill through Wine is proven by the code of TerminateProcess',
  ends,
  upToKill().killed({ ...THROUGH_WINE, exitCode: 1 }),
  'killed',
  null,
);
test(
  'another code after the kill disproves it through Wine',
  ends,
  upToKill().killed({ ...THROUGH_WINE, exitCode: 0 }),
  'unproven',
  /the kill was called for, but the process ended otherwise: exit code 0$/,
);
test(
  'a crash of a compiled library names the call that was under way',
  ends,
  new LifeScript().step('work').ended({ exitCode: null, signal: 'SIGSEGV', nativeCall: 'IMessage::SaveChanges' }),
  'died',
  /ended by SIGSEGV \(segmentation fault\) in step "work", in IMessage::SaveChanges of the library$/,
);
test(
  'a crash of a compiled library outside any call names the one that had returned last',
  ends,
  new LifeScript().step('linger').ended({
    exitCode: null,
    signal: 'SIGFPE',
    lastNativeCall: 'IMAPIProviderShutdown::DoFastShutdown',
  }),
  'died',
  /ended by SIGFPE \(arithmetic error\) in step "linger", .*, after IMAPIProviderShutdown::DoFastShutdown of the library had returned$/,
);
test(
  'an exception that leaves a compiled library is told with its text',
  ends,
  new LifeScript().step('work').ended({
    exitCode: null,
    signal: 'SIGABRT',
    nativeCall: 'IMessage::SetProps',
    stderrTail: "terminate called after throwing an instance of 'std::runtime_error'\n  what():  no room\n",
  }),
  'died',
  /SetProps of the library: terminate called after throwing an instance of 'std::runtime_error' what\(\): no room$/,
);
test(
  'what AddressSanitizer has found says where, and in which call',
  ends,
  new LifeScript().step('work').ended({
    exitCode: null,
    signal: 'SIGABRT',
    nativeCall: 'IMessage::SaveChanges',
    memoryError: 'heap-use-after-free in Message::Save() (message.cpp:12)',
  }),
  'died',
  /^AddressSanitizer ended the process in step "work", in IMessage::SaveChanges of the library: heap-use-after-free in Message::Save\(\) \(message\.cpp:12\)$/,
);
test(
  'what AddressSanitizer has found counts also where the kill came while it reported',
  ends,
  upToKill().killed({ memoryError: 'heap-buffer-overflow' }),
  'died',
  /^AddressSanitizer ended the process in step "kill".*: heap-buffer-overflow$/,
);
test(
  'the watchdog names the call of a compiled library that did not come back',
  ends,
  new LifeScript()
    .step('work')
    .ended({ exitCode: null, signal: 'SIGKILL', timedOut: true, forced: true, nativeCall: 'IMessage::SetProps' }),
  'hung',
  /^ended by the watchdog in step "work", in IMessage::SetProps of the library$/,
);
test(
  'a problem says what it is',
  ends,
  new LifeScript()
    .step('logon')
    .write({ e: 'problem', what: 'OpenMsgStore failed', hr: 0x80040600 | 0 })
    .ended({ exitCode: 70 }),
  'died',
  /could not go on: OpenMsgStore failed: MAPI_E_CORRUPT_STORE \(0x80040600\)/,
);
test(
  'the watchdog names the call it hung in',
  ends,
  new LifeScript()
    .step('shutdown')
    .call('DoFastShutdown', null)
    .ended({ signal: 'SIGKILL', exitCode: null, timedOut: true, forced: true }),
  'hung',
  /in IMAPIProviderShutdown::DoFastShutdown of box-store/,
);
test(
  'an end from outside is no result',
  ends,
  new LifeScript().step('work').ended({ signal: 'SIGKILL', exitCode: null, forced: true }),
  'broken',
  /ended from outside in step "work"$/,
);
test(
  'a process that did not start is no result',
  ends,
  new LifeScript().ended({ spawnError: 'ENOMEM' }),
  'broken',
  /ENOMEM/,
);
test(
  'a journal that could not be written is no result, even with a kill in it',
  ends,
  upToKill().killed({ journalError: 'ENOSPC' }),
  'broken',
  /the journal could not be written: ENOSPC/,
);

test('a journal without a start is no result', (t) => {
  const script = new LifeScript();
  script.events.length = 0;
  const seen = life(script.ended({ exitCode: 1, stderrTail: 'node:internal\nError: no such module\n' }));
  t.is(seen.ending, 'broken');
  t.is(seen.endingReason, 'the process wrote nothing to its journal (exit code 1): Error: no such module');
});

test('a call that did not come back is pending, and the ones that did have their times', (t) => {
  const seen = life(
    new LifeScript().call('NotifyProcessShutdown', ok, 4).call('DoFastShutdown', null).ended({ exitCode: 1 }),
  );
  t.is(seen.calls.length, 2);
  const [notify] = seen.calls;
  t.is(((notify?.returnedAt ?? 0) - (notify?.calledAt ?? 0)) / 1e6, 4);
  t.is(seen.pendingCall?.method, 'DoFastShutdown');
  t.is(seen.pendingCall?.returnedAt, null);
});

test('lists of a provider that goes on and on are bounded, and its shutdown calls are kept', (t) => {
  const script = new LifeScript();
  for (let i = 0; i < 2_000; i += 1) {
    script.call('OpenEntry', ok, 0, undefined, 'IMSLogon');
    script.write({ e: 'refused', item: `m${i}`, session: 0, phase: 'before-query', method: 'Save', hr: -1 });
  }
  const seen = life(script.call('DoFastShutdown', ok).killed());
  t.is(seen.calls.length, 501);
  t.is(seen.calls.at(-1)?.method, 'DoFastShutdown');
  t.is(seen.refused.length, 50);
});

test('references, support objects and warnings are folded', (t) => {
  const provider = { name: 'box-store', kind: 'store', session: 1, instance: 1 } as const;
  const seen = life(
    new LifeScript()
      .write({ e: 'support-reference', provider, change: 'AddRef', count: 2 })
      .write({ e: 'support-reference', provider, change: 'Release', count: 1 })
      .write({ e: 'support-call', provider, method: 'GetMemAllocRoutines', hr: 0 })
      .write({ e: 'references', violations: ['released twice'], leaks: [] })
      .write({ e: 'warning', rule: 'call-after-do', message: 'text' })
      .write({ e: 'resources', peakRssBytes: 1 })
      .exited(),
  );
  t.deepEqual(seen.supportReferences, [{ provider, addRefs: 1, releases: 1, lastCount: 1 }]);
  t.is(seen.supportCalls[0]?.method, 'GetMemAllocRoutines');
  t.deepEqual(seen.references, { violations: ['released twice'], leaks: [] });
  t.deepEqual(seen.warnings, [{ rule: 'call-after-do', message: 'text' }]);
  t.is(seen.peakRssBytes, 1);
});

test('the timeline shows the last save, the shutdown calls and the end, of the first life only', (t) => {
  const first = new LifeScript()
    .saved('m1', { label: 'm1 v1', properties: '', folder: '' })
    .saved('m2', { label: 'm2 v1', properties: '', folder: '' })
    .call('OpenEntry', ok, 0, undefined, 'IMSLogon')
    .write({ e: 'client-call', method: 'IMAPIClientShutdown::DoFastShutdown', session: 0 })
    .call('DoFastShutdown', ok)
    .write({ e: 'client-return', method: 'IMAPIClientShutdown::DoFastShutdown', session: 0, hr: 0 })
    .killed();
  const second = new LifeScript().call('QueryFastShutdown', ok).exited();
  t.deepEqual(
    observed([first, second]).timeline.map((event) => (event.e === 'saved' ? event.item : event.e)),
    ['m2', 'client-call', 'call', 'return', 'client-return', 'kill'],
  );
});

const crashing = { name: 'mapi-certify crashing-store', kind: 'store', session: 0, instance: 2 } as const;

test(
  'a companion that ends the process in its own turn is no fault of anybody',
  ends,
  new LifeScript()
    .step('shutdown')
    .call('DoFastShutdown', null, 0, crashing)
    .write({ e: 'exit', code: 134, expected: false })
    .ended({ exitCode: 134 }),
  'killed-by-companion',
  null,
);

test(
  'a provider that does the same has died',
  ends,
  new LifeScript()
    .step('shutdown')
    .call('DoFastShutdown', null)
    .write({ e: 'exit', code: 134, expected: false })
    .ended({ exitCode: 134 }),
  'died',
  /^the process ended by itself with code 134 in IMAPIProviderShutdown::DoFastShutdown of box-store/,
);
test(
  'a crash on Windows is named by its NTSTATUS, and by the call that it was in',
  ends,
  new LifeScript().step('logon').call('Logon', null).ended({ exitCode: 0xc0000005, platform: 'win32' }),
  'died',
  /crashed with exit code 0xC0000005 \(access violation\) in \w+::Logon of /,
);
test(
  'a crash code as Node may also give it, negative, has the same name',
  ends,
  new LifeScript().step('work').ended({ exitCode: 0xc00000fd | 0, platform: 'win32' }),
  'died',
  /exit code 0xC00000FD \(stack overflow\) in step "work"/,
);
test(
  'a signal is named also where something was refused before',
  ends,
  new LifeScript()
    .step('read-back')
    .write({ e: 'problem', what: 'a folder cannot be read', hr: -2147024891 })
    .ended({ exitCode: null, signal: 'SIGBUS' }),
  'died',
  /^the process was ended by SIGBUS \(bus error\) in step "read-back"; before that: a folder cannot be read/,
);
test(
  'an answer that is none is told beside what the life could not go on for',
  ends,
  new LifeScript()
    .step('logon')
    .call('MSProviderInit', { kind: 'promise' })
    .write({ e: 'problem', what: 'OpenMsgStore failed', hr: -2147418113 })
    .ended({ exitCode: 70 }),
  'died',
  /go on: OpenMsgStore failed: E_UNEXPECTED \(0x8000FFFF\); \S+::MSProviderInit of \S+ returned a promise$/,
);
test(
  'what was thrown is told beside what the life could not go on for',
  ends,
  new LifeScript()
    .step('logon')
    .write({ e: 'thrown', where: 'Box.open()', name: 'Error', message: 'no such folder', at: 'box.js:12' })
    .write({ e: 'problem', what: 'IMAPISession::OpenMsgStore failed', hr: -2147467259 })
    .ended({ exitCode: 3 }),
  'died',
  /OpenMsgStore failed: MAPI_E_CALL_FAILED \(0x80004005\); Box\.open\(\) threw Error: no such folder, at box\.js:12$/,
);
