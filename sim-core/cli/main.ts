// The command line's entry: nothing but the machine and its arguments.
import { main } from './commands.ts';
import { nodeIo } from './node-io.ts';

process.exitCode = await main(process.argv.slice(2), nodeIo());
