import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ownCommand } from '../input/own-command.js';
import { koffiVersion, WINDOWS_NODE, type WineFolder, wineFolder } from './wine-folder.js';
import { findWine, type WinePrograms } from './wine-programs.js';

/** Something that is needed, and whether it is there. */
export interface Part {
  readonly name: string;
  /** Its version, or where it is; null: it is missing. */
  readonly found: string | null;
  /** The command that brings it. */
  readonly install: string;
}

/** What DLLs need on Linux. */
export interface WineInspection {
  readonly folder: WineFolder;
  /** Null: Wine is not installed. */
  readonly programs: WinePrograms | null;
  readonly parts: readonly Part[];
}

export const INSTALL_WINE = 'sudo apt-get install wine64';

/**
 * Looks what is there of what DLLs need on Linux. Nothing is started but `wine --version`.
 *
 * @param environment - of this process
 */
export function inspectWine(environment: NodeJS.ProcessEnv): WineInspection {
  const folder = wineFolder(environment);
  const programs = findWine(environment);
  const install = setUpCommand(environment);
  const setUp = (name: string, file: string, found: string): Part => ({
    name,
    found: existsSync(file) ? found : null,
    install,
  });
  const parts: readonly Part[] = [
    {
      name: 'Wine',
      found: programs === null ? null : `${programs.version}, ${programs.wine}`,
      install: INSTALL_WINE,
    },
    setUp('Node for Windows', folder.node, `v${WINDOWS_NODE}`),
    setUp('koffi for Windows', join(folder.koffi, 'package.json'), koffiVersion()),
    setUp("Wine's prefix", readyMark(folder), folder.prefix),
  ];
  return { folder, programs, parts };
}

/** The command that prepares what Wine does not bring, as the user's shell finds it. */
export function setUpCommand(environment: NodeJS.ProcessEnv): string {
  return `${ownCommand(environment, process.platform)} setup-wine`;
}

/** The registry of Windows: Wine writes it last. */
export function readyMark({ prefix }: WineFolder): string {
  return join(prefix, 'system.reg');
}
