import type { ObservedWatch } from '#harness/recording/observation.js';
import type { Stance } from '#harness/scenarios/scenario.js';
import { type Behaviour, E_FAIL, MAPI_E_NO_SUPPORT, returns, S_OK, type Write } from './box.js';

const ok = returns(S_OK);
const isDelete = (write: Write): boolean => write.stored === null;

type Activity = ObservedWatch['activities'][number];

/** An interval of the provider's fires so often, by slice. */
export function timing(counts: readonly number[], repeats = true): Activity {
  return { kind: 'timer', what: 'box-store.js:52', repeats, counts };
}

/** The provider's data changes. */
export function writing(counts: readonly number[]): Activity {
  return { kind: 'data', what: 'box.log', repeats: false, counts };
}

/** The provider connects to its server. */
export function connecting(counts: readonly number[]): Activity {
  return { kind: 'connection', what: '127.0.0.1:25', repeats: false, counts };
}

/** A broken provider, as a change of the model. */
export interface Misbehaviour {
  readonly stance?: Stance;
  readonly change: Partial<Behaviour>;
}

/** The broken providers of the catalogue, by the names of their fixtures. */
export const MISBEHAVIOURS: Readonly<Record<string, Misbehaviour>> = {
  'same-object-twice.ts': { change: { probes: { 'new-object-each-initialisation': false } } },
  'wrong-identity.ts': { change: { probes: { identity: false, symmetric: false, 'query-interface-adds-one': false } } },
  'answers-unknown-interfaces.ts': { change: { probes: { 'unknown-interface': false } } },
  'miscounts-references.ts': { change: { probes: { 'release-takes-one': false } } },
  'refuses-interfaces-of-what-it-opens.ts': { change: { probes: { 'opened-interface': false } } },
  'returns-a-promise.ts': { change: { shutdown: () => ({ kind: 'promise' }) } },
  'leaks-support-object.ts': { change: { support: { keeps: true, releases: false } } },
  'answers-s-false.ts': { change: { query: () => returns(1) } },
  'changes-its-mind.ts': { change: { query: (box) => returns(box.queried % 2 === 1 ? S_OK : MAPI_E_NO_SUPPORT) } },
  'refuses-after-abandoned-notify.ts': {
    change: { query: (box) => returns(box.notified > 0 ? MAPI_E_NO_SUPPORT : S_OK) },
  },
  'stops-working-after-query.ts': { change: { accepts: (box) => box.queried === 0 } },
  'slow-query.ts': { change: { takes: (method) => (method === 'QueryFastShutdown' ? 400 : 0.2) } },
  'gives-the-interface-with-s-false.ts': { change: { probes: { 'shutdown-interface-s-ok': false } } },
  'no-interface.ts': { stance: 'none', change: {} },
  'do-fails-when-paused.ts': {
    change: {
      shutdown: (box) => {
        if (box.notified > 0 && box.paused) return returns(E_FAIL);
        box.commit();
        return ok;
      },
    },
  },
  'needs-a-turn-to-commit.ts': {
    change: { shutdown: () => ok, writesLate: (box) => (box.pending.length > 0 ? ['box.log'] : []) },
  },
  'drops-changes-when-refused-by-neighbour.ts': {
    change: {
      logoff: (box) => {
        if (box.queried === 0 || box.savesSinceQuery > 0) box.commit();
      },
    },
  },
  'stops-after-abandoned-notify.ts': { change: { accepts: (box) => box.notified === 0 } },
  'crashes-when-notified-after-refusal.ts': { stance: 'out', change: { crashesSoon: (box) => box.notified > 0 } },
  'commits-only-in-notify.ts': {
    change: {
      notify: (box) => {
        box.commit();
        return ok;
      },
      shutdown: () => ok,
    },
  },
  'fails-second-do.ts': {
    change: {
      shutdown: (box) => {
        box.commit();
        return returns(box.done > 1 ? E_FAIL : S_OK);
      },
    },
  },
  'tells-one-of-two-sessions.ts': {
    change: {
      shutdown: (box, session) => {
        if (session === 0) box.commit();
        return ok;
      },
    },
  },
  'loses-saves-after-notify.ts': {
    change: {
      shutdown: (box) => {
        box.commit(box.notified === 0 ? box.pending : box.pending.slice(0, box.pendingAtNotify));
        return ok;
      },
    },
  },
  'crashes-when-called-after-do.ts': { change: { afterDo: () => 'dies' } },
  'duplicates-on-second-generation.ts': {
    change: {
      shutdown: (box) => {
        const generation = (box.notes.get('generation') ?? 0) + (box.done === 1 ? 1 : 0);
        box.notes.set('generation', generation);
        if (generation > 1) for (const item of box.disk.keys()) box.copies.add(item);
        box.commit();
        return ok;
      },
    },
  },
  'forgets-last-batch.ts': {
    change: {
      shutdown: (box) => {
        box.commit(box.pending.slice(0, -3));
        return ok;
      },
      turn: () => {},
      logoff: (box) => {
        box.commit(box.pending.slice(0, -3));
      },
    },
  },
  'loses-deletes.ts': {
    change: {
      shutdown: (box) => {
        box.commit(box.pending.filter((write) => !isDelete(write)));
        return ok;
      },
      turn: () => {},
      logoff: (box) => {
        box.commit(box.pending.filter((write) => !isDelete(write)));
      },
    },
  },
  'settings-in-memory.ts': {
    change: {
      shutdown: (box) => {
        box.commit(box.pending.filter(({ setting }) => !setting));
        return ok;
      },
      turn: () => {},
      logoff: (box) => {
        box.commit(box.pending.filter(({ setting }) => !setting));
      },
    },
  },
  'changes-entry-ids.ts': { change: { idOf: (_item, stored, life) => `${stored.id}-${life}` } },
  'saves-unsaved-changes.ts': {
    change: {
      unsaved: (box, item, changed) => {
        box.pending.push({ item, stored: changed, phase: 'before-query', setting: false });
      },
    },
  },
  'loses-on-classic-exit.ts': { change: { turn: () => {}, logoff: () => {} } },
  'commits-at-most-5000.ts': {
    change: {
      differsAtScale: true,
      shutdown: (box) => {
        box.commit(box.pending.slice(0, 5_000));
        return ok;
      },
    },
  },
  'slow-do.ts': { change: { takes: (method) => (method === 'DoFastShutdown' ? 6_000 : 0.2) } },
  'quadratic-do.ts': {
    change: { takes: (method, pending) => (method === 'DoFastShutdown' ? (pending * pending) / 1e5 : 0.2) },
  },
  'hangs-in-do.ts': { change: { shutdown: () => 'hangs' } },
  'says-ok-on-a-full-disk.ts': {
    change: {
      shutdown: (box) => {
        if (!box.full) box.commit();
        return ok;
      },
    },
  },
  'believes-its-log-after-a-full-disk.ts': {
    change: {
      shutdown: (box) => {
        if (box.full) {
          box.torn = true;
          return returns(E_FAIL);
        }
        if (!box.torn) box.commit();
        return ok;
      },
    },
  },
  'needs-its-neighbour-in-do.ts': {
    change: {
      shutdown: (box) => {
        if (box.inCompany) return returns(E_FAIL);
        box.commit();
        return ok;
      },
    },
  },
  'corrupts-when-killed-in-do.ts': {
    change: {
      killedInShutdown: (box) => {
        for (const item of [...box.disk.keys()].slice(0, 3)) box.disk.delete(item);
      },
    },
  },
  'leaves-a-lock.ts': {
    change: { killedAtWork: (box) => box.notes.set('lock', 1), opens: (box) => !box.notes.has('lock') },
  },
  'second-instance-destroys.ts': {
    change: { meetsAnother: (box) => box.disk.delete('m2') },
  },
  'removes-the-log-when-it-leaves.ts': {
    change: {
      turn: (box) => {
        if (!box.othersLeft) box.commit();
      },
      shutdown: (box) => {
        if (!box.othersLeft) box.commit();
        return ok;
      },
    },
  },
  'gives-up-when-its-turn-is-late.ts': {
    change: {
      shutdown: (box) => {
        if (!box.waited) box.commit();
        return ok;
      },
    },
  },
  'saves-nothing-when-asked-twice.ts': {
    change: {
      turn: () => {},
      shutdown: (box) => {
        if (box.queried < 2) box.commit();
        return ok;
      },
    },
  },
  'polls-after-notify.ts': { change: { goesOn: () => [connecting([4, 5, 5, 5, 5, 5, 5, 5, 5, 5])] } },
  'opens-a-window.ts': {
    change: { asks: (method) => (method === 'DoFastShutdown' ? 'IMAPISupport::DoProgressDialog' : null) },
  },
  'does-not-resume.ts': {
    change: {
      goesOn: (span) => (span === 'ordinary' ? [timing([1]), writing([1])] : span === 'resumed' ? [timing([1])] : []),
      turn: (box) => {
        if (box.notified === 0) box.commit();
      },
    },
  },
  'writes-after-do.ts': { change: { writesLate: () => ['box.idx'] } },
};
