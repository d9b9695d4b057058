import type { FolderRef } from './actions.js';
import type { Abilities } from './message-content.js';
import type { Random } from './random.js';

/** A message that an earlier life left in the store. */
export interface EarlierMessage {
  readonly item: string;
  readonly version: number;
}

/** What the plan of one step of work depends on. Nothing else does, so the same context gives the same plan. */
export interface PlanContext {
  readonly random: Random;
  /** 0-based. */
  readonly life: number;
  /** The number of the last message, folder and unsaved item of this life; the next ones go on from there. */
  readonly counters: { message: number; folder: number; unsaved: number };
  /** How often settings have been saved in this life. */
  readonly settingVersion: number;
  /** Folders of the harness's own that are there already. */
  readonly folders: readonly FolderRef[];
  /** Messages of earlier lives that this one may change, in a fixed order. */
  readonly earlier: readonly EarlierMessage[];
  readonly abilities: Abilities;
  /** This run has no large message yet. */
  readonly large: boolean;
}
