import type { MediumFault, ProviderKind } from '../scenarios/scenario.js';
import type { Step, WatchedSpan } from '../scenarios/step-kinds.js';
import type { FeatureAnswer } from './feature.js';
import type { Hindrances } from './hindrances.js';
import type { PartAspect, Parts } from './parts.js';
import type { ProviderTrait } from './provider-trait.js';
import type { ServiceCall } from './service-call.js';

/** Which requirement's question an item of the workload answers. */
export type ItemCategory =
  | 'created'
  | 'changed'
  | 'setting'
  | 'unsaved'
  | 'bulk'
  | 'folder'
  /** Only of differences: what is not as saved are named properties, embedded messages, large values, or members of lists. */
  | PartAspect
  /** A message that waits in a store's outgoing queue. */
  | 'submitted'
  /** A message that the client submitted, which a transport has to bring to the far side. */
  | 'outbound'
  /** A message of the far side, which a transport has to bring into the store. */
  | 'inbound';

/** Where in the shutdown an item was saved. */
export type Phase = 'before-query' | 'after-query' | 'after-notify' | 'after-shutdown';

/** The parts of a life that can be measured, and in which it can be killed without a word. */
export type Part = 'work' | 'shutdown';

/** Stands in place of the digest of an item of which everything is compared, part by part. */
export const WHOLE = '*';

/** Digests of an item's parts: eight hexadecimal digits each; a part that is not there is absent. */
export interface ItemState {
  /** The text a human knows the item by, for example `m7 v3`. */
  readonly label: string;
  /** The digest over all properties that the client set. */
  readonly properties: string;
  readonly body?: string;
  readonly recipients?: string;
  readonly attachments?: string;
  /** Part by part: for words, and where `properties` is WHOLE, what is compared. */
  readonly parts?: Parts;
  /** The path of the folder, for example `Inbox/Projects`. */
  readonly folder: string;
}

/** The provider under test, or a companion, as the mock subsystem names it. */
export interface ProviderName {
  readonly name: string;
  readonly kind: ProviderKind;
  readonly session: number;
  readonly instance: number;
}

/** What a provider's method did. */
export type CallOutcome =
  | { readonly kind: 'returned'; readonly hr: number }
  | { readonly kind: 'threw'; readonly message: string }
  | { readonly kind: 'promise' }
  | { readonly kind: 'not-an-hresult'; readonly value: string };

/** The answers of one question of the `probe` step. */
export interface ProbeResult {
  /** A stable name, for example `identity-through-each-interface`. */
  readonly probe: ProbeName;
  readonly holds: boolean;
  /** What was seen, in one sentence. */
  readonly seen: string;
}

/** Questions that the steps `probe` and `probe-opened` ask, see host/probe/probe.ts. */
export type ProbeName =
  | 'new-object-each-initialisation'
  | 'has-shutdown-interface'
  | 'shutdown-interface-s-ok'
  | 'identity'
  | 'reflexive'
  | 'symmetric'
  | 'transitive'
  | 'stable-answers'
  | 'unknown-interface'
  | 'query-interface-adds-one'
  | 'release-takes-one'
  | 'last-release-returns-zero'
  /** Of what clients open: see host/probe/probe-opened.ts. */
  | 'opened-interface'
  | 'opened-identity'
  | 'opened-unknown-interface'
  | 'opened-counts';

/**
 * What a provider may do by itself: a timer that fires, a name that is looked up, a connection that is opened, a UDP socket or datagram, a socket
 * that listens, a child process, a worker; and what shows from outside: a change of its data, or of its status row.
 */
export type ActivityKind =
  | 'timer'
  | 'lookup'
  | 'connection'
  | 'datagram'
  | 'server'
  | 'process'
  | 'worker'
  | 'data'
  | 'status';

