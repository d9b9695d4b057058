import { Buffer } from 'node:buffer';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { guid, guidToBytes } from '../com/guid.js';
import {
  MAPI_AB_PROVIDER,
  MAPI_PROFSECT,
  MAPI_STORE_PROVIDER,
  MAPI_TRANSPORT_PROVIDER,
  STATUS_DEFAULT_STORE,
} from '../contract/flags.js';
import {
  PR_AB_PROVIDERS,
  PR_DISPLAY_NAME_W,
  PR_MAPI_KIT_DATA_DIRECTORY_W,
  PR_MAPI_KIT_SETTINGS_W,
  PR_OBJECT_TYPE,
  PR_PROFILE_NAME_W,
  PR_PROVIDER_DLL_NAME_W,
  PR_PROVIDER_UID,
  PR_RESOURCE_FLAGS,
  PR_RESOURCE_TYPE,
  PR_SEARCH_KEY,
  PR_STORE_PROVIDERS,
  PR_TRANSPORT_PROVIDERS,
} from '../contract/property-tags.js';
import { findValue, PROP_ID, type PropTag, propValue, type SPropValue } from '../contract/property-types.js';
import type { MAPIUID } from '../contract/structures.js';
import { MUID_PROFILE_INSTANCE } from '../contract/well-known-guids.js';
import type { ProviderKind } from './observer.js';
import { Profile, type ProfileProvider } from './profile.js';

/** A provider to be added to a profile. */
export interface NewProvider {
  /** What it is. */
  readonly kind: ProviderKind;
  /** Under which name the subsystem finds its module (PR_PROVIDER_DLL_NAME). */
  readonly dllName: string;
  /** How users and reports call it. */
  readonly displayName: string;
  /** Properties for the provider's section. */
  readonly properties?: readonly SPropValue[] | undefined;
  /** Settings of the provider's author: they become PR_MAPI_KIT_SETTINGS_W, one `key=value` each. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
  /** The folder where the provider keeps its data: PR_MAPI_KIT_DATA_DIRECTORY_W. */
  readonly dataDirectory?: string | undefined;
  /** Whether a store is the default one; the first store of a profile is, until another is. */
  readonly isDefault?: boolean | undefined;
}

const LONGEST_NAME = 64;
const resourceTypes: Readonly<Record<ProviderKind, number>> = {
  store: MAPI_STORE_PROVIDER,
  transport: MAPI_TRANSPORT_PROVIDER,
  'address-book': MAPI_AB_PROVIDER,
};
const listTags: Readonly<Record<ProviderKind, PropTag<Uint8Array>>> = {
  store: PR_STORE_PROVIDERS,
  transport: PR_TRANSPORT_PROVIDERS,
  'address-book': PR_AB_PROVIDERS,
};

/**
 * Reads a profile from its file, into the object that all sessions of it share. For the subsystem alone.
 *
 * @throws Error when there is no such profile, or its file is damaged
 */
export let loadProfile: (admin: ProfileAdmin, name: string) => Profile;

/**
 * Makes and deletes profiles.
 *
 * Each profile is one file in the profile folder. What these methods and a provider's profile section change is in the
 * file when they return, and survives the death of the process at any moment. It is not flushed to the disk for the death
 * of the machine.
 *
 * @example
 * ```ts
 * subsystem.profiles.createProfile('work');
 * subsystem.profiles.addProvider('work', { kind: 'store', dllName: 'box-store', displayName: 'Box' });
 * ```
 */
export class ProfileAdmin {
  static {
    loadProfile = (admin, name) => admin.#load(name);
  }

  readonly #directory: string;
  readonly #open: Map<string, Profile> = new Map();

  /**
   * @param directory - where profiles persist; made when it does not exist
   */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /**
   * Makes an empty profile.
   *
   * @param name - 1 to 64 characters
   * @throws TypeError when the name cannot be one
   * @throws Error when the profile exists or cannot be written
   */
  createProfile(name: string): void {
    const path = this.#path(name);
    if (existsSync(path)) throw new Error(`The profile ${JSON.stringify(name)} exists already, in ${path}`);
    mkdirSync(this.#directory, { recursive: true });
    Profile.create(name, path).createSection(MUID_PROFILE_INSTANCE, false, [
      propValue(PR_PROFILE_NAME_W, name),
      propValue(PR_SEARCH_KEY, new Uint8Array(randomBytes(16))),
      propValue(PR_OBJECT_TYPE, MAPI_PROFSECT),
    ]);
  }

  /**
   * Deletes a profile. A session that uses it goes on with what it has in memory.
   *
   * @throws Error when there is no such profile
   */
  deleteProfile(name: string): void {
    const path = this.#existing(name);
    rmSync(path);
    this.#open.get(name)?.detach();
    this.#open.delete(name);
  }

  /** Tells whether a profile exists. */
  hasProfile(name: string): boolean {
    return isName(name) && existsSync(this.#path(name));
  }

  /**
   * Adds a provider to a profile, after those of its kind that are there.
   *
   * Sessions that are logged on already do not see it.
   *
   * @returns the uid of the provider's section
   * @throws TypeError when the provider is not well described
   * @throws Error when there is no such profile, or it cannot be read or written
   */
  addProvider(profileName: string, provider: NewProvider): MAPIUID {
    checkProvider(provider);
    const profile = this.#load(profileName);
    const uid = guid(randomUUID());
    const { kind, dllName, displayName } = provider;
    const isDefault =
      kind === 'store' && (provider.isDefault ?? profile.providers.every((other) => other.kind !== 'store'));
    profile.batch(() => {
      if (isDefault) clearDefaultStore(profile);
      profile.createSection(uid, false, sectionProperties(uid, provider, isDefault));
      profile.addProvider({ uid, kind, dllName, displayName, temporary: false });
      listProviders(profile, kind);
    });
    return uid;
  }

  /**
   * Lists the providers of a profile, as IProviderAdmin::GetProviderTable does.
   *
   * @returns in the order in which they were added
   * @throws Error when there is no such profile, or it cannot be read
   */
  listProviders(profileName: string): readonly ProfileProvider[] {
    return this.#load(profileName).providers;
  }

  #load(name: string): Profile {
    const path = this.#existing(name);
    const open = this.#open.get(name);
    if (open !== undefined) {
      open.reload();
      return open;
    }
    const profile = Profile.read(name, path);
    this.#open.set(name, profile);
    return profile;
  }

  #existing(name: string): string {
    const path = this.#path(name);
    if (existsSync(path)) return path;
    throw new Error(`There is no profile ${JSON.stringify(name)} in ${this.#directory}`);
  }

