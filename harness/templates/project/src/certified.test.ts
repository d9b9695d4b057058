import { certificationTests } from '@mapi-kit/harness';
import test from 'ava';

// The quick look: a test for each requirement. The certificate takes the whole: see README.md.
certificationTests(test, { provider: '{{provider}}', quick: true });
