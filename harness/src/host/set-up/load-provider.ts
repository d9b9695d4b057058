import { setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';
import type { ProviderModule } from '@mapi-kit/sdk';
import type { PlannedProvider } from '../../life/life-plan.js';
import { isNativeLibrary } from '../../life/native-library.js';
import type { CallManner } from '../../native/load-library.js';
import type { ProviderKind } from '../../scenarios/scenario.js';
import { asHost } from '../activity/host-turn.js';
import { errorMessage } from '../error-text.js';
import type { Journal } from '../journal.js';
import { Problem } from '../problem.js';

/** The entry points by which a module shows what kind of provider it is. */
const ENTRY_POINTS = [
  { name: 'MSProviderInit', kind: 'store' },
  { name: 'XPProviderInit', kind: 'transport' },
  { name: 'ABProviderInit', kind: 'address-book' },
] as const satisfies readonly { readonly name: keyof ProviderModule; readonly kind: ProviderKind }[];

/** How often threads of a library's are looked for that wait for JavaScript to be idle, in milliseconds. */
const SERVE_INTERVAL_MS = 2;
/** Somebody looks for them already. */
let serving = false;

/** A provider's module, and what kinds of provider it has. */
export interface LoadedProvider {
  readonly planned: PlannedProvider;
  /** What went wrong between a compiled library and what it was given, in words; of modules there is nothing. */
  readonly faults: () => readonly string[];
  /** How many references a compiled library has to what it was given, by interface; null: it is a module. */
  readonly held: (() => Readonly<Record<string, number>>) | null;
  readonly module: ProviderModule;
  readonly kinds: readonly ProviderKind[];
}

/**
 * Imports a provider's module.
 *
 * @param planned - which one
 * @param manner - how it is called, when it is a compiled library
 * @param journal - told of the entry points, and how long the import took
 * @throws Problem when the import fails, or there is no entry point
 */
export async function loadProvider(
  planned: PlannedProvider,
  manner: CallManner,
  journal: Journal,
): Promise<LoadedProvider> {
  const start = journal.elapsed;
  const { module, faults, held } = await load(planned, manner);
  const found = ENTRY_POINTS.filter(({ name }) => typeof module[name] === 'function');
  journal.write({
    e: 'loaded',
    module: planned.name,
    entryPoints: found.map(({ name }) => name),
    ns: journal.elapsed - start,
  });
  if (found.length === 0) {
    throw new Problem(`${planned.name} exports none of MSProviderInit, XPProviderInit, ABProviderInit`);
  }
  return { planned, faults, held, module: module as ProviderModule, kinds: found.map(({ kind }) => kind) };
}

interface Imported extends Pick<LoadedProvider, 'faults' | 'held'> {
  readonly module: Readonly<Record<string, unknown>>;
}

async function load({ name, url }: PlannedProvider, manner: CallManner): Promise<Imported> {
  try {
    if (!isNativeLibrary(url))
      return { module: (await import(url)) as Imported['module'], faults: () => [], held: null };
  } catch (error) {
    throw new Problem(`${name} cannot be imported: ${errorMessage(error)}`);
  }
  try {
    // No process of a module's provider loads the bridge, nor koffi.
    const { loadLibrary, serveThreads } = await import('../../native/load-library.js');
    const { module, faults, held } = loadLibrary(fileURLToPath(url), manner);
    if (manner.hasTwoThreads && !serving) {
      serving = true;
      asHost(() => setInterval(serveThreads, SERVE_INTERVAL_MS)).unref();
    }
    return { module: { ...module }, faults, held };
  } catch (error) {
    throw new Problem(`${name} cannot be loaded: ${errorMessage(error)}`);
  }
}