  #path(name: string): string {
    if (!isName(name)) {
      throw new TypeError(`A profile name has 1 to ${LONGEST_NAME} characters; got ${JSON.stringify(name)}`);
    }
    // The characters that a file name may not have on some system, and the percent sign that stands in for them.
    const file = name.replace(/[<>:"/\\|?*%\p{Cc}]/gu, (found) => {
      return `%${found.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
    });
    return join(this.#directory, `profile-${file}.json`);
  }
}

function isName(name: unknown): name is string {
  return typeof name === 'string' && name.length > 0 && name.length <= LONGEST_NAME && !/\p{Cs}|\0/u.test(name);
}

function checkProvider(provider: NewProvider): void {
  if (!(provider.kind in resourceTypes)) {
    throw new TypeError(`A provider is of the kind store, transport or address-book; got ${String(provider.kind)}`);
  }
  for (const [what, text] of [
    ['dllName', provider.dllName],
    ['displayName', provider.displayName],
  ] as const) {
    if (typeof text !== 'string' || text === '' || text.includes('\0')) {
      throw new TypeError(`The ${what} of a provider is a text that is not empty; got ${JSON.stringify(text)}`);
    }
  }
  if (provider.isDefault === true && provider.kind !== 'store') {
    throw new TypeError(
      `Only a store can be the default; ${JSON.stringify(provider.displayName)} is of the kind ${provider.kind}`,
    );
  }
  const key = Object.keys(provider.settings ?? {}).find((name) => name === '' || name.includes('='));
  if (key !== undefined) throw new TypeError(`The key of a setting has no "=" in it; got ${JSON.stringify(key)}`);
}

function sectionProperties(uid: MAPIUID, provider: NewProvider, isDefault: boolean): SPropValue[] {
  const settings = Object.entries(provider.settings ?? {}).map(([key, value]) => `${key}=${value}`);
  return [
    ...(provider.dataDirectory === undefined ? [] : [propValue(PR_MAPI_KIT_DATA_DIRECTORY_W, provider.dataDirectory)]),
    ...(settings.length === 0 ? [] : [propValue(PR_MAPI_KIT_SETTINGS_W, settings)]),
    ...(provider.properties ?? []).map(({ tag, value }) => propValue(tag, value)),
    propValue(PR_DISPLAY_NAME_W, provider.displayName),
    propValue(PR_PROVIDER_DLL_NAME_W, provider.dllName),
    propValue(PR_PROVIDER_UID, guidToBytes(uid)),
    propValue(PR_RESOURCE_TYPE, resourceTypes[provider.kind]),
    propValue(
      PR_RESOURCE_FLAGS,
      (resourceFlags(provider) & ~STATUS_DEFAULT_STORE) | (isDefault ? STATUS_DEFAULT_STORE : 0),
    ),
    propValue(PR_OBJECT_TYPE, MAPI_PROFSECT),
  ];
}

function resourceFlags(provider: NewProvider): number {
  return findValue(provider.properties ?? [], PR_RESOURCE_FLAGS) ?? 0;
}

/** Lists the providers of a kind in the profile's own section. */
function listProviders(profile: Profile, kind: ProviderKind): void {
  const root = profile.section(MUID_PROFILE_INSTANCE);
  if (root === undefined) return;
  const tag = listTags[kind];
  const uids = profile.providers.filter((entry) => entry.kind === kind).map((entry) => guidToBytes(entry.uid));
  const list = propValue(tag, new Uint8Array(Buffer.concat(uids)));
  profile.update(root, new Map(root.values).set(PROP_ID(tag), list));
}

function clearDefaultStore(profile: Profile): void {
  for (const { uid } of profile.providers) {
    const section = profile.section(uid);
    const flags = section === undefined ? 0 : (findValue([...section.values.values()], PR_RESOURCE_FLAGS) ?? 0);
    if (section === undefined || (flags & STATUS_DEFAULT_STORE) === 0) continue;
    const changed = propValue(PR_RESOURCE_FLAGS, flags & ~STATUS_DEFAULT_STORE);
    profile.update(section, new Map(section.values).set(PROP_ID(PR_RESOURCE_FLAGS), changed));
  }
}
