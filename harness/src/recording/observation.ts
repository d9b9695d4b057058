import type { MediumFault } from '../scenarios/scenario.js';
import type { Step, WatchedSpan } from '../scenarios/step-kinds.js';
import type { ComparedValues } from './compared-values.js';
import type {
  ActivityKind,
  CallOutcome,
  ItemCategory,
  ItemState,
  JournalEvent,
  Part,
  Phase,
  ProbeResult,
  ProviderName,
} from './events.js';
import type { FeatureAnswer } from './feature.js';
import type { ScenarioIdentity } from './identity.js';
import type { PartAspect } from './parts.js';
import type { ProviderTrait } from './provider-trait.js';
import type { LifeFacts, Script } from './recording.js';
import type { ServiceCall } from './service-call.js';

/** A call of a provider's method. */
export interface ObservedCall {
  readonly provider: ProviderName;
  readonly interface: string;
  readonly method: string;
  /** Nanoseconds on the life's clock. */
  readonly calledAt: number;
  /** Null: it never came back. */
  readonly returnedAt: number | null;
  readonly outcome: CallOutcome | null;
}

/** A call of the client: IMAPIClientShutdown, or Logoff. */
export interface ObservedClientCall {
  readonly method: string;
  readonly session: number;
  readonly calledAt: number;
  readonly returnedAt: number | null;
  readonly hr: number | null;
}

/** What became of a provider's support object in a life. MAPI's own first reference is not an AddRef. */
export interface ObservedSupportReferences {
  readonly provider: ProviderName;
  readonly addRefs: number;
  readonly releases: number;
  readonly lastCount: number;
}

/** What a method or hook of a provider threw. */
export interface ObservedThrown {
  /** For example `BoxStore.persistForExit()`. */
  readonly where: string;
  /** The name of the error. */
  readonly name: string;
  readonly message: string;
  /** The code of a MapiError. */
  readonly hr: number | null;
  /** The first place of the stack in the author's own code. */
  readonly at: string | null;
}

/** What went on while a life was watched. */
export interface ObservedWatch {
  readonly span: WatchedSpan;
  readonly ms: number;
  /** How many slices of about a tenth of a second it took. */
  readonly slices: number;
  readonly activities: readonly {
    readonly kind: ActivityKind;
    /** Which one, or where in the code it comes from. */
    readonly what: string;
    /** A timer that goes on until it is cleared. */
    readonly repeats: boolean;
    /** By slice; later ones are zero. */
    readonly counts: readonly number[];
  }[];
}

/** How a life ended. */
export type Ending =
  /** Killed by itself, and proven: signal seen, nothing after the kill event, no exit handler, pid gone. */
  | 'killed'
  /** Ended with code 0 after its last step, as the script says. */
  | 'exited'
  /** The watchdog ended it. */
  | 'hung'
  /** Ended in another way: exit or crash of the provider's making. */
  | 'died'
  /** A companion ended it in its own turn, as the scenario wants: no doing of the provider under test. */
  | 'killed-by-companion'
  /** A kill was called for, but can't be proven. */
  | 'unproven'
  /** The harness itself failed: not spawned, journal not written. */
  | 'broken';

/** One life, folded. Sizes are bounded: of long lists only the first entries are kept. */
export interface ObservedLife {
  readonly facts: LifeFacts;
  readonly ending: Ending;
  /** Why the ending is not the one the script says; null when it is. */
  readonly endingReason: string | null;
  /** The script's last step was reached. */
  readonly complete: boolean;
  readonly lastStep: string | null;
  /** What it was to do. */
  readonly steps: readonly Step[];
  readonly calls: readonly ObservedCall[];
  readonly clientCalls: readonly ObservedClientCall[];
  /** The call of a provider that was under way when the life ended. */
  readonly pendingCall: ObservedCall | null;
  /** What the providers under test are, where requirements depend on it. */
  readonly traits: readonly ProviderTrait[];
  /** What they do that not every provider does, or have said that they do not, in order. */
  readonly features: readonly (FeatureAnswer & {
    readonly session: number;
    readonly phase: Phase;
    readonly at: number;
  })[];
  /** How long each part of the life took, null: it did not end; and how many durable writes were seen in it. */
  readonly parts: Readonly<Record<Part, { readonly ns: number | null; readonly writes: number }>>;
  readonly probes: readonly ProbeResult[];
  /** The calls of the entry points of message services. */
  readonly serviceCalls: readonly ServiceCall[];
  /** By provider: the AddRefs and Releases of its support object, and the count after the last of them. */
  readonly supportReferences: readonly ObservedSupportReferences[];
  readonly supportCalls: readonly {
    readonly provider: ProviderName;
    readonly method: string;
    readonly hr: number;
    readonly at: number;
  }[];
  readonly references: {
    readonly violations: readonly string[];
    readonly leaks: readonly string[];
    /** Where something was leaked: how many references compiled libraries have, by interface. */
    readonly held?: Readonly<Record<string, number>>;
  } | null;
  readonly refused: readonly {
    readonly item: string;
    readonly phase: Phase;
    readonly method: string;
    readonly hr: number;
    readonly at: number;
    /** An earlier life was not refused it. */
    readonly lost?: true;
  }[];
  readonly written: readonly { readonly file: string; readonly change: string; readonly afterNs: number }[];
  readonly connected: readonly { readonly to: string; readonly afterNs: number }[];
  /** In the order of the script. */
  readonly watches: readonly ObservedWatch[];
  /** What became of the medium of the data; null: nobody was to break it. */
  readonly medium: {
    readonly fault: MediumFault;
    readonly broken: boolean;
    readonly detail: string;
    readonly refusal: string | null;
    /** What became of it when it was to be whole again; null: nobody was to mend it in this life. */
    readonly healing: { readonly healed: boolean; readonly detail: string } | null;
  } | null;
  readonly problems: readonly { readonly what: string; readonly hr: number | null }[];
  readonly uncaught: readonly string[];
  /** What methods and hooks of the providers have thrown, each case once. */
  readonly thrown: readonly ObservedThrown[];
  readonly warnings: readonly { readonly rule: string; readonly message: string }[];
  /** The most memory that the process had taken before its end. */
  readonly peakRssBytes: number | null;
  /** Items listed by this life's read-back; null: it did not read back. */
  readonly itemsListed: number | null;
  /** Saves acknowledged in this life, and the time of the last one. */
  readonly savesAcknowledged: number;
  readonly lastSaveAt: number | null;
  readonly killedAt: number | null;
}

