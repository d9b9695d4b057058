import { posix } from 'node:path';
import { findCircles } from './circles.js';
import { type Imports, readImports } from './imports.js';
import type { Room } from './rooms.js';
import type { SourceFiles } from './source-files.js';

/** What is to hold of all sources. */
export interface House {
  readonly rooms: readonly Room[];
  /** By folder. */
  readonly mostLooseFiles: ReadonlyMap<string, number>;
  readonly mostLines: number;
  /** Files that may have more lines, with the reason. */
  readonly longTables: ReadonlyMap<string, string>;
  /** What examples may import of this repository, beside each other. */
  readonly publicEntries: readonly string[];
}

/**
 * Finds what is against the rules of the house.
 *
 * @returns a sentence for each offence, which says where it is and what would be right; sorted
 */
export function findOffences(files: SourceFiles, house: House): readonly string[] {
  const imports = readImports(files);
  const inRooms = [...imports].filter(([path]) => !isOfExample(path));
  const names = house.rooms.map(({ room }) => room);
  return [
    ...circlesOf('room', new Map(house.rooms.map(({ room, mayImport }) => [room, mayImport]))),
    ...house.rooms.flatMap(({ room, mayImport }) =>
      mayImport
        .filter((other) => !names.includes(other))
        .map((other) => `${room} may import ${other}, which is no room`),
    ),
    ...names
      .filter((name) => !inRooms.some(([path]) => roomOf(path, house.rooms)?.room === name))
      .map((name) => `${name} is a room without files: take it out of the table of rooms`),
    ...circlesOf('file', new Map([...imports].map(([path, { files: imported }]) => [path, imported]))),
    ...inRooms.flatMap(([path, imported]) => againstArrows(path, imported, house.rooms)),
    ...[...imports].filter(([path]) => isOfExample(path)).flatMap((entry) => notPublic(...entry, house.publicEntries)),
    ...tooLong(files, house),
    ...tooManyLoose(files, house),
  ].sort();
}

function againstArrows(path: string, { files, packages }: Imports, rooms: readonly Room[]): readonly string[] {
  const here = roomOf(path, rooms);
  if (here === undefined) return [`${path} is in no room: give its folder a line in the table of rooms`];
  const isAllowed = (name: string): boolean =>
    here.packages?.some((each) => each === name || (each === 'node:*' && name.startsWith('node:'))) ?? false;
  return [
    ...files.flatMap((file) => {
      const there = roomOf(file, rooms);
      if (there === here || (there !== undefined && here.mayImport.includes(there.room))) return [];
      return [`${path} imports ${file}: ${here.room} may not import ${there?.room ?? 'what is in no room'}`];
    }),
    ...packages
      .filter((name) => !isAllowed(name))
      .map((name) => `${path} imports ${name}: ${here.room} may not import this package`),
  ];
}

/** The room with the longest name that fits. */
function roomOf(path: string, rooms: readonly Room[]): Room | undefined {
  const folder = posix.dirname(path);
  return rooms
    .filter(({ room }) =>
      room.endsWith('/**') ? path.startsWith(room.slice(0, -'**'.length)) : room === path || room === folder,
    )
    .sort((a, b) => b.room.length - a.room.length)[0];
}

function circlesOf(kind: 'file' | 'room', graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return findCircles(graph).map((circle) => `A circle of ${kind}s, each reached from each: ${circle.join(', ')}`);
}

function isOfExample(path: string): boolean {
  return path.startsWith('examples/');
}

function notPublic(path: string, { files, packages }: Imports, entries: readonly string[]): readonly string[] {
  const example = path.split('/').slice(0, 2).join('/');
  const isOurs = (name: string): boolean => name.startsWith('@mapi-kit/') && !name.startsWith('@mapi-kit/example-');
  return [
    ...files
      .filter((file) => !file.startsWith(`${example}/`))
      .map((file) => `${path} imports ${file}: an example imports what an author can install, by its name`),
    ...packages
      .filter((name) => isOurs(name) && !entries.includes(name))
      .map((name) => `${path} imports ${name}: an example imports ${entries.join(', ')} alone`),
  ];
}

function tooLong(files: SourceFiles, { mostLines, longTables }: House): readonly string[] {
  const isLong = (text: string): boolean => text.split('\n').length - 1 > mostLines;
  return [
    ...[...files]
      .filter(([path, text]) => isLong(text) && !longTables.has(path))
      .map(([path, text]) => `${path} has ${text.split('\n').length - 1} lines: at most ${mostLines}`),
    ...[...longTables.keys()]
      .filter((path) => !isLong(files.get(path) ?? ''))
      .map((path) => `${path} needs no exception: it has at most ${mostLines} lines`),
  ];
}

function tooManyLoose(files: SourceFiles, { mostLooseFiles }: House): readonly string[] {
  return [...mostLooseFiles].flatMap(([folder, most]) => {
    const count = [...files.keys()].filter((path) => posix.dirname(path) === folder).length;
    return count > most ? [`${folder} has ${count} loose files: at most ${most}`] : [];
  });
}
