// What a constant is called; apart from its values, for those who have no use for the table of constants.
import { CONSTANT_WORDS } from '../i18n/en-constants.ts';

/** A constant's name; its key where it has none. */
export function constantName(key: string): string {
  return Object.hasOwn(CONSTANT_WORDS, key) ? CONSTANT_WORDS[key] : key;
}
