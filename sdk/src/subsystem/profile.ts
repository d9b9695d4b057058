import { readFileSync } from 'node:fs';
import { isGuid } from '../com/guid.js';
import type { SPropValue } from '../contract/property-types.js';
import type { MAPIUID } from '../contract/structures.js';
import { removeLeftovers, replaceFile } from './atomic-file.js';
import type { ProviderKind } from './observer.js';
import { ProfileSection } from './profile-section.js';
import { propertiesFromJson } from './property-json.js';

/** One provider as a profile lists it. */
export interface ProfileProvider {
  /** The provider's own section. */
  readonly uid: MAPIUID;
  /** Which kind of provider it is. */
  readonly kind: ProviderKind;
  /** The name by which the module is found. */
  readonly dllName: string;
  /** What users call it. */
  readonly displayName: string;
  /** Whether the entry goes when the session ends. */
  readonly temporary: boolean;
}

const FORMAT = 'mapi-kit profile';
const VERSION = 1;
const kinds: readonly unknown[] = ['store', 'transport', 'address-book'];

/**
 * One profile: its providers and its sections, kept in a JSON file.
 *
 * A change is in the file when the method that made it returns. It survives the death of the process; nothing is flushed
 * for the death of the machine. Temporary sections and providers are in memory alone.
 */
export class Profile {
  /** What users and LogonEx call it. */
  readonly name: string;
  readonly #path: string;
  readonly #sections = new Map<MAPIUID, ProfileSection>();
  #providers: ProfileProvider[] = [];
  #batching = false;
  #detached = false;

  private constructor(name: string, path: string) {
    this.name = name;
    this.#path = path;
  }

  /** Makes a new profile; `write` puts it into its file. */
  static create(name: string, path: string): Profile {
    return new Profile(name, path);
  }

  /**
   * Reads a profile from its file.
   *
   * @throws Error naming the file when its content is no profile
   */
  static read(name: string, path: string): Profile {
    const profile = new Profile(name, path);
    profile.reload();
    return profile;
  }

  /** The providers in the order in which they were added. */
  get providers(): readonly ProfileProvider[] {
    return this.#providers;
  }

