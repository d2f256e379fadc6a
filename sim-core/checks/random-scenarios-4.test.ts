// Random legal scenarios of up to 2,000 packets, 750 to 999 of a thousand; in files of their own so that all cores share them.
import { describe } from 'vitest';
import { keepEveryInvariant } from './random-laws-for-test.ts';

describe('random legal scenarios', () => keepEveryInvariant(750, 1000));
