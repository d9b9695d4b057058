import { callInWords } from '../../recording/ending.js';
import { identityName } from '../../recording/identity.js';
import { refusedLogonInWords } from '../../recording/logon-words.js';
import type { Observation, ObservedCall } from '../../recording/observation.js';
import { outcomeInWords } from '../../recording/outcome-words.js';
import type { Evidence, Judgement, Requirement } from '../requirement.js';
import { conclude, fixedRuns, nothingYet, violation } from '../rules/judge-helpers.js';
import { DURABILITY } from '../rules/losses.js';
import { measuredCount } from '../rules/measured.js';
import { sanitizerReport } from '../rules/memory-errors.js';
import { judgeProbes } from '../rules/probes.js';
import { CLASSIC, judgeReferences, judgeSupport } from '../rules/references.js';
import { queryScenarios } from '../rules/scenario-names.js';
import {
  diedBeforeItsShutdown,
  isCompanion,
  isShutdownCall,
  SHUTDOWN_METHODS,
  shutdownCalls,
} from '../rules/shutdown-calls.js';
import { list } from '../rules/words.js';
import { sources } from '../sources.js';

const EVERY_KIND = ['store', 'transport', 'address-book'] as const;
const WITH_INTERFACE = ['in', 'out'] as const;
const ANY_STANCE = ['in', 'out', 'none'] as const;
const OBJECT_CONTRACT = ['object-contract'] as const;

/** Calls that crash by the letter of another requirement: COM-6 leaves them to it. */
const LEFT_TO_SEQ_5 = { scenario: 'query-refused-then-notify', method: 'NotifyProcessShutdown' } as const;

/** By which lives that died are judged. */
const JUDGING_DEATHS: readonly string[] = [
  'COM-5',
  'COM-7',
  'TIME-4',
  ...DURABILITY,
  ...Array.from({ length: 15 }, (_, index) => `SEQ-${index + 1}`),
  ...Array.from({ length: 7 }, (_, index) => `FAULT-${index + 1}`),
];

