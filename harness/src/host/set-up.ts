import type { ProviderModule } from '@mapi-kit/sdk';
import { type FastShutdownPolicy, fixedPolicy, regFilePolicy, Subsystem } from '@mapi-kit/sdk/subsystem';
import type { LifePlan } from '../life/life-plan.js';
import { parseProfile } from '../life/profile-values.js';
import { COMPANION_DLL, companionModule } from './companion.js';
import type { Journal } from './journal.js';
import { Problem } from './life.js';
import type { LoadedProvider } from './load.js';
import { journalObserver } from './observer.js';

/** Under which name profiles refer to the module of the provider under test. */
const PROVIDER_DLL = 'provider-under-test';

/** The profile of a session, counted from 0. */
export function profileName(session: number): string {
  return `session-${session + 1}`;
}

/**
 * Whether a store is one of the harness's own. The provider under test goes by no fixed name: the workload renames its
 * store, and a store may announce itself in its profile as it likes.
 */
export function isCompanion({ companions }: Pick<LifePlan, 'companions'>, name: string): boolean {
  return companions.some((companion) => companion === name);
}

/**
 * Sets up the mock subsystem, and in a run's first life the profiles.
 *
 * @throws Problem when a profile or the option cannot be read or written
 */
export async function setUp(plan: LifePlan, loaded: LoadedProvider, journal: Journal): Promise<Subsystem> {
  try {
    const modules = new Map<string, ProviderModule>([[PROVIDER_DLL, loaded.module]]);
    if (plan.companions.length > 0) modules.set(COMPANION_DLL, companionModule);
    const subsystem = new Subsystem({
      profileDirectory: plan.profileDirectory,
      modules,
      fastShutdownPolicy: policyOf(plan),
      observer: journalObserver(journal, (name) => (isCompanion(plan, name) ? name : plan.providerName)),
    });
    // All profiles of a run are made in its first life.
    if (!subsystem.profiles.hasProfile(profileName(0))) await makeProfiles(subsystem, plan, loaded);
    return subsystem;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(`the profile cannot be set up: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function policyOf({ option, regFile }: LifePlan): FastShutdownPolicy {
  return regFile === null ? fixedPolicy(option) : regFilePolicy(regFile);
}

async function makeProfiles(subsystem: Subsystem, plan: LifePlan, { kinds }: LoadedProvider): Promise<void> {
  const { profiles } = subsystem;
  const values = await parseProfile(plan.profile);
  for (const [session, dataDirectory] of plan.dataDirectories.entries()) {
    const name = profileName(session);
    profiles.createProfile(name);
    const provider = { dllName: PROVIDER_DLL, displayName: plan.providerName, ...values, dataDirectory };
    for (const kind of kinds) {
      profiles.addProvider(name, { ...provider, kind, ...(kind === 'store' ? { isDefault: true } : {}) });
    }
    for (const displayName of plan.companions) {
      profiles.addProvider(name, { kind: 'store', dllName: COMPANION_DLL, displayName, isDefault: false });
    }
  }
}
