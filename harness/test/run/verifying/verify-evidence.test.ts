import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFromJSON } from '@sigstore/bundle';
import { toSignedEntity, Verifier } from '@sigstore/verify';
import { Ajv2020 } from 'ajv/dist/2020.js';
import test from 'ava';
import { printEnvelope, seal } from '#harness/certificate/envelope.js';
import { makeKeys, readPublicKey, readSigningKey } from '#harness/certificate/keys.js';
import type { Statement } from '#harness/certificate/statement.js';
import { verifyEvidence } from '#harness/index.js';
import { filesBelow, journalOf, rewriteText, textOf } from '../../support/evidence.js';
import { Bundle, OPT_OUT } from './bundle.js';

const bundle = new Bundle();
test.before(async (t) => {
  t.timeout(60_000);
  await bundle.make();
});
test.after.always(() => bundle.remove());

const commandLine = bundle.commandLine.bind(bundle);

const statementIn = (folder: string): Statement => {
  const { payload } = JSON.parse(readFileSync(join(folder, 'certificate.json'), 'utf8')) as { payload: string };
  return JSON.parse(Buffer.from(payload, 'base64').toString('utf8')) as Statement;
};

test.serial('evidence that nobody has touched is verified, and the provider with it', async (t) => {
  const verification = await verifyEvidence(bundle.path, { key: bundle.key, provider: OPT_OUT });
  t.true(verification.holds);
  t.deepEqual(
    verification.checks.map(({ name, state }) => `${name} ${state}`),
    ['certificate holds', 'signature holds', 'versions holds', 'files holds', 'derived holds', 'provider holds'],
  );
  const { code, stdout, stderr } = await commandLine(['verify', 'out', '--key', 'key.pub', '--provider', OPT_OUT]);
  t.is(stderr, '');
  t.is(code, 0);
  t.regex(stdout, /^VERIFIED {2}passed: only COM-1 was judged/m);
});

test.serial('without a key and a provider it says what it could not look at', async (t) => {
  const { code, stdout } = await commandLine(['verify', 'out']);
  t.is(code, 0);
  t.regex(stdout, /\? signature +not checked: --key names/);
  t.regex(stdout, /\? provider +not compared: --provider names/);
  t.regex(stdout, /^VERIFIED but for the signature {2}passed/m);
});

test.serial('a certificate alone is checked by its signature, and the rest is open', async (t) => {
  const { code, stdout } = await commandLine([
    'verify',
    'out/certificate.json',
    '--key',
    'key.pub',
    '--provider',
    OPT_OUT,
  ]);
  t.is(code, 0);
  t.regex(stdout, /✓ signature +Ed25519/);
  t.regex(stdout, /\? files +not checked: the certificate alone was given/);
  t.regex(stdout, /✓ provider /);
});

test.serial(
  'what is signed is an in-toto statement about the provider, and a part of the catalogue is no PASSED',
  (t) => {
    const { _type, subject, predicateType, predicate } = statementIn(bundle.path);
    t.is(_type, 'https://in-toto.io/Statement/v1');
    t.is(predicateType, 'https://in-toto.io/attestation/test-result/v0.1');
    t.deepEqual(
      subject.map(({ name }) => name),
      ['correct-opt-out.js', 'file-store.js'],
    );
    t.is(predicate.result, 'WARNED');
    t.deepEqual(predicate.passedTests, ['COM-1']);
    t.is(predicate.mapiCertify.verdict, 'passed');
  },
);

test.serial("a verifier of DSSE that is not ours accepts the envelope, and refuses another key's", (t) => {
  const dsseEnvelope = JSON.parse(readFileSync(join(bundle.path, 'certificate.json'), 'utf8'));
  const { key, id } = readPublicKey(readFileSync(bundle.key, 'utf8'));
  const other = readPublicKey(makeKeys().publicKey).key;
  const signed = toSignedEntity(
    bundleFromJSON({
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: { publicKey: { hint: id } },
      dsseEnvelope,
    }),
  );
  const verifierOf = (publicKey: typeof key): Verifier =>
    new Verifier(
      {
        certificateAuthorities: [],
        timestampAuthorities: [],
        tlogs: [],
        ctlogs: [],
        publicKey: () => ({ publicKey, validFor: () => true }),
      },
      { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 },
    );
  t.notThrows(() => verifierOf(key).verify(signed));
  t.throws(() => verifierOf(other).verify(signed));
});

