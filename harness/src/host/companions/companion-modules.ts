import type { ProviderModule } from '@mapi-kit/sdk';
import { type Companion, companionName } from '../../scenarios/companions.js';
import type { KillTrigger } from '../kill/kill-trigger.js';

/**
 * Loads the companions that a life needs, and no others: most lives need none.
 *
 * @param companions - which ones
 * @param killTrigger - told when a companion reaches the point at which the process ends
 * @returns by the name under which profiles refer to each
 */
export async function companionModules(
  companions: readonly Companion[],
  { endProcess }: Pick<KillTrigger, 'endProcess'>,
): Promise<readonly (readonly [string, ProviderModule])[]> {
  const modules: (readonly [string, ProviderModule])[] = [];
  for (const companion of new Set(companions)) {
    // Its module is that of the provider under test.
    if (companion !== 'second-store') modules.push([companionName(companion), await load(companion, endProcess)]);
  }
  return modules;
}

async function load(companion: Exclude<Companion, 'second-store'>, endProcess: () => never): Promise<ProviderModule> {
  switch (companion) {
    case 'mail-store':
      return (await import('./mail-store.js')).mailStore;
    case 'refusing-store':
      return (await import('./refusing-store.js')).refusingStore;
    case 'agreeing-store':
      return (await import('./agreeing-providers.js')).agreeingStore;
    case 'agreeing-transport':
      return (await import('./agreeing-providers.js')).agreeingTransport;
    case 'agreeing-address-book':
      return (await import('./agreeing-providers.js')).agreeingAddressBook;
    case 'throwing-transport':
      return (await import('./disturbing-providers.js')).throwingTransport;
    case 'slow-transport':
      return (await import('./disturbing-providers.js')).slowTransport;
    case 'hanging-store':
      return (await import('./disturbing-providers.js')).hangingStore(endProcess);
    case 'crashing-store':
      return (await import('./disturbing-providers.js')).crashingStore;
  }
}
