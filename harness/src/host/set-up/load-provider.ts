import type { ProviderModule } from '@mapi-kit/sdk';
import type { PlannedProvider } from '../../life/life-plan.js';
import type { ProviderKind } from '../../scenarios/scenario.js';
import { errorMessage } from '../error-text.js';
import type { Journal } from '../journal.js';
import { Problem } from '../problem.js';

/** The entry points by which a module shows what kind of provider it is. */
const ENTRY_POINTS = [
  { name: 'MSProviderInit', kind: 'store' },
  { name: 'XPProviderInit', kind: 'transport' },
  { name: 'ABProviderInit', kind: 'address-book' },
] as const satisfies readonly { readonly name: keyof ProviderModule; readonly kind: ProviderKind }[];

/** A provider's module, and what kinds of provider it has. */
export interface LoadedProvider {
  readonly planned: PlannedProvider;
  readonly module: ProviderModule;
  readonly kinds: readonly ProviderKind[];
}

/**
 * Imports a provider's module.
 *
 * @param planned - which one
 * @param journal - told of the entry points, and how long the import took
 * @throws Problem when the import fails, or there is no entry point
 */
export async function loadProvider(planned: PlannedProvider, journal: Journal): Promise<LoadedProvider> {
  const start = journal.elapsed;
  let module: Record<string, unknown>;
  try {
    module = (await import(planned.url)) as Record<string, unknown>;
  } catch (error) {
    throw new Problem(`${planned.name} cannot be imported: ${errorMessage(error)}`);
  }
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
  return { planned, module: module as ProviderModule, kinds: found.map(({ kind }) => kind) };
}
