// TextEncoder is in every engine that runs the simulator, but not in ECMAScript's own library that this tree is checked against.

declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
