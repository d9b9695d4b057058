import { isUtf8 } from 'node:buffer';
import { decode } from 'libmime/lib/charset';

/** A line of a card of version 2.1, unfolded; its characters are bytes. */
interface OldLine {
  /** The name, with the group in front of it where there is one. */
  readonly name: string;
  readonly parameters: readonly (readonly [key: string, value: string])[];
  readonly value: string;
}

const encodings: ReadonlySet<string> = new Set(['QUOTED-PRINTABLE', 'BASE64', 'B', '7BIT', '8BIT']);
const places: ReadonlySet<string> = new Set(['INLINE', 'CONTENT-ID', 'CID', 'URL']);
/** Their values have parts, between semicolons. */
const structured: ReadonlySet<string> = new Set(['N', 'ADR', 'ORG', 'GEO']);

/**
 * The text of a card in a form that a reader of versions 3.0 and 4.0 takes: one of version 2.1 becomes one of 3.0, and
 * parameters without a name, as Apple's `PHOTO;BASE64:` has one, get it. Every other line stays as it is.
 */
export function modernCard(bytes: Buffer): string {
  const octets = bytes.toString('latin1');
  const usual = isUtf8(bytes) ? 'utf-8' : 'windows-1252';
  if (!/^VERSION:2\.1[ \t]*\r?$/im.test(octets)) return withNames(decode(bytes, usual));
  const lines = oldLines(octets).map((line) => modernLine(line, usual));
  return [...lines, ''].join('\r\n');
}

function withNames(text: string): string {
  return text.replaceAll(/^([\w.-]+)((?:;[^:;"\r\n]*)+):/gm, (whole, name: string, parameters: string) => {
    const list = parameters.slice(1).split(';');
    return list.every((one) => one.includes('=')) ? whole : `${name}${parametersOf(list.map(namedParameter))}:`;
  });
}

function parametersOf(parameters: readonly (readonly [key: string, value: string])[]): string {
  return parameters
    .map(([key, value]) => `;${key}=${key === 'ENCODING' && /^base64$/i.test(value) ? 'b' : value}`)
    .join('');
}

/** In version 2.1 the values that can have only one meaning need no name. */
function namedParameter(parameter: string): [key: string, value: string] {
  const [key = '', ...rest] = parameter.split('=');
  if (rest.length > 0) return [key.trim().toUpperCase(), rest.join('=').trim()];
  const word = key.trim().toUpperCase();
  return [encodings.has(word) ? 'ENCODING' : places.has(word) ? 'VALUE' : 'TYPE', word];
}

/** The lines of a card of version 2.1; a card within it, of somebody's agent, is a value. */
function oldLines(octets: string): OldLine[] {
  const physical = octets.replace(/^(?:\xef\xbb\xbf)?\s*/, '').split(/\r?\n/);
  const lines: OldLine[] = [];
  for (let index = 0; index < physical.length; ) {
    let text = physical[index++] ?? '';
    if (text.trim() === '') continue;
    const colon = text.indexOf(':');
    const [name = '', ...list] = text.slice(0, colon).split(';');
    const parameters = list.filter((one) => one.trim() !== '').map(namedParameter);
    const isQuoted = parameters.some(([key, value]) => key === 'ENCODING' && /^quoted-printable$/i.test(value));
    const isBase64 = parameters.some(([key, value]) => key === 'ENCODING' && /^(base64|b)$/i.test(value));
    const goesOn = (): boolean => {
      const next = physical[index];
      if (next === undefined) return false;
      if (isQuoted && text.endsWith('=')) return true;
      // Base64 ends at an empty line; some begin its lines without a blank.
      return /^[ \t]/.test(next) || (isBase64 && /^[A-Za-z0-9+/]+={0,2}$/.test(next));
    };
    while (goesOn()) {
      const next = physical[index++] ?? '';
      text = isQuoted && text.endsWith('=') ? `${text.slice(0, -1)}${next}` : text + (isBase64 ? next.trim() : next);
    }
    let value = text.slice(colon + 1);
    if (name.trim().toUpperCase() === 'AGENT' && value.trim() === '') {
      const end = physical.findIndex((line, at) => at >= index && /^END:VCARD\s*$/i.test(line));
      value = physical.slice(index, end + 1).join('\n');
      index = end + 1;
    }
    lines.push({ name: name.trim(), parameters, value });
  }
  return lines;
}

function modernLine({ name, parameters, value }: OldLine, usual: string): string {
  const key = name.replace(/^.*\./, '').toUpperCase();
  if (key === 'VERSION') return 'VERSION:3.0';
  if (key === 'BEGIN' || key === 'END') return `${key}:VCARD`;
  const encoding = parameters.find(([parameter]) => parameter === 'ENCODING')?.[1]?.toUpperCase();
  if (encoding === 'BASE64' || encoding === 'B')
    return folded(`${name}${parametersOf(parameters)}:${value.replaceAll(/\s/g, '')}`);
  const charset = parameters.find(([parameter]) => parameter === 'CHARSET')?.[1] ?? usual;
  const octets = encoding === 'QUOTED-PRINTABLE' ? unquoted(value) : value;
  const text = decode(Buffer.from(octets, 'latin1'), charset).trimEnd();
  const kept = parameters.filter(([parameter]) => parameter !== 'ENCODING' && parameter !== 'CHARSET');
  // Semicolons that are part of a text have a backslash in front of them, and nothing else needs one.
  const parts = structured.has(key) ? text.split(/(?<!\\);/) : [text];
  return folded(`${name}${parametersOf(kept)}:${parts.map(escaped).join(';')}`);
}

function unquoted(value: string): string {
  return value.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function escaped(text: string): string {
  return text
    .replaceAll(/\\([;,:\\])/g, '$1')
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll(/\r\n?|\n/g, '\\n');
}

/** Long lines go on in the next one, behind a blank. */
function folded(line: string): string {
  return (line.match(/.{1,70}/gsu) ?? []).join('\r\n ');
}
