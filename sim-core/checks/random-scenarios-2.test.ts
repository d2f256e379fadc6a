// Random legal scenarios of up to 2,000 packets, 250 to 499 of a thousand; in files of their own so that all cores share them.
import { describe } from 'vitest';
import { keepEveryInvariant } from './random-laws-for-test.ts';

describe('random legal scenarios', () => keepEveryInvariant(250, 500));