/** COM: the object contract. */
export const COM: readonly Requirement[] = [
  {
    id: 'COM-1',
    group: 'COM',
    title: 'Each call of the entry point returns a new provider object',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: ANY_STANCE,
    what: 'The entry point (MSProviderInit and its like) makes a new provider object each time, also within one process.',
    why: 'Each session has a provider object of its own. One object for two sessions is told of the end of both, and shut down by the first that leaves.',
    how: 'The entry point is called twice in one process, and the identities of the two objects are compared.',
    sources: sources('DOC-161', 'DOC-162', 'GAP-45'),
    lookAt:
      'the exported entry point: messageStoreProvider(Class), transportProvider(Class) or addressBookProvider(Class) makes a new object for each call; do not cache it',
    scenarios: OBJECT_CONTRACT,
    explainedBy: [],
    brokenBy: 'same-object-twice.ts',
    judge: (evidence) =>
      judgeProbes(evidence, ['new-object-each-initialisation'], 'two initialisations gave two provider objects'),
  },
  {
    id: 'COM-2',
    group: 'COM',
    title: 'The provider object has IMAPIProviderShutdown',
    strength: 'SHOULD',
    kinds: EVERY_KIND,
    stances: ANY_STANCE,
    what: 'QueryInterface of the provider object for IID_IMAPIProviderShutdown answers S_OK, also where the provider does not want fast shutdown.',
    why: 'Without the interface nobody can tell the provider that the process is about to end, and under the default option the process ends all the same. A caller that compares the answer with S_OK takes the interface for missing when it comes with another code of success.',
    how: 'The provider object is asked for the interface, and its code is compared with S_OK.',
    sources: sources('DOC-038', 'DOC-043', 'DOC-046'),
    lookAt:
      'the provider object (not the logon object): it must answer for IID_IMAPIProviderShutdown; the base classes do',
    scenarios: OBJECT_CONTRACT,
    explainedBy: ['ANS-5'],
    brokenBy: 'gives-the-interface-with-s-false.ts',
    judge: (evidence) =>
      judgeProbes(
        evidence,
        ['has-shutdown-interface', 'shutdown-interface-s-ok'],
        'QueryInterface gives IMAPIProviderShutdown, with S_OK',
      ),
  },
  {
    id: 'COM-3',
    group: 'COM',
    title: 'QueryInterface keeps the rules of identity',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: WITH_INTERFACE,
    what: 'IUnknown asked for through either interface is the same object; QueryInterface is reflexive, symmetric and transitive; its answer for an IID never changes.',
    why: 'MAPI finds the shutdown interface through any interface of the provider object, and knows by its identity whom it has told already.',
    how: 'The provider object is asked for each of its interfaces through each other one, at several times.',
    sources: sources('DOC-184', 'DOC-189'),
    lookAt:
      'QueryInterface of the provider object: one object with an interface map, not a second object for IMAPIProviderShutdown',
    scenarios: OBJECT_CONTRACT,
    explainedBy: [],
    brokenBy: 'wrong-identity.ts',
    judge: (evidence) =>
      judgeProbes(
        evidence,
        ['identity', 'reflexive', 'symmetric', 'transitive', 'stable-answers'],
        'identity holds, and QueryInterface is reflexive, symmetric, transitive and stable',
      ),
  },
  {
    id: 'COM-4',
    group: 'COM',
    title: 'An unknown interface is refused with E_NOINTERFACE',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: ANY_STANCE,
    what: 'QueryInterface for an IID that the object does not have answers E_NOINTERFACE, with a null result.',
    why: 'MAPI tells by this answer what a provider supports. An object that says yes to everything is called in methods that it does not have.',
    how: 'The provider object is asked for an interface id that nobody has.',
    sources: sources('GAP-24', 'DOC-189', 'DOC-190'),
    lookAt: 'QueryInterface of the provider object: its last branch returns E_NOINTERFACE and null',
    scenarios: OBJECT_CONTRACT,
    explainedBy: [],
    brokenBy: 'answers-unknown-interfaces.ts',
    judge: (evidence) =>
      judgeProbes(evidence, ['unknown-interface'], 'an unknown IID gives E_NOINTERFACE and a null result'),
  },
  {
    id: 'COM-5',
    group: 'COM',
    title: 'Reference counts are right, and so is the use of memory',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: ANY_STANCE,
    what: 'QueryInterface adds one reference, Release takes one, the last Release returns 0, and the provider never releases more than it holds nor calls an object that it has released. Of compiled providers, and of them alone, memory is judged as well: they give back what they were given, once, and touch no memory but their own.',
    why: 'A count that is one too low ends the provider in the middle of a session; one too high keeps files open for ever. Memory that is not its own is somebody else in the same process: what the provider saves, or the client.',
    how: 'The counts of the provider object are read around each call; the mock subsystem keeps a ledger of every reference to its own objects over whole sessions. A library that is built with AddressSanitizer, and certified with --asan, is watched by that in every life of every scenario. A provider in JavaScript has no such memory: what breaks this part are variants of the store in C++ (FreesWithTheWrongAllocator and, with --asan, ReadsFreedMemory).',
    sources: sources('DOC-184', 'DOC-187'),
    lookAt:
      'AddRef, Release and QueryInterface of the provider object, every Release of an object that MAPI handed out, and in a compiled provider what MAPIFreeBuffer is given',
    scenarios: CLASSIC,
    explainedBy: ['COM-1', 'COM-3'],
    brokenBy: 'miscounts-references.ts',
    judge: judgeReferences,
  },
  {
    id: 'COM-6',
    group: 'COM',
    title: 'Shutdown methods return an HRESULT, synchronously, and throw nothing',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: WITH_INTERFACE,
    what: 'QueryFastShutdown, NotifyProcessShutdown and DoFastShutdown return a number of 32 bits. They do not throw, they return no promise, and the process does not end in them. Where it ended before they were called, nobody knows.',
    why: 'MAPI is synchronous: the process ends right after the return. A promise is an answer that comes too late, and an exception stops the providers that would be told next.',
    how: 'Every call of the three methods in every scenario is recorded with what came of it. What NotifyProcessShutdown does after a refusal is left to SEQ-5.',
    sources: sources('DOC-040', 'DOC-048', 'DOC-050'),
    lookAt:
      'supportsFastShutdown(), prepareForExit(), persistForExit(): none may be async; on the bare contract return S_OK or a failure code instead of throwing',
    scenarios: queryScenarios,
    suffices: ['object-contract', 'immediate-exit', 'query-refused-then-notify'],
    explainedBy: ['COM-1', 'COM-5'],
    brokenBy: 'returns-a-promise.ts',
    judge: judgeAnswers,
  },
  {
    id: 'COM-7',
    group: 'COM',
    title: 'The support object is kept while logged on, and given back at logoff',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: ANY_STANCE,
    what: 'A provider adds a reference to the support object in its logon, and has released it, like everything else that MAPI handed out, when a classic logoff is through.',
    why: 'Without the reference MAPI frees the object under the provider; without the release MAPI never takes the session apart.',
    how: 'The mock counts the references to its objects from logon to the end of a classic logoff.',
    sources: sources('DOC-168', 'DOC-107'),
    lookAt: 'Logon (AddRef of the support object) and the end of the logoff (Release of it); the base classes do both',
    scenarios: CLASSIC,
    explainedBy: ['COM-1', 'COM-5'],
    brokenBy: 'leaks-support-object.ts',
    judge: judgeSupport,
  },
  {
    id: 'COM-8',
    group: 'COM',
    title: 'What a client opens answers QueryInterface as objects do',
    strength: 'MUST',
    kinds: ['store', 'address-book'],
    stances: ANY_STANCE,
    what: 'Stores, folders, messages, attachments, containers, entries and their tables give, by QueryInterface, the interface that they were opened with and IUnknown, through each the same object; refuse an unknown IID with E_NOINTERFACE and a null result; and count their references. Numbers of AddRef and Release that never move, or are none, tell nothing and are allowed.',
    why: 'Clients and MAPI itself ask an object that they were given for the interface that they need, before they copy, move or submit it. An object that refuses its own interface can be opened, and not be used.',
    how: 'In scenario object-contract, after some work: the store, folders, a message, an attachment and their tables, or a container, an entry and their tables, are opened as a client opens them, and asked.',
    sources: sources('GAP-24', 'DOC-184', 'DOC-189', 'DOC-190'),
    lookAt:
      'QueryInterface of the objects that are opened: each answers for its own interface and those below it; the base classes do. Whoever wraps or proxies them passes QueryInterface on, or answers it for the wrapper',
    scenarios: OBJECT_CONTRACT,
    explainedBy: ['COM-1'],
    brokenBy: 'refuses-interfaces-of-what-it-opens.ts',
    judge: (evidence) =>
      judgeProbes(
        evidence,
        ['opened-interface', 'opened-unknown-interface', 'opened-identity', 'opened-counts'],
        'what a client opens gives its interface and IUnknown, and refuses an unknown IID with E_NOINTERFACE',
      ),
  },
];

