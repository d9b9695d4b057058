import { formatHresult, hresult } from '@mapi-kit/sdk';
import { exceptionInWords } from '../recording/ending.js';
import type { CallOutcome, JournalEvent } from '../recording/events.js';
import { itemInWords, noun } from '../recording/item-words.js';
import { duration } from './numbers.js';
import { plain } from './text.js';

/** How far a row's arrow goes. */
export type Reach =
  /** From the client to the subsystem, which answers itself. */
  | 'subsystem'
  /** From the client through the subsystem to the provider. */
  | 'provider'
  /** From the client to the provider's object, without the subsystem. */
  | 'direct'
  /** From the subsystem to the provider: a further call for the same call of the client. */
  | 'onward'
  /** From the subsystem back to the client. */
  | 'answer'
  /** From the provider to the subsystem. */
  | 'support'
  /** No arrow: something that happened. */
  | 'none';

/** One line of a timeline, before it is drawn. */
export interface TimelineRow {
  readonly reach: Reach;
  /** The method, written on the arrow. */
  readonly label: string;
  /** Nanoseconds on the life's clock. */
  readonly at: number;
  readonly result: string;
  /** The result is one that harms. */
  readonly bad: boolean;
}

interface OpenRow {
  reach: Reach;
  readonly label: string;
  readonly at: number;
  result: string;
  bad: boolean;
  saves: number;
}

/** Something that happened, and is no call. */
export interface Happening {
  /** One line, safe to print. */
  readonly text: string;
  /** It harms. */
  readonly bad: boolean;
  /** It is a step of the client's script, which begins. */
  readonly isStep: boolean;
}

/** Names in a timeline: what goes without saying is not said. */
export interface TimelineNames {
  /** The provider under test, as the mock subsystem names it. */
  readonly provider: string;
  /**
   * Of a whole life: what is said of an event that is no call, null: nothing. Each save has a row of its own then. Only calls,
   * and what harms, unless given.
   */
  readonly happening?: (event: JournalEvent) => Happening | null;
}

/** The label of a row that is a step of the client's script. */
export const STEP = 'step';

function codeText(hr: number): string {
  return formatHresult(hresult(hr)).replace(/^S_OK .*$/u, 'S_OK');
}

function outcomeText(outcome: CallOutcome): { readonly result: string; readonly bad: boolean } {
  switch (outcome.kind) {
    case 'returned':
      return { result: codeText(outcome.hr), bad: false };
    case 'threw':
      return { result: `threw: ${plain(outcome.message)}`, bad: true };
    case 'promise':
      return { result: 'returned a promise', bad: true };
    case 'not-an-hresult':
      return { result: `returned ${plain(outcome.value)}, not an HRESULT`, bad: true };
  }
}

/** `IMAPISession::Logoff` is `Logoff`: the lanes say whose it is. */
function methodName(method: string): string {
  return method.slice(method.lastIndexOf(':') + 1);
}

/** Reference counting is noise here, unless it goes wrong. */
function isReferenceCounting(method: string): boolean {
  return method === 'AddRef' || method === 'Release' || method === 'QueryInterface';
}

/** How long DoFastShutdown took says whether it did anything; of the others only what can be felt. */
function tellsTime(label: string, ms: number): boolean {
  return ms >= 1 || (label === 'DoFastShutdown' && ms >= 0.1);
}

function methodOf(event: JournalEvent & { readonly e: 'saved' }): string {
  if (event.category === 'setting') return 'SaveChanges';
  if (event.state === null) return 'Delete';
  return event.category === 'folder' ? 'CreateFolder' : 'SaveChanges';
}

/** Which item, with what a human knows it by. */
function savedInWords({ category, state, item }: JournalEvent & { readonly e: 'saved' }): string {
  return state === null ? `${noun(category, item)} ${item}` : itemInWords(category, state, item);
}

/**
 * Turns the events of a life into the rows of its timeline.
 *
 * A call of the client and the call of the provider that it caused are one row; consecutive saves are one row.
 *
 * @param events - the events of one life, in their order
 * @param names - what goes without saying
 * @returns the rows, without the end of the life
 */
