import { Readable } from 'node:stream';
import { decode } from 'libmime/lib/charset';
import { deEncapsulateSync, Tokenize } from 'rtf-stream-parser';

/** What a body in RTF says: HTML that was put into it, or its text. */
export type RtfBody = { readonly html: string } | { readonly text: string };

/** Reads the body of a message in RTF. */
export async function readRtf(rtf: Buffer): Promise<RtfBody> {
  // The mark is among the first words, when there is one (MS-OXRTFEX 2.1.1).
  if (!/\\from(html1|text)/.test(rtf.toString('latin1', 0, 512))) return { text: await textOf(rtf) };
  const { mode, text } = deEncapsulateSync(rtf, { decode, htmlFixContentType: true });
  return mode === 'html' ? { html: String(text) } : { text: String(text) };
}

/** A word, a brace or some text of RTF. */
interface Token {
  readonly type: number;
  readonly word?: string;
  readonly param?: number;
  readonly data?: Buffer;
}

const GROUP_START = 0;
const GROUP_END = 1;
const CONTROL = 2;

/** Groups that are not part of the text. */
const hidden: ReadonlySet<string> = new Set(
  (
    'fonttbl colortbl stylesheet info pict object objdata fldinst datafield filetbl listtable listoverridetable revtbl ' +
    'header headerl headerr headerf footer footerl footerr footerf xmlnstbl themedata colorschememapping datastore ' +
    'latentstyles generator rsidtbl pgptbl bkmkstart bkmkend'
  ).split(' '),
);
const texts: ReadonlyMap<string, string> = new Map([
  ...['par', 'line', 'sect', 'page', 'row', '\n', '\r'].map((word) => [word, '\r\n'] as const),
  ...['tab', 'cell', 'nestcell'].map((word) => [word, '\t'] as const),
  ['emdash', '—'],
  ['endash', '–'],
  ['emspace', '\u2003'],
  ['enspace', '\u2002'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['bullet', '•'],
  ['~', '\u00a0'],
  ['_', '\u2011'],
  ['\\', '\\'],
  ['{', '{'],
  ['}', '}'],
]);
const textGroups: ReadonlySet<string> = new Set(['fldrslt', 'objattph', 'result', 'shptxt', 'shpinst', 'footnote']);
const codePages: ReadonlyMap<number, string> = new Map([
  [77, 'macintosh'],
  [128, 'cp932'],
  [129, 'cp949'],
  [134, 'cp936'],
  [136, 'cp950'],
  [161, 'cp1253'],
  [162, 'cp1254'],
  [163, 'cp1258'],
  [177, 'cp1255'],
  [178, 'cp1256'],
  [186, 'cp1257'],
  [204, 'cp1251'],
  [222, 'cp874'],
  [238, 'cp1250'],
]);

/** What is inherited by the groups inside a group. */
interface Group {
  readonly isHidden: boolean;
  readonly font: number | undefined;
  /** How many characters stand behind a Unicode one for programs that know none. */
  readonly fallback: number;
}

async function textOf(rtf: Buffer): Promise<string> {
  const reader = new TextReader();
  for await (const chunk of Readable.from([rtf]).pipe(new Tokenize())) {
    const token: Token = chunk;
    reader.read(token);
  }
  return reader.text;
}

class TextReader {
  #text = '';
  #bytes: Buffer[] = [];
  readonly #outer: Group[] = [];
  #group: Group = { isHidden: false, font: undefined, fallback: 1 };
  #codePage = 'cp1252';
  readonly #fonts = new Map<number, string | undefined>();
  #definesFonts = false;
  /** The next group is left out by programs that do not know its first word. */
  #isOptional = false;
  /** How many characters of a fallback are left. */
  #skip = 0;

  get text(): string {
    this.#flush();
    return this.#text;
  }

  read({ type, word = '', param, data }: Token): void {
    if (type === GROUP_START) this.#outer.push(this.#group);
    else if (type === GROUP_END) this.#leave();
    else if (type === CONTROL) this.#control(word, param, data);
    else if (data !== undefined) this.#put(data);
    if (word !== '*') this.#isOptional = false;
  }

  #leave(): void {
    this.#flush();
    this.#skip = 0;
    this.#group = this.#outer.pop() ?? this.#group;
    if (!this.#group.isHidden) this.#definesFonts = false;
  }

  #control(word: string, param: number | undefined, data: Buffer | undefined): void {
    if (word === '*') {
      this.#isOptional = true;
      return;
    }
    if (hidden.has(word) || (this.#isOptional && !textGroups.has(word))) {
      this.#definesFonts ||= word === 'fonttbl';
      this.#change({ isHidden: true });
    } else if (word === "'" && data !== undefined) this.#put(data);
    else if (word === 'bin') this.#skip = 0;
    else if (word === 'u' && param !== undefined) this.#unicode(param);
    else if (word === 'uc') this.#change({ fallback: param ?? 1 });
    else if (word === 'ansicpg' && param !== undefined && param !== 0) this.#codePage = `cp${param}`;
    else if (word === 'mac') this.#codePage = 'macintosh';
    else if (word === 'f' || word === 'plain') this.#change({ font: word === 'f' ? param : undefined });
    else if (word === 'fcharset' && this.#definesFonts) this.#defineFont(param);
    else {
      const text = texts.get(word);
      if (text !== undefined) this.#say(text);
    }
  }

  #defineFont(charset: number | undefined): void {
    const { font } = this.#group;
    if (font !== undefined) this.#fonts.set(font, codePages.get(charset ?? 0));
  }

  #change(change: Partial<Group>): void {
    this.#flush();
    this.#group = { ...this.#group, ...change };
  }

  #unicode(param: number): void {
    // It is a signed number of 16 bits.
    this.#say(String.fromCharCode(param & 0xffff));
    this.#skip = this.#group.fallback;
  }

  #say(text: string): void {
    this.#flush();
    this.#skip = 0;
    if (!this.#group.isHidden) this.#text += text;
  }

  #put(data: Buffer): void {
    const rest = data.subarray(this.#skip);
    this.#skip = Math.max(0, this.#skip - data.length);
    // A character may take two bytes, which come one by one.
    if (!this.#group.isHidden && rest.length > 0) this.#bytes.push(rest);
  }

  #flush(): void {
    if (this.#bytes.length === 0) return;
    const { font } = this.#group;
    const codePage = (font === undefined ? undefined : this.#fonts.get(font)) ?? this.#codePage;
    this.#text += decode(Buffer.concat(this.#bytes), codePage);
    this.#bytes = [];
  }
}