function judgeAnswers(evidence: Evidence): Judgement {
  const gathered = nothingYet();
  const seenMethods = new Set<string>();
  const reported = new Set<string>();
  let calls = 0;
  const report = (run: Observation, call: ObservedCall, seen: string, because: string | null): void => {
    const key = `${call.method} ${call.outcome?.kind ?? 'ended'}`;
    if (reported.has(key)) return;
    reported.add(key);
    gathered.violations.push(
      violation(run, `${callInWords(call)} returns an HRESULT before anything else happens`, seen, because),
    );
  };
  for (const run of fixedRuns(evidence)) {
    for (const life of run.lives) {
      const { pendingCall } = life;
      if (!run.identity.control && diedBeforeItsShutdown(life)) {
        gathered.gaps.push(`${identityName(run.identity)} was not shut down: ${life.endingReason ?? life.ending}`);
        gathered.deferredTo.push(...JUDGING_DEATHS);
      }
      for (const call of shutdownCalls(life)) {
        if (run.identity.scenario === LEFT_TO_SEQ_5.scenario && call.method === LEFT_TO_SEQ_5.method) continue;
        if (call.outcome === null) continue;
        calls += 1;
        seenMethods.add(call.method);
        if (call.outcome.kind === 'returned') continue;
        report(run, call, `it ${outcomeInWords(call.outcome)}`, call.outcome.kind === 'promise' ? PROMISE : null);
      }
      if (pendingCall === null || life.ending !== 'died' || !isShutdownCall(pendingCall)) continue;
      if (isCompanion(pendingCall)) continue;
      if (run.identity.scenario === LEFT_TO_SEQ_5.scenario && pendingCall.method === LEFT_TO_SEQ_5.method) continue;
      report(
        run,
        pendingCall,
        life.endingReason ?? 'the process ended',
        sanitizerReport(run, life) ?? 'the call never came back, and no watchdog was at work',
      );
    }
  }
  if (calls === 0) {
    gathered.deferredTo.push('TIME-4');
    gathered.gaps.push(firstRefusedLogon(evidence) ?? 'no method of IMAPIProviderShutdown was called and came back');
  }
  const [first] = gathered.violations;
  return conclude(gathered, {
    pass: `every call of ${list(SHUTDOWN_METHODS.filter((method) => seenMethods.has(method)))} returned an HRESULT`,
    fail: first === undefined ? '' : `expected that ${first.expected}; ${first.seen}`,
    measured: [measuredCount('calls that came back', calls)],
  });
}

/** Who is not logged on is told of no shutdown. */
function firstRefusedLogon(evidence: Evidence): string | null {
  for (const { identity, lives } of fixedRuns(evidence)) {
    const refusal = lives.map(refusedLogonInWords).find((words) => words !== null);
    if (refusal !== undefined) return `${identityName(identity)}: ${refusal}`;
  }
  return null;
}

const PROMISE =
  'the method is async, or returns a promise otherwise: MAPI is synchronous and takes the return for the answer, so the process is gone before the promise settles';
