import test from 'ava';
import { readMime } from '#src/mime-tree.js';

const named = test.macro({
  title: (_, what: string) => `a file is named as it was sent: ${what}`,
  async exec(t, _what: string, disposition: string, name: string) {
    const lines = ['Content-Type: application/pdf', `Content-Disposition: attachment; ${disposition}`, '', 'x', ''];
    const { filename } = await readMime(Buffer.from(lines.join('\r\n')));
    t.is(filename, name);
  },
});

test(named, 'in one part', 'filename="50%41 off.pdf"', '50%41 off.pdf');
test(named, 'in plain parts', 'filename*0="50%41 "; filename*1="off.pdf"', '50%41 off.pdf');
test(named, 'in encoded parts', "filename*0*=utf-8''M%C3%BCller%20; filename*1*=50%25.pdf", 'Müller 50%.pdf');
test(
  named,
  'in both kinds of parts',
  `filename*0*=utf-8''M%C3%BCller; filename*1=" 50%41 off.pdf"`,
  'Müller 50%41 off.pdf',
);
test(
  named,
  'the plain part without quotation marks',
  "filename*0*=utf-8''M%C3%BCller; filename*1=50%41.pdf",
  'Müller50%41.pdf',
);
test(
  named,
  'the plain part with a quotation mark',
  `filename*0*=utf-8''M%C3%BC; filename*1="50%\\"x;.pdf"`,
  'Mü50%"x;.pdf',
);
test(named, 'in folded lines', '\r\n filename*0*=utf-8\'\'M%C3%BC;\r\n\tfilename*1="50%41.pdf"', 'Mü50%41.pdf');