  /**
   * Reads the file again; temporary sections and providers stay.
   *
   * @throws Error naming the file when its content is no profile
   */
  reload(): void {
    removeLeftovers(this.#path);
    const { providers, sections } = parseProfile(readFileSync(this.#path, 'utf8'), this.#path);
    this.#providers = [...providers, ...this.#providers.filter(({ temporary }) => temporary)];
    for (const section of [...this.#sections.values()]) {
      if (!section.temporary && !sections.has(section.uid)) this.#sections.delete(section.uid);
    }
    for (const [uid, values] of sections) {
      const known = this.#sections.get(uid);
      if (known === undefined) this.#sections.set(uid, new ProfileSection(uid, values, false));
      else known.assign(new Map(values.map((value) => [value.tag >>> 16, value])));
    }
  }

  /** Finds a section. */
  section(uid: MAPIUID): ProfileSection | undefined {
    return this.#sections.get(uid);
  }

  /** Makes a new section, in the file unless it is temporary. */
  createSection(uid: MAPIUID, temporary: boolean, values: Iterable<SPropValue> = []): ProfileSection {
    const section = new ProfileSection(uid, values, temporary);
    this.#sections.set(uid, section);
    if (!temporary) this.#writeOr(() => this.#sections.delete(uid));
    return section;
  }

  /** Replaces the content of a section; as it was when that cannot be written. */
  update(section: ProfileSection, values: ReadonlyMap<number, SPropValue>): void {
    const before = new Map(section.values);
    section.assign(values);
    if (!section.temporary) this.#writeOr(() => section.assign(before));
  }

  /** Lists a provider whose section exists. */
  addProvider(provider: ProfileProvider): void {
    this.#providers.push(provider);
    if (!provider.temporary) this.#writeOr(() => this.#providers.pop());
  }

  /** Makes temporary sections, and the providers they belong to, a part of the file. */
  makePermanent(uids: readonly MAPIUID[]): void {
    const sections = uids.map((uid) => this.#sections.get(uid)).filter((found) => found?.temporary === true);
    if (sections.length === 0) return;
    const before = this.#providers;
    for (const section of sections) if (section !== undefined) section.temporary = false;
    this.#providers = before.map((entry) => (uids.includes(entry.uid) ? { ...entry, temporary: false } : entry));
    this.#writeOr(() => {
      this.#providers = before;
      for (const section of sections) if (section !== undefined) section.temporary = true;
    });
  }

  /** Drops temporary sections, and the providers they belong to. */
  dropTemporary(uids: Iterable<MAPIUID>): void {
    for (const uid of uids) {
      if (this.#sections.get(uid)?.temporary !== true) continue;
      this.#sections.delete(uid);
      this.#providers = this.#providers.filter((entry) => entry.uid !== uid);
    }
  }

  /** Makes several changes with one write; none of them when that fails. */
  batch(changes: () => void): void {
    this.#batching = true;
    try {
      changes();
    } finally {
      this.#batching = false;
    }
    try {
      this.write();
    } catch (error) {
      this.reload();
      throw error;
    }
  }

  /** Lets the profile live on in memory alone, because its file has been deleted. */
  detach(): void {
    this.#detached = true;
  }

  /** Writes the file. */
  write(): void {
    if (this.#detached) return;
    const providers = this.#providers
      .filter(({ temporary }) => !temporary)
      .map(({ uid, kind, dllName, displayName }) => ({ uid, kind, dllName, displayName }));
    const sections = [...this.#sections.values()]
      .filter(({ temporary }) => !temporary)
      .map((section) => `\n${JSON.stringify(section.uid)}:${section.json}`);
    const head = JSON.stringify({ format: FORMAT, version: VERSION, name: this.name, providers }).slice(0, -1);
    replaceFile(this.#path, `${head},"sections":{${sections.join(',')}}}\n`);
  }

  #writeOr(takeBack: () => void): void {
    if (this.#batching) return;
    try {
      this.write();
    } catch (error) {
      takeBack();
      throw error;
    }
  }
}

interface ParsedProfile {
  readonly providers: readonly ProfileProvider[];
  readonly sections: ReadonlyMap<MAPIUID, readonly SPropValue[]>;
}

function parseProfile(text: string, path: string): ParsedProfile {
  try {
    const json = JSON.parse(text) as Record<string, unknown> | null;
    if (json?.['format'] !== FORMAT) throw new Error(`it has no "format": "${FORMAT}"`);
    if (json['version'] !== VERSION) throw new Error(`its version is ${String(json['version'])}, not ${VERSION}`);
    return { providers: parseProviders(json['providers']), sections: parseSections(json['sections']) };
  } catch (error) {
    throw new Error(`The file ${path} is no profile: ${(error as Error).message}`, { cause: error });
  }
}

function parseProviders(json: unknown): ProfileProvider[] {
  if (!Array.isArray(json)) throw new Error('it has no list "providers"');
  return json.map((entry: Record<string, unknown> | null) => {
    const { uid, kind, dllName, displayName } = entry ?? {};
    if (!isGuid(uid) || !kinds.includes(kind) || typeof dllName !== 'string' || typeof displayName !== 'string') {
      throw new Error(`${JSON.stringify(entry)} is no provider`);
    }
    return { uid, kind: kind as ProviderKind, dllName, displayName, temporary: false };
  });
}

function parseSections(json: unknown): Map<MAPIUID, readonly SPropValue[]> {
  if (typeof json !== 'object' || json === null) throw new Error('it has no "sections"');
  return new Map(
    Object.entries(json).map(([uid, section]) => {
      if (!isGuid(uid)) throw new Error(`${JSON.stringify(uid)} is no section`);
      return [uid, propertiesFromJson(section)];
    }),
  );
}