/** What one line of the journal says, without its number and time. */
export type EventBody =
  | {
      readonly e: 'start';
      readonly scenario: string;
      readonly life: number;
      readonly lives: number;
      readonly control: boolean;
      readonly seed: number;
      readonly pid: number;
      readonly node: string;
      readonly platform: string;
    }
  /** A provider's module is imported: which entry points it exports, and how long that took. */
  | { readonly e: 'loaded'; readonly module: string; readonly entryPoints: readonly string[]; readonly ns: number }
  | { readonly e: 'step'; readonly index: number; readonly do: Step['do'] }
  /** Ordinary work, or the client's calls from Notify to the return of Do, begin or end. */
  | { readonly e: 'part'; readonly part: Part; readonly edge: 'begins' | 'ends' }
  /** The provider is about to write something durable through node:fs, in a life whose writes are counted. */
  | { readonly e: 'write'; readonly part: Part; readonly method: string; readonly file: string }
  /** The subsystem calls a provider. Written before the call. */
  | {
      readonly e: 'call';
      readonly call: number;
      readonly provider: ProviderName;
      readonly interface: string;
      readonly method: string;
    }
  /** The provider came back. */
  | { readonly e: 'return'; readonly call: number; readonly outcome: CallOutcome }
  /** The client calls the subsystem: IMAPIClientShutdown and session methods. Written before the call. */
  | { readonly e: 'client-call'; readonly method: string; readonly session: number }
  | { readonly e: 'client-return'; readonly method: string; readonly session: number; readonly hr: number }
  /** The provider's AddRef and Release of its support object. */
  | {
      readonly e: 'support-reference';
      readonly provider: ProviderName;
      readonly change: 'AddRef' | 'Release';
      readonly count: number;
    }
  /** The provider called a method that shows something to the user, by its qualified name: `IMAPISupport::DoProgressDialog`. */
  | { readonly e: 'support-call'; readonly provider: ProviderName; readonly method: string; readonly hr: number }
  /**
   * In a life that is killed in its work: the client begins with this item, so that the kill may find it on its way. `copies`:
   * it begins as a copy of this one, and has the same name until it is saved with its own.
   */
  | { readonly e: 'doing'; readonly item: string; readonly session: number; readonly copies?: string }
  /** A save was acknowledged: from now on the item has this state. `state` null: deleted; `gone`: no entry id opens it. */
  | ({
      readonly e: 'saved';
      readonly item: string;
      readonly category: ItemCategory;
      readonly session: number;
      readonly phase: Phase;
      readonly state: ItemState | null;
      /** Hexadecimal; absent for settings. */
      readonly entryId?: string;
      readonly gone?: true;
    } & Hindrances)
  /** What must not appear: it was not saved, or taken back (`cancelled`). `state` is the last saved one, null: none. */
  | {
      readonly e: 'unsaved';
      readonly item: string;
      readonly session: number;
      readonly state: ItemState | null;
      readonly what: string;
      readonly cancelled?: true;
    }
  /** A failure that a working store does not give the workload; `mayBe`: one may. Part of it may be done. */
  | {
      readonly e: 'refused';
      readonly item: string;
      readonly session: number;
      readonly phase: Phase;
      readonly method: string;
      readonly hr: number;
      readonly mayBe?: true;
    }
  /** read-back: an item that the store lists. `entryId` is the one it lists it under. */
  | {
      readonly e: 'found';
      readonly item: string;
      readonly session: number;
      readonly state: ItemState;
      readonly entryId?: string;
    }
  /** read-back: an entry id acknowledged in an earlier life was opened. `item` null: it opens something else. */
  | {
      readonly e: 'opened';
      readonly item: string;
      readonly session: number;
      readonly entryId: string;
      readonly hr: number;
      readonly opens: string | null;
      /** Where the object that it opened could not be asked which item it is: the call, and the provider's answer. */
      readonly refused?: { readonly method: string; readonly hr: number };
    }
  /** read-back: a report in the inbox says that a submitted message could not be sent, and names these addresses. */
  | { readonly e: 'returned'; readonly item: string; readonly session: number; readonly addresses?: readonly string[] }
  /** read-back: after all had the time to leave, a submitted message is still in the outgoing queue of its store. */
  | { readonly e: 'queued'; readonly item: string; readonly session: number }
  /**
   * read-back: all that was submitted in this session has left, and then nothing moved for a while. So many messages had
   * arrived at the far side before that, from all sessions: whoever sent them knows it.
   */
  | { readonly e: 'settled'; readonly session: number; readonly deliveries: number }
  /** read-back is complete: this many items were listed. */
  | { readonly e: 'read-back'; readonly session: number; readonly items: number }
  | ({ readonly e: 'service' } & ServiceCall)
  /** What a provider is, where requirements or what is compared depend on it. */
  | { readonly e: 'trait'; readonly kind: ProviderKind; readonly trait: ProviderTrait }
  | ({ readonly e: 'feature'; readonly session: number; readonly phase: Phase } & FeatureAnswer)
  | ({ readonly e: 'probe' } & ProbeResult)
  /** After a logoff: what does not balance, of the objects that the mock handed out. */
  | {
      readonly e: 'references';
      readonly violations: readonly string[];
      readonly leaks: readonly string[];
      /** Where something was leaked: how many references compiled libraries have, by interface. */
      readonly held?: Readonly<Record<string, number>>;
    }
  /** A rule for clients was broken (by the scenario, on purpose). */
  | { readonly e: 'warning'; readonly rule: string; readonly message: string }
  /** linger: a file of the data directory changed after DoFastShutdown had returned. */
  | { readonly e: 'written'; readonly file: string; readonly change: string; readonly afterNs: number }
  /** linger: network connections or other handles the provider opened after DoFastShutdown had returned. */
  | { readonly e: 'connected'; readonly to: string; readonly afterNs: number }
  /**
   * watch: how often one thing went on, by slices of a tenth of a second; slices in which it did no more are left out.
   * `what` says which, or where in the code it comes from; `repeats`: a timer that goes on until it is cleared.
   */
  | {
      readonly e: 'activity';
      readonly span: WatchedSpan;
      readonly kind: ActivityKind;
      readonly what: string;
      readonly repeats: boolean;
      readonly counts: readonly number[];
    }
  /** watch: it is over, after so many milliseconds, and so many whole slices. */
  | { readonly e: 'watched'; readonly span: WatchedSpan; readonly ms: number; readonly slices: number }
  /**
   * The medium of the data has this fault from here on; or it could not be broken, and why. `refusal` is the code of the
   * error with which a write of the host's own was refused right afterwards; null: none was.
   */
  | {
      readonly e: 'medium';
      readonly fault: MediumFault;
      readonly broken: boolean;
      readonly detail: string;
      readonly refusal: string | null;
    }
  /** The medium of the data is whole again from here on; or it could not be mended, and why. */
  | { readonly e: 'healed'; readonly healed: boolean; readonly detail: string }
  /** The life can't go on: logon failed and the like. */
  | { readonly e: 'problem'; readonly what: string; readonly hr?: number }
  /**
   * A method or hook of a provider threw; each case is told once. `name`: of the error. `hr`: the code of a MapiError. `at`: the
   * first place of the stack in the author's own code.
   */
  | {
      readonly e: 'thrown';
      /** For example `BoxStore.persistForExit()`, or `IMSProvider::Logon of box-store`. */
      readonly where: string;
      readonly name: string;
      readonly message: string;
      readonly hr?: number;
      readonly at?: string;
    }
  /** An exception or rejection that nobody caught; the process is about to end by it. */
  | { readonly e: 'uncaught'; readonly message: string; readonly origin: string }
  /** The most memory that the process has taken so far, at the end of a life. */
  | { readonly e: 'resources'; readonly peakRssBytes: number }
  /** The process kills itself now. Nothing may follow. */
  | { readonly e: 'kill'; readonly after: string }
  /** The kill did not end the process. */
  | { readonly e: 'survived-kill' }
  /** An exit handler ran: the process ended in an orderly way. */
  | {
      readonly e: 'exit';
      readonly code: number;
      readonly expected: boolean;
      /** Where in the author's code the process was ended from, where it was ended in a call. */
      readonly at?: string;
    };

/**
 * One line of a journal.
 *
 * `n` counts from 1 without a gap; `t` is nanoseconds of the monotonic clock since the host process began its script.
 */
export type JournalEvent = { readonly n: number; readonly t: number } & EventBody;
