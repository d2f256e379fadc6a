// The link codec, behind a dynamic import.
export { decodeLink, encodeLink } from '../../sim-core/index.ts';
