// What needs the scenario's schema: reading links and checking inputs. Behind a dynamic import.
export { checkInput, decodeLink } from '../../sim-core/index.ts';