test.serial('result, manifest and statement are as their published schemas say', (t) => {
  const documents = {
    result: JSON.parse(readFileSync(join(bundle.path, 'result.json'), 'utf8')),
    manifest: JSON.parse(readFileSync(join(bundle.path, 'manifest.json'), 'utf8')),
    statement: statementIn(bundle.path),
  };
  for (const [name, document] of Object.entries(documents)) {
    const schema = JSON.parse(
      readFileSync(new URL(`../../../../schemas/${name}.schema.json`, import.meta.url), 'utf8'),
    ) as object;
    const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
    t.true(validate(document), JSON.stringify(validate.errors));
    t.false(validate({ ...document, more: 1 }), 'nothing else is in it');
  }
});

const names = test.macro<[change: (copy: string) => void, differences: readonly RegExp[]]>(
  async (t, change, differences) => {
    const copy = bundle.copy(t);
    change(copy);
    const { code, stdout, stderr } = await commandLine(['verify', basename(copy), '--key', 'key.pub']);
    t.is(stderr, '');
    t.is(code, 1);
    const text = stdout.replaceAll(/\s+/g, ' ');
    for (const difference of differences) t.regex(text, difference);
    t.regex(stdout, /^NOT VERIFIED {2}\d+ differences?$/m);
  },
);

const run = (copy: string): string => join(copy, 'evidence', 'object-contract');

test.serial('a missing file is named', names, (copy) => rmSync(join(run(copy), 'life-1.json')), [
  /✗ files evidence\/object-contract\/life-1\.json is missing/,
  /✗ derived nothing can be derived: it is incomplete evidence/,
]);
test.serial('a file too many is named', names, (copy) => writeFileSync(join(copy, 'notes.txt'), ''), [
  /✗ files notes\.txt does not belong to it/,
]);
test.serial('an empty folder is named', names, (copy) => mkdirSync(join(copy, 'evidence', 'empty')), [
  /evidence\/empty\/ does not belong to it/,
]);
(process.platform === 'win32' ? test.skip : test.serial)(
  'a link is named',
  names,
  (copy) => symlinkSync('result.json', join(copy, 'link.json')),
  [/link\.json does not belong to it/],
);
test.serial(
  'an edited journal is named, and the finding that it changes',
  names,
  (copy) =>
    rewriteText(journalOf(run(copy), 1), (text) =>
      text.replace(/("probe":"new-object-each-initialisation","holds":)true/, '$1null'),
    ),
  [/life-1\.ndjson\.gz was changed/, /✗ derived/],
);
test.serial(
  'a verdict that was written over is named, with what the recordings say',
  names,
  (copy) => {
    const file = join(copy, 'result.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"verdict": "passed"', '"verdict": "certified"'));
  },
  [/result\.json was changed/, /the verdict is told as certified, and the recordings say passed/],
);
test.serial(
  'a finding that was written over is named, with what the recordings say',
  names,
  (copy) => {
    const file = join(copy, 'result.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"status": "pass"', '"status": "not-applicable"'));
  },
  [/COM-1 is told as not-applicable, and the recordings say pass: /],
);
test.serial(
  'what is no result is told by its schema',
  names,
  (copy) => {
    const file = join(copy, 'result.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"catalogue": 2', '"catalogue": "two"'));
  },
  [/result\.json: \/catalogue must be integer/],
);
test.serial('a certificate that is not there is named', names, (copy) => rmSync(join(copy, 'certificate.json')), [
  /✗ certificate certificate\.json can't be read: ENOENT/,
]);
test.serial('a manifest that is not there is named', names, (copy) => rmSync(join(copy, 'manifest.json')), [
  /✗ files manifest\.json can't be read: ENOENT/,
]);
test.serial(
  'a bundle of an unknown format is named',
  names,
  (copy) => {
    const file = join(copy, 'manifest.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"format": 1', '"format": 9'));
  },
  [/the bundle is of format 9, and this version knows format 1/],
);

/** Signs a changed statement anew, as somebody who has the key could. */
function resign(copy: string, change: (statement: Statement) => Statement, key = bundle.signKey): void {
  const text = JSON.stringify(change(statementIn(copy)));
  const signed = printEnvelope(seal(text, key === '' ? null : readSigningKey(readFileSync(key, 'utf8'))));
  writeFileSync(join(copy, 'certificate.json'), signed);
}

