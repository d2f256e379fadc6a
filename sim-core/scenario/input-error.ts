// The one exception that unusable input ends in: one line that names the field, what is wrong and what would be right.

/** Whitespace and control characters become single spaces, so that a message stays one line whatever the input held. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** Unusable input. `message` is one line "where: problem; remedy", fit for a person and for standard error. */
export class InputError extends Error {
  /** The field (dotted path), file or byte. */
  readonly where: string;
  readonly problem: string;
  readonly remedy: string;

  constructor(where: string, problem: string, remedy: string) {
    super(`${oneLine(where)}: ${oneLine(problem)}; ${oneLine(remedy)}`);
    this.name = 'InputError';
    this.where = oneLine(where);
    this.problem = oneLine(problem);
    this.remedy = oneLine(remedy);
  }
}
