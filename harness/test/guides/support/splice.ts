/** A method or a field of a class, at an indentation of two, with types or without. */
const MEMBER =
  /^ {2}(?:(?:static|async|get|protected|override|readonly) )*(?<name>#?\w+)(?:\(.*\{.*|!?(?:: [^=]*)?(?: = .*|;))$/;

/**
 * Changes a module as a reader does who copies a snippet into it: lines without an indentation go above the class, and
 * methods and fields replace those of the same name, or are new.
 *
 * @param module - a module with one class
 * @param change - the snippet
 * @returns the changed module
 */
export function spliced(module: string, change: string): string {
  const lines = change.trimEnd().split('\n');
  const first = lines.findIndex((line) => line.startsWith('  '));
  const above = lines.slice(0, first);
  const members = lines.slice(first);
  const names = new Set(members.flatMap((line) => MEMBER.exec(line)?.groups?.['name'] ?? []));
  if (names.size === 0) throw new Error(`the snippet has no method: ${change}`);

  const kept: string[] = [];
  let dropping = false;
  for (const line of module.split('\n')) {
    const name = MEMBER.exec(line)?.groups?.['name'];
    if (!dropping && name !== undefined && names.has(name)) dropping = !isWhole(line);
    else if (dropping) dropping = !line.startsWith('  }');
    else kept.push(line);
  }
  const heading = kept.findIndex((line) => line.startsWith('class '));
  if (heading === -1) throw new Error('the module has no class');
  return [
    ...kept.slice(0, heading),
    ...above,
    ...kept.slice(heading, heading + 1),
    ...members,
    ...kept.slice(heading + 1),
  ].join('\n');
}

function isWhole(line: string): boolean {
  return line.split('{').length === line.split('}').length;
}

/**
 * Changes a module as a reader does who copies the first line of a method.
 *
 * @param opening - that line, as a rule below a comment
 */
export function reopened(module: string, opening: string): string {
  const name = (line: string): string | undefined => MEMBER.exec(line)?.groups?.['name'];
  const wanted = opening.split('\n').flatMap((line) => name(line) ?? [])[0];
  return replaced(module, (line) => wanted !== undefined && name(line) === wanted, opening);
}

/** Changes a module as a patch says that takes one line away. */
export function patched(module: string, diff: string): string {
  const lines = diff.trimEnd().split('\n');
  const [old, ...more] = lines.filter((line) => line.startsWith('-')).map((line) => line.slice(1));
  if (old === undefined || more.length > 0) throw new Error(`the patch takes not one line away: ${diff}`);
  const added = lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1));
  return replaced(module, (line) => line === old, added.join('\n'));
}

function replaced(module: string, isMeant: (line: string) => boolean, by: string): string {
  const lines = module.split('\n');
  const meant = lines.filter(isMeant).length;
  if (meant !== 1) throw new Error(`the module has ${meant} lines in the place of ${by}`);
  return lines.map((line) => (isMeant(line) ? by.trimEnd() : line)).join('\n');
}