test.serial(
  'a certificate that says more than the recordings is named, though its signature is good',
  names,
  (copy) =>
    resign(copy, (it) => ({
      ...it,
      predicate: { ...it.predicate, result: 'PASSED', passedTests: ['COM-1', 'DUR-1'] },
    })),
  [/✓ signature/, /result of the certificate is not what the evidence says/, /passedTests of the certificate/],
);
test.serial(
  'a certificate of an unknown version is named',
  names,
  (copy) =>
    resign(copy, (it) => {
      const configuration = it.predicate.configuration.map((each) => {
        return each.name.startsWith('mapi-certify@') ? { ...each, name: 'mapi-certify@9.0.0' } : each;
      });
      return { ...it, predicate: { ...it.predicate, configuration } };
    }),
  [/✗ versions it is of mapi-certify@9\.0\.0, which this version, mapi-certify@\d+\.\d+\.\d+, does not know/],
);
test.serial(
  'a certificate that nobody has signed is refused where a key is given',
  names,
  (copy) => resign(copy, (it) => it, ''),
  [/✗ signature nobody has signed it, and --key names SHA256:/],
);
test.serial(
  "somebody else's signature is refused",
  names,
  (copy) => {
    const other = join(copy, '..', 'other');
    writeFileSync(other, makeKeys().privateKey);
    resign(copy, (it) => it, other);
  },
  [/✗ signature it was signed by SHA256:\w+, and --key names SHA256:/],
);

test.serial('another provider is named, file by file', async (t) => {
  const folder = join(bundle.folder, 'changed-provider');
  cpSync(dirname(OPT_OUT), folder, { recursive: true });
  writeFileSync(join(folder, 'file-store.js'), `${readFileSync(join(folder, 'file-store.js'), 'utf8')}\n// changed\n`);
  const { code, stdout } = await commandLine(['verify', 'out', '--provider', './changed-provider/correct-opt-out.js']);
  t.is(code, 1);
  t.regex(
    stdout.replaceAll(/\s+/g, ' '),
    /file-store\.js of \.\/changed-provider\/correct-opt-out\.js is not the one that was certified/,
  );
});

const refuses = test.macro<[readonly string[], RegExp]>(async (t, args, sentence) => {
  const { code, stdout, stderr } = await commandLine(args);
  t.is(code, 2);
  t.is(stdout, '');
  t.regex(stderr, sentence);
  t.is(stderr.split('\n').length, 2, 'one sentence');
});

test.serial('verify of what is not there', refuses, ['verify', 'nowhere'], /nowhere does not exist; name the folder/);
test.serial(
  'verify of another folder',
  refuses,
  ['verify', '.'],
  /\. is no evidence of a certification: it has no cert/,
);
test.serial(
  'verify without a folder',
  refuses,
  ['verify'],
  /judge, report, show, replay, merge and verify need the folder that --out named/,
);
test.serial('verify of two', refuses, ['verify', 'a', 'b'], /verify takes one folder/);
test.serial(
  'a key that is not there',
  refuses,
  ['verify', 'out', '--key', 'no.pub'],
  /--key no\.pub can't be used: there is no such file/,
);
test.serial(
  'a key that is a private one',
  refuses,
  ['verify', 'out', '--key', 'key'],
  /--key key can't be used: it is a private key/,
);
test.serial('a key that is none', refuses, ['verify', 'out', '--key', 'out/result.json'], /it is no public key in PEM/);
test.serial(
  'a provider that is not there',
  refuses,
  ['verify', 'out', '--provider', './no.js'],
  /\.\/no\.js does not exist/,
);
test.serial('an option without its value', refuses, ['verify', 'out', '--key'], /--key needs a value/);
test.serial(
  'a signing key that is not there',
  refuses,
  [OPT_OUT, '--sign-key', 'no'],
  /--sign-key no can't be used: there is no such file/,
);
test.serial(
  'a signing key that is public',
  refuses,
  [OPT_OUT, '--sign-key', 'key.pub'],
  /--sign-key key\.pub can't be used: it is a public key/,
);
test.serial('keygen over a key', refuses, ['keygen', 'key'], /exists, and a key is never overwritten/);
test.serial(
  'keygen where there is no folder',
  refuses,
  ['keygen', 'no/key'],
  /no\/key can't be written: its folder does not exist/,
);
test.serial('keygen without a file', refuses, ['keygen'], /keygen needs the file of the private key/);

