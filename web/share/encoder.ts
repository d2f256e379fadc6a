// Writing links needs no schema: a chunk of its own, behind a dynamic import.
export { encodeLink } from '../../sim-core/index.ts';
