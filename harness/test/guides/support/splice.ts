/** A method or a field of a class, at an indentation of two. */
const MEMBER = /^ {2}(?:static |async |get )*(?<name>#?\w+)(?:\(.*\{.*| = .*|;)$/;

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