test.serial('a signing key in the environment that is wrong is refused, and not shown', async (t) => {
  const pem = '-----BEGIN PRIVATE KEY-----\nnothing\n-----END PRIVATE KEY-----';
  const { code, stderr } = await commandLine([OPT_OUT], { MAPI_CERTIFY_SIGN_KEY: pem });
  t.is(code, 2);
  t.is(stderr, "mapi-certify: --sign-key can't be used: it is no private key in PEM\n");
});

test.serial('keygen makes a key that nobody else may read, and its public half', async (t) => {
  const { code, stdout } = await commandLine(['keygen', 'new']);
  t.is(code, 0);
  t.regex(stdout, /^new signs certificates \(--sign-key new\)/);
  const key = readSigningKey(readFileSync(join(bundle.folder, 'new'), 'utf8'));
  t.is(readPublicKey(readFileSync(join(bundle.folder, 'new.pub'), 'utf8')).id, key.id);
  t.true(existsSync(join(bundle.folder, 'new.pub')));
});

const secrets = test.macro<[provider: (folder: string, settings: Record<string, string>) => readonly string[]]>({
  title: (given = '') => `secrets are in no file of the evidence: ${given}`,
  exec: async (t, provider) => {
    t.timeout(120_000);
    const [named, token, variable] = ['open sesame 77', 'ghp_0123456789abcdefghijABCDEFGHIJ', 'of the environment 3'];
    // The processes under test have it from this one.
    process.env['TALKATIVE_STORE_TOKEN'] = variable;
    t.teardown(() => {
      delete process.env['TALKATIVE_STORE_TOKEN'];
    });
    const folder = mkdtempSync(join(bundle.folder, 'secrets-'));
    const out = join(folder, 'out');
    mkdirSync(out);
    const { code, stdout, stderr } = await commandLine([
      ...provider(folder, { password: named, endpoint: token, server: 'mail.example.org' }),
      ...['--only', 'COM-1', '--items', '5', '--seed', '7', '--out', out, '--keep-data'],
      ...['--json', join(out, 'also.json')],
    ]);
    t.true([0, 1, 3].includes(code), stderr);
    const files = filesBelow(out);
    t.true(
      files.some((file) => textOf(file).includes('mail.example.org')),
      'what is no secret is there',
    );
    t.true(
      files.some((file) => textOf(file).includes('signed in with *** and *** and ***')),
      'what it said is there without them',
    );
    for (const secret of [named, token, variable]) {
      for (const file of files) t.false(`${file} ${textOf(file)}`.includes(secret), file);
      t.false(`${stdout}${stderr}`.includes(secret));
    }
    const kept = files.filter((file) => /life-1\.data\//.test(file.replaceAll('\\', '/')));
    const names = kept.map((file) => basename(file));
    t.true(names.includes('harmless.txt'));
    t.false(names.includes('password.txt'), 'a file with a secret in it is listed and not kept');
    const listing = files.find((file) => /life-1\.data\.ndjson/.test(file)) ?? '';
    t.regex(
      textOf(listing),
      /"name":"data-1\/password\.txt","bytes":14,"sha256":"[0-9a-f]{64}","leftOut":"it has a secret in it"/,
    );
    t.is((await commandLine(['verify', out])).code, 0, 'a report in it belongs to it');
    t.true(readdirSync(out).includes('also.json'));
  },
});

const TALKATIVE = fileURLToPath(new URL('./says-its-secrets.js', import.meta.url));

test.serial('those that options name, and of the environment', secrets, (_, settings) => {
  return [TALKATIVE, ...Object.entries(settings).flatMap(([key, value]) => ['--profile', `${key}=${value}`])];
});
test.serial('those of a profile file, and of the environment', secrets, (folder, settings) => {
  const file = join(folder, 'profile.json');
  writeFileSync(file, JSON.stringify({ providers: [{ name: 'talkative', module: TALKATIVE, settings }] }));
  return ['--profile-file', file];
});