/** How an item in a later life differs from what was acknowledged. */
export type DifferenceKind =
  /** Acknowledged, not there. */
  | 'lost'
  /** There, in an older or other state. */
  | 'changed'
  /** Deleted, there again. */
  | 'undeleted'
  /** There more than once. */
  | 'duplicated'
  /** A message on its way: it arrived again, and no kill explains it. */
  | 'repeated'
  /** A message that could not be sent: the user was told so once more, and no kill explains it. */
  | 'told-again'
  /** A message on its way: it has arrived, and is still in the outgoing queue. */
  | 'stuck'
  /** A message on its way: the far side has refused a recipient, and nobody was told so. */
  | 'unreported'
  /** Never saved, there all the same (or its unsaved change is). */
  | 'unsaved-appeared'
  /** Its entry id opens nothing, or something else. */
  | 'entry-id-broken'
  /** Nobody saved it. */
  | 'unknown';

/** One item that is not as it was acknowledged. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly item: string;
  readonly category: ItemCategory;
  readonly session: number;
  readonly phase: Phase;
  /** The life (0-based) in which it was last saved, and when. */
  readonly savedInLife: number;
  readonly savedAt: number;
  /** The life (0-based) whose read-back shows the difference. */
  readonly seenInLife: number;
  /** In words: `message "m7 v3" in Inbox/Projects (saved at 12.481 ms, acknowledged S_OK)`. */
  readonly expected: string;
  /** In words: `subject "m7 v1"`, `nothing`. */
  readonly seen: string;
}

/** What the comparison of all lives' saves with all later read-backs shows. */
export interface LedgerOutcome {
  /** Items whose state was acknowledged and is known at the end, by category. */
  readonly acknowledged: Readonly<Record<ItemCategory, number>>;
  /** Of these, the ones found exactly as acknowledged in the last read-back. */
  readonly found: Readonly<Record<ItemCategory, number>>;
  /** Of the acknowledged items, how many have a part of each of these sorts. */
  readonly aspects: Readonly<Record<PartAspect, number>>;
  /** What the last read-back compared, value by value. */
  readonly values: ComparedValues;
  /** How many differences of each kind there are, by category. */
  readonly counts: readonly {
    readonly kind: DifferenceKind;
    readonly category: ItemCategory;
    readonly count: number;
  }[];
  /** The first differences of each kind and category (at most 5 each). */
  readonly differences: readonly Difference[];
  /** What the transport has carried of none of the messages that had it, in words; absent: nothing of the sort. */
  readonly notCarried?: readonly string[];
  /**
   * What of the messages that a transport has fetched has reached the store of none of them; absent: everything, or nothing was
   * fetched.
   */
  readonly notBrought?: readonly string[];
  /** How many submitted messages had a recipient whom the far side refuses; absent: none. */
  readonly withRefused?: number;
  /** How many of the lost messages a report in the inbox says could not be sent; absent: none. */
  readonly returned?: number;
  /** How often all that was sent had arrived, and nothing moved any more, before the client left; absent: never. */
  readonly settled?: number;
  /** The read-back of the last life was complete. */
  readonly readBackComplete: boolean;
}

/** A run of a scenario, folded to what judges need. */
export interface Observation {
  readonly identity: ScenarioIdentity;
  readonly script: Script;
  readonly lives: readonly ObservedLife[];
  readonly ledger: LedgerOutcome;
  /** The ways in which the far side of transports was told to answer, in order; absent where it was never told. */
  readonly farSideModes?: readonly string[];
  /** The events of the fast-shutdown calls and the end of the first told life, for the timeline of a report. */
  readonly timeline: readonly JournalEvent[];
}

export type { ItemState };
