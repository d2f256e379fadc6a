// The link codec and the scenario's checks, behind one dynamic import.
export { completeScenario, decodeLink, encodeLink, InputError } from '../../sim-core/index.ts';
