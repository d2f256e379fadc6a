// Checks what a user wrote before the simulator gets it. The schema and its library come when something is to be checked.

/** Resolves to the input checked field by field; rejects with InputError where it cannot be used. */
export type Check = (input: unknown) => Promise<unknown>;

/** `{}`, the lecture's case, needs no schema: most visits begin with it. */
function isEmpty(input: unknown): boolean {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return false;
  return Object.keys(input).length === 0;
}

export const checkLazily: Check = async (input) => {
  if (isEmpty(input)) return {};
  const { checkInput } = await import('../share/codec.ts');
  return checkInput(input);
};
