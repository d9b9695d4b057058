import type { Requirement } from '../requirement.js';
import { HEALING_MEDIA, judgeHealingMedia } from '../rules/healing-media.js';
import { atWork, inShutdown, judgeKills } from '../rules/kills.js';
import { judgeMedia, MEDIA } from '../rules/media.js';
import { judgeOtherInstances } from '../rules/second-instance.js';
import { neighbourHadItsTurn } from '../rules/seq-rules.js';
import { judgeSequence } from '../rules/sequence.js';
import { sources } from '../sources.js';

const EVERY_KIND = ['store', 'transport', 'address-book'] as const;
const IN = ['in'] as const;

const NEIGHBOURS = ['throwing-neighbour', 'slow-neighbour', 'hanging-neighbour', 'crashing-neighbour'] as const;

/** What breaks every exit, or every next life, breaks each of these too. */
const EVERY_EXIT = [
  'COM-5',
  'COM-6',
  'TIME-4',
  'DUR-1',
  'DUR-2',
  'DUR-3',
  'DUR-4',
  'DUR-5',
  'DUR-6',
  'DUR-7',
  'SEQ-1',
  'SEQ-2',
] as const;

/** FAULT: when things go wrong. */
export const FAULT: readonly Requirement[] = [
  {
    id: 'FAULT-1',
    group: 'FAULT',
    title: 'On a broken medium S_OK of Do is still a promise',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    apart: true,
    what: 'The disk is full, or read-only, or a file may not grow any more, when Notify and Do come. DoFastShutdown answers S_OK only when everything acknowledged is durable all the same; any other answer promises nothing. What was safe before is undamaged, and the next life, whose medium is whole again, opens.',
    why: 'A client that gets S_OK ends the process. A write that failed and was not reported is lost without anybody knowing.',
    how: 'Scenarios disk-full, disk-read-only and file-size-limit: a life that is shut down properly, then one in which the medium breaks between its saves and Notify. On Linux the data lies on a small file system of its own (mounted by root, or in a user namespace), which is shrunk to what is on it, or made read-only; file sizes are limited with prlimit to that of the largest file of the data. A fault counts as tried when a write was refused: one of the harness’s own right afterwards, a save, or Do. What cannot be tried on a machine is named. For transports that is the outbox: what is not taken over stays with the spooler.',
    sources: sources('DOC-050', 'DOC-051', 'GAP-18'),
    lookAt:
      'persistForExit(): an error of a write must leave it as an exception (MapiError), so that DoFastShutdown fails; and a write that failed half-way must be taken back',
    scenarios: MEDIA,
    // Who relies on Notify to save cannot try again in Do.
    explainedBy: [...EVERY_EXIT, 'SEQ-6', 'SEQ-10', 'SEQ-12'],
    brokenBy: 'says-ok-on-a-full-disk.ts',
    judge: judgeMedia,
  },
  {
    id: 'FAULT-2',
    group: 'FAULT',
    title: 'A kill inside Notify or Do damages nothing that was safe before',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'A process that is killed in the middle of its shutdown has made no promise for what it saved in this life: each item is there whole, or not at all, or as it was before. But the next life opens, and what was safe before is as it was.',
    why: 'The client may lose patience, and the system may lose power or end the process at its own shutdown, while the provider is still writing.',
    how: 'Scenario killed-in-shutdown: a life that is shut down properly, one that is measured, then twelve that are killed inside Notify or Do, all on the same data: six all over the time that the measured life took, six before and after one of its durable writes, where the seed says. Each life reads everything back before it goes on. Writes of native code are not seen; then all twelve are points in time.',
    sources: sources('DOC-050', 'DOC-198', 'GAP-21'),
    lookAt:
      'persistForExit() and commit(): write beside what is there and switch over in one step (a transaction, a rename, a log that is appended to); never overwrite in place. Then open(): it must take what a cut write has left',
    scenarios: ['killed-in-shutdown'],
    explainedBy: [...EVERY_EXIT, 'SEQ-12'],
    brokenBy: 'corrupts-when-killed-in-do.ts',
    judge: (evidence) =>
      judgeKills(evidence, { scenario: 'killed-in-shutdown', where: 'inside Notify and Do', isThere: inShutdown }),
  },
  {
    id: 'FAULT-3',
    group: 'FAULT',
    title: 'After a kill in ordinary work the next life opens',
    strength: 'SHOULD',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'A process that is killed while the client works, also while the provider writes in the background, leaves data that the next life opens and reads. What was acknowledged and not yet durable may be missing; nothing is half there, and what was safe before is as it was.',
    why: 'Clients crash. A lock, a temporary file or half a record that a crash leaves behind must not keep the user from his data.',
    how: 'Scenario killed-at-work: a life that is shut down properly, one that is measured, then six that are killed in it: four at points in time all over the work, with a pause for background work in its middle, two before and after a durable write. Each life reads everything back before it goes on.',
    sources: sources('DOC-198', 'GAP-21'),
    lookAt:
      'open(): take over locks whose owner is gone, and leave out what a cut write has left; commit(): write so that any part of it can be told from a whole',
    scenarios: ['killed-at-work'],
    explainedBy: [...EVERY_EXIT, 'SEQ-12', 'FAULT-2'],
    brokenBy: 'leaves-a-lock.ts',
    judge: (evidence) =>
      judgeKills(evidence, { scenario: 'killed-at-work', where: 'in ordinary work', isThere: atWork }),
  },
  {
    id: 'FAULT-4',
    group: 'FAULT',
    title: 'A neighbour that misbehaves costs this provider nothing',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    apart: true,
    what: 'Another provider in the profile throws, takes its time, hangs or crashes in its turn of the shutdown. This one is told as ever, answers S_OK to Notify and Do, and everything that was acknowledged is there in the next life.',
    why: 'A profile has providers of several makers. What one of them does must not cost the others anything, and a provider that counts on being called at once, or on the others being well, does not keep its own promise.',
    how: 'Scenarios throwing-neighbour and slow-neighbour, with a transport of the harness that MAPI calls before this provider; hanging-neighbour and crashing-neighbour, with a store that is called after it and ends the process. A second life reads everything back.',
    sources: sources('DOC-021', 'DOC-050', 'GAP-18'),
    lookAt:
      'persistForExit(): it depends on nothing but the own data; not on how long ago prepareForExit() was, nor on what other providers do',
    scenarios: NEIGHBOURS,
    explainedBy: [...EVERY_EXIT, 'SEQ-10'],
    brokenBy: 'gives-up-when-its-turn-is-late.ts',
    judge: (evidence) =>
      judgeSequence(evidence, NEIGHBOURS, {
        when: 'with a neighbour that throws, is slow, hangs or crashes',
        success: ['NotifyProcessShutdown', 'DoFastShutdown'],
        also: neighbourHadItsTurn,
      }),
  },
  {
    id: 'FAULT-5',
    group: 'FAULT',
    title: 'A second process on the same data damages nothing',
    strength: 'SHOULD',
    kinds: ['store', 'address-book'],
    stances: IN,
    apart: true,
    what: 'While a client works, another process logs on to the same profile, for example one that the last exit has left behind. The provider refuses the second logon, or a save, with an HRESULT, or it works for both. Neither process hangs or dies of the other, nothing that was promised in either is lost or damaged, and the next life opens with what both have left behind.',
    why: 'A client that seems to be gone may still be there when the user starts the next one. Two processes that each write what they have in mind take turns in destroying what the other one has saved.',
    how: 'Scenario second-instance: after a life that is shut down properly one that works on; in its middle a second process logs on, saves ten messages or entries, and is shut down and killed, while the first one stands still; then the first one goes on, is shut down and killed. A further life reads everything back. Without a transport: those are with the one spooler of the machine.',
    sources: sources('DOC-050', 'DOC-198', 'GAP-26'),
    lookAt:
      'open(): a lock that names its process, or a database that several processes may open; commit(): never write at a place, or from a copy in memory, that another process may have made old',
    scenarios: ['second-instance'],
    explainedBy: [...EVERY_EXIT, 'SEQ-12', 'FAULT-3'],
    brokenBy: 'second-instance-destroys.ts',
    judge: (evidence) =>
      judgeOtherInstances(evidence, {
        scenario: 'second-instance',
        who: 'a second process on the same data',
        because: 'two processes worked on the same data at the same time',
      }),
  },
  {
    id: 'FAULT-6',
    group: 'FAULT',
    title: 'After a broken medium is whole again S_OK of Do is a promise again',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    changes: true,
    what: 'The disk is full, or a file may not grow, for a while; then there is room again, and the process goes on. What the client saved before, meanwhile and afterwards, and what was acknowledged, is there in the next life when the last DoFastShutdown answered S_OK. That is so, too, where a first DoFastShutdown failed on the full disk, and a second one, after there was room, answered S_OK. A save may be refused, which promises neither the change nor its absence, and DoFastShutdown may go on failing: a provider that can no longer keep its promise makes none.',
    why: 'Many databases and logs are not the same after a write that failed: half a record stays behind, what is written after it is acknowledged, and the next opening stops there. Users make room and work on.',
    how: 'Scenarios disk-full-for-a-while and file-size-limit-for-a-while: a life that saves, breaks the medium, saves, waits for background work, mends the medium, saves, waits, saves and is shut down; and on the same data one whose medium breaks after its saves and is mended after a first DoFastShutdown, before a second one. A last life reads everything back. The medium is broken as for FAULT-1, and mended by giving it its size, or the limit, back. What cannot be tried on a machine is named. It does not apply to a transport that only fetches mail, and writes nothing.',
    sources: sources('DOC-050', 'DOC-051', 'GAP-18'),
    lookAt:
      'recover(), and commit() where it fails: take back what was half written, or close the database and open it again, before anything else is written; and let DoFastShutdown fail until that has succeeded',
    scenarios: HEALING_MEDIA,
    explainedBy: [...EVERY_EXIT, 'FAULT-1', 'SEQ-6', 'SEQ-7', 'SEQ-10', 'SEQ-12'],
    brokenBy: 'believes-its-log-after-a-full-disk.ts',
    judge: judgeHealingMedia,
  },
  {
    id: 'FAULT-7',
    group: 'FAULT',
    title: 'Another process that leaves the classic way takes nothing from this one',
    strength: 'SHOULD',
    kinds: ['store', 'address-book'],
    stances: IN,
    what: 'While a client works, another process logs on to the same profile, saves and leaves the classic way; the first one works on, and a third process comes and goes. Each is refused with an HRESULT, or works. What the first one saves after another has gone is there in the next life, as is everything else that was promised: the DoFastShutdown of the first one, and each classic logoff, is a promise.',
    why: 'A process that leaves in order tidies up: it rotates or removes a log that another one writes to, gives back a lock that is not its own, folds a copy in memory that has become old into the file. The first process hears nothing of it, and what it saves goes nowhere.',
    how: 'Scenario other-instances-leave: after a life that is shut down properly one that saves and waits until that may be durable; then a second process logs on, saves ten messages or entries, logs off and exits, while the first one stands still; the first one saves on, a third process does as the second, the first one saves again, is shut down and killed. A further life reads everything back. Without a transport: those are with the one spooler of the machine.',
    sources: sources('DOC-050', 'DOC-198', 'GAP-26'),
    lookAt:
      'close(): tidy up only what is your own, under a lock that says that nobody else is there; and a process that has not got the lock must not give it back. A POSIX lock of a process is gone as soon as the process closes any descriptor of that file',
    scenarios: ['other-instances-leave'],
    explainedBy: [...EVERY_EXIT, 'DUR-8', 'SEQ-12', 'FAULT-3', 'FAULT-5'],
    brokenBy: 'removes-the-log-when-it-leaves.ts',
    judge: (evidence) =>
      judgeOtherInstances(evidence, {
        scenario: 'other-instances-leave',
        who: 'two further processes on the same data, which left in order',
        because: 'other processes came and left the classic way, while this one was at work on the same data',
      }),
  },
];
