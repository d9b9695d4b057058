import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderModule } from '@mapi-kit/sdk';
import { type FastShutdownPolicy, fixedPolicy, regFilePolicy, Subsystem } from '@mapi-kit/sdk/subsystem';
import type { LifePlan } from '../../life/life-plan.js';
import { parseProfile } from '../../life/profile-values.js';
import { type Companion, companionName } from '../../scenarios/companions.js';
import { companionModules } from '../companions/companion-modules.js';
import { errorMessage } from '../error-text.js';
import type { Journal } from '../journal.js';
import type { KillTrigger } from '../kill/kill-trigger.js';
import { Problem } from '../problem.js';
import type { ThrownLog } from '../thrown.js';
import { createService } from './create-service.js';
import { journalObserver } from './journal-observer.js';
import type { LoadedProvider } from './load-provider.js';

/** Who hears of what the providers do. */
export interface Heard {
  readonly journal: Journal;
  readonly thrown: ThrownLog;
  readonly killTrigger: KillTrigger;
}

/** The profile of a session, counted from 0. */
export function profileName(session: number): string {
  return `session-${session + 1}`;
}

/**
 * Sets up the mock subsystem, and in a run's first life the profiles.
 *
 * @throws Problem when a profile or the option cannot be read or written
 */
export async function setUp(
  plan: LifePlan,
  providers: readonly LoadedProvider[],
  { journal, thrown, killTrigger }: Heard,
): Promise<Subsystem> {
  const companions = companionsOf(plan, providers);
  try {
    const modules = new Map<string, ProviderModule>(await companionModules(companions, killTrigger));
    providers.forEach(({ module }, index) => {
      modules.set(dllName(index), module);
    });
    const subsystem = new Subsystem({
      profileDirectory: plan.profileDirectory,
      modules,
      fastShutdownPolicy: policyOf(plan),
      observer: { ...journalObserver(journal, thrown), receiving: (_, message) => killTrigger.watchInbound(message) },
    });
    // All profiles of a run are made in its first life.
    if (!subsystem.profiles.hasProfile(profileName(0)))
      await makeProfiles({ subsystem, journal, plan }, providers, companions);
    return subsystem;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(`the profile cannot be set up: ${errorMessage(error)}`);
  }
}

/** Those of the scenario, and the store without which a transport has nothing to do. */
function companionsOf(plan: LifePlan, providers: readonly LoadedProvider[]): readonly Companion[] {
  const has = (kind: string): boolean => providers.some(({ kinds }) => kinds.some((each) => each === kind));
  const postbox: readonly Companion[] = has('transport') && !has('store') ? ['mail-store'] : [];
  return [...postbox, ...plan.companions.filter((each) => each !== 'second-store' || canBeTwo(providers))];
}

/** Whether one more store can be added of a provider: not where that takes an entry point, or settings of an account. */
function canBeTwo([provider, ...others]: readonly LoadedProvider[]): boolean {
  if (provider === undefined || others.length > 0) return false;
  const { kinds, module, planned } = provider;
  const isStore = kinds.length === 1 && kinds.includes('store');
  return isStore && module.MSGServiceEntry === undefined && Object.keys(planned.profile).length === 0;
}

function dllName(index: number): string {
  return `provider-${index + 1}`;
}

/** What import leaves out of the registry file is said once, before anything runs. */
const saidByTheParent = (): void => {};

function policyOf({ option, regFile }: LifePlan): FastShutdownPolicy {
  return regFile === null ? fixedPolicy(option) : regFilePolicy(regFile, { warn: saidByTheParent });
}

/** What profiles are made with. */
interface Making {
  readonly subsystem: Subsystem;
  readonly journal: Journal;
  readonly plan: LifePlan;
}

async function makeProfiles(
  making: Making,
  providers: readonly LoadedProvider[],
  companions: readonly Companion[],
): Promise<void> {
  const { subsystem, plan } = making;
  for (const [session, folder] of plan.dataDirectories.entries()) {
    const profile = profileName(session);
    subsystem.profiles.createProfile(profile);
    const first = companions.filter(comesFirst);
    for (const companion of first) addCompanion(subsystem, plan, session, companion);
    for (const [index, provider] of providers.entries()) {
      const dataDirectory = providers.length === 1 ? folder : join(folder, dllName(index));
      mkdirSync(dataDirectory, { recursive: true });
      await addProvider(making, session, provider, { dllName: dllName(index), dataDirectory });
    }
    for (const companion of companions)
      if (!first.includes(companion)) addCompanion(subsystem, plan, session, companion);
  }
}

/** Within a kind, MAPI calls providers in the order of the profile: whoever disturbs the others comes before them. */
function comesFirst(companion: Companion): boolean {
  return companion === 'throwing-transport' || companion === 'slow-transport';
}

async function addProvider(
  { subsystem, journal, plan }: Making,
  session: number,
  { planned, kinds, module }: LoadedProvider,
  place: { readonly dllName: string; readonly dataDirectory: string },
): Promise<void> {
  const { profiles } = subsystem;
  const values = await parseProfile(planned.profile);
  const farSide = plan.farSide?.settings[session] ?? {};
  const isFirstStore = !profiles.listProviders(profileName(session)).some(({ kind }) => kind === 'store');
  const added = kinds.map((kind) => ({
    ...place,
    ...values,
    // What the user says of a far side of his own goes before the harness's.
    settings: { ...farSide, ...values.settings },
    kind,
    displayName: planned.name,
    ...(kind === 'store' ? { isDefault: isFirstStore } : {}),
  }));
  for (const provider of added) profiles.addProvider(profileName(session), provider);
  const [first] = added;
  if (first !== undefined && module.MSGServiceEntry !== undefined) {
    createService({ subsystem, journal, profile: profileName(session), session }, first);
  }
}

function addCompanion({ profiles }: Subsystem, plan: LifePlan, session: number, companion: Companion): void {
  const kind = companion.endsWith('transport')
    ? 'transport'
    : companion.endsWith('address-book')
      ? 'address-book'
      : 'store';
  const dataDirectory = join(plan.companionDirectory, `${companion}-${session + 1}`);
  mkdirSync(dataDirectory, { recursive: true });
  const name = companionName(companion);
  const isDefault = companion === 'mail-store';
  profiles.addProvider(profileName(session), {
    kind,
    dllName: companion === 'second-store' ? dllName(0) : name,
    displayName: name,
    dataDirectory,
    ...(kind === 'store' ? { isDefault } : {}),
  });
}