export function timelineRows(events: readonly JournalEvent[], names: TimelineNames): TimelineRow[] {
  const rows: OpenRow[] = [];
  const callRows = new Map<number, OpenRow>();
  const severalSessions = events.some((event) => {
    return ('session' in event && event.session > 0) || ('provider' in event && event.provider.session > 0);
  });
  const uneventful = new Set(
    events.flatMap((event) => (event.e === 'return' && event.outcome.kind === 'returned' ? [event.call] : [])),
  );
  let clientRow: OpenRow | null = null;
  let answers: number[] = [];
  const push = (reach: Reach, label: string, at: number, result = '', bad = false): OpenRow => {
    const row: OpenRow = { reach, label, at, result, bad, saves: 0 };
    rows.push(row);
    return row;
  };

  for (const event of events) {
    switch (event.e) {
      case 'client-call':
        clientRow = push('subsystem', methodName(event.method), event.t, 'never returned', true);
        answers = [];
        break;
      case 'call': {
        const method = methodName(event.method);
        if (isReferenceCounting(method) && uneventful.has(event.call)) break;
        const free = clientRow !== null && clientRow.reach === 'subsystem' && clientRow.label === method;
        const row: OpenRow = free && clientRow ? clientRow : push('onward', '', event.t, 'never returned', true);
        if (free) row.reach = 'provider';
        const who = [
          event.provider.name === names.provider ? '' : plain(event.provider.name),
          severalSessions ? `session ${event.provider.session + 1}` : '',
          clientRow?.label === method ? '' : method,
        ].filter((part) => part !== '');
        const note = who.length === 0 ? '' : `${who.join(', ')}: `;
        row.result = `${note}never returned`;
        callRows.set(event.call, row);
        break;
      }
      case 'return': {
        const row = callRows.get(event.call);
        if (row === undefined) break;
        const { result, bad } = outcomeText(event.outcome);
        const took = (event.t - row.at) / 1e6;
        row.result =
          row.result.replace(/never returned$/u, '') +
          result +
          (tellsTime(row.label, took) ? ` after ${duration(took)}` : '');
        row.bad = bad;
        if (event.outcome.kind === 'returned') answers.push(event.outcome.hr);
        break;
      }
      case 'client-return':
        if (clientRow?.reach === 'subsystem') {
          clientRow.result = codeText(event.hr);
          clientRow.bad = false;
        } else if (clientRow !== null && (answers.length === 0 || answers.some((hr) => hr !== event.hr))) {
          push('answer', '', event.t, `the client gets ${codeText(event.hr)}`);
        }
        clientRow = null;
        break;
      case 'saved': {
        const label = methodOf(event);
        if (names.happening !== undefined) {
          push('direct', `${label} ${plain(savedInWords(event))}`, event.t, 'S_OK');
          break;
        }
        const what = event.category === 'setting' ? 'settings' : event.state && `"${plain(event.state.label)}"`;
        const last = rows.at(-1);
        const saves = last !== undefined && last.saves > 0 && last.reach === 'direct' ? last.saves + 1 : 1;
        if (saves > 1) rows.pop();
        const row = push('direct', label, event.t, `S_OK${what === null ? '' : ` ${what}`}`);
        row.saves = saves;
        if (saves > 1) row.result += `, the last of ${saves}`;
        break;
      }
      case 'refused':
        push('direct', methodName(event.method), event.t, codeText(event.hr), true);
        break;
      case 'support-call':
        push('support', '', event.t, `calls ${methodName(event.method)}: ${codeText(event.hr)}`, true);
        break;
      case 'written':
        push(
          'none',
          '',
          event.t,
          `${plain(event.file)} ${event.change} ${duration(event.afterNs / 1e6)} after Do`,
          true,
        );
        break;
      case 'connected':
        push('none', '', event.t, `connects to ${plain(event.to)} ${duration(event.afterNs / 1e6)} after Do`, true);
        break;
      case 'problem':
        push('none', '', event.t, plain(event.what) + (event.hr === undefined ? '' : `: ${codeText(event.hr)}`), true);
        break;
      case 'uncaught':
        push('none', '', event.t, `${event.origin}: ${plain(exceptionInWords(event.message))}`, true);
        break;
      default: {
        const said = names.happening?.(event) ?? null;
        if (said !== null) push('none', said.isStep ? STEP : '', event.t, said.text, said.bad);
      }
    }
  }
  return rows.map(({ reach, label, at, result, bad }) => ({ reach, label, at, result, bad }));
}
