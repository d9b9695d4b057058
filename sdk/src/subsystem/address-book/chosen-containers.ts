import { AB_MODIFIABLE, AB_RECIPIENTS } from '../../contract/flags.js';
import { PR_AB_DEFAULT_DIR, PR_AB_DEFAULT_PAB, PR_AB_SEARCH_PATH } from '../../contract/property-tags.js';
import { findValue, PROP_ID, type PropTag, propValue, type SPropValue } from '../../contract/property-types.js';
import type { ENTRYID, ENTRYLIST } from '../../contract/structures.js';
import { MUID_PROFILE_INSTANCE } from '../../contract/well-known-guids.js';
import { entryIdUid, sameBytes } from '../entry-ids.js';
import type { AddressBookHost } from './address-book-host.js';
import { allContainers, type Container } from './containers.js';

/**
 * The containers that the user has chosen for a purpose. What was chosen is kept in the profile, and counts while the
 * address book that the container belongs to is there.
 */
export class ChosenContainers {
  readonly #host: AddressBookHost;

  constructor(host: AddressBookHost) {
    this.#host = host;
  }

  /** The personal address book: the chosen one, else the first container that can be changed. */
  get personal(): ENTRYID | undefined {
    const chosen = this.#read(PR_AB_DEFAULT_PAB);
    if (chosen !== undefined && this.#isThere(chosen)) return chosen;
    return this.#first(AB_MODIFIABLE);
  }

  /** The container that is shown first: the chosen one, else the first that has recipients. */
  get directory(): ENTRYID | undefined {
    const chosen = this.#read(PR_AB_DEFAULT_DIR);
    if (chosen !== undefined && this.#isThere(chosen)) return chosen;
    return this.#first(AB_RECIPIENTS);
  }

  /** Where names are looked up: the chosen containers, else the personal address book, then all that have recipients. */
  get searchPath(): ENTRYLIST {
    const chosen = this.#read(PR_AB_SEARCH_PATH)?.filter((entryId) => this.#isThere(entryId)) ?? [];
    if (chosen.length > 0) return chosen;
    const containers = allContainers(this.#host).filter(has(AB_RECIPIENTS));
    const { personal } = this;
    const others = containers.filter(({ entryId }) => personal === undefined || !sameBytes(entryId, personal));
    const rest = others.map(({ entryId }) => entryId);
    return personal !== undefined && others.length < containers.length ? [personal, ...rest] : rest;
  }

  /**
   * Keeps a choice in the profile.
   *
   * @throws Error when the profile cannot be written
   */
  choosePersonal(entryId: ENTRYID): void {
    this.#write(propValue(PR_AB_DEFAULT_PAB, Uint8Array.from(entryId)));
  }

  chooseDirectory(entryId: ENTRYID): void {
    this.#write(propValue(PR_AB_DEFAULT_DIR, Uint8Array.from(entryId)));
  }

  chooseSearchPath(containers: ENTRYLIST): void {
    this.#write(
      propValue(
        PR_AB_SEARCH_PATH,
        containers.map((entryId) => Uint8Array.from(entryId)),
      ),
    );
  }

  #first(flag: number): ENTRYID | undefined {
    return allContainers(this.#host).find(has(flag))?.entryId;
  }

  #isThere(entryId: ENTRYID): boolean {
    const uid = entryIdUid(entryId);
    return uid !== undefined && this.#host.logons().some(({ uids }) => uids.includes(uid));
  }

  #read<T extends SPropValue['value']>(tag: PropTag<T>): T | undefined {
    const section = this.#host.profile.section(MUID_PROFILE_INSTANCE);
    return section === undefined ? undefined : findValue([...section.values.values()], tag);
  }

  #write(value: SPropValue): void {
    const { profile } = this.#host;
    const section = profile.section(MUID_PROFILE_INSTANCE) ?? profile.createSection(MUID_PROFILE_INSTANCE, false);
    profile.update(section, new Map(section.values).set(PROP_ID(value.tag), value));
  }
}

function has(flag: number): (container: Container) => boolean {
  return ({ flags }) => (flags & flag) !== 0;
}
