// The help text.
import { MOST_COMBINATIONS } from './sweep/plan.ts';

export const HELP = `67 ns: why virtual machines lose packets, and how hardware gives them back

usage: npm run -s sim -- COMMAND

  run SCENARIO.json        simulate it; the report as JSON on standard output
                           - reads the scenario from standard input, {} is the default
    --format json|table    table: aligned, for people
    --at NS                close the measuring window at that time
    --trace FILE           also write the event trace; by suffix .json (Chrome, Perfetto),
                           .csv or .pcapng
    --trace-packets A..B   only these packets, counted from 0
    --check                try every invariant on the whole trace: violations and the trace's hash as
                           a line of JSON on standard error, status 1 if one does not hold
    --stats                events, wall time and events a second as the last line on standard error
  sweep SCENARIO.json      simulate every combination of varied values, on all cores; one row a
                           combination and lane
    --vary PATH=V1,V2,…    values of one field, once for each field: traffic.load=0.1,0.5,1
                           features.batch=1,32 (all lanes)  lanes.dpdk.features.batch=1,32
                           costs.vm.exitLight=900,1800  (at most ${MOST_COMBINATIONS} combinations in all)
    --format csv|json      json: a list of the rows
    --stats                as with run
  validate                 run the published measurements, print model, published and ratio
    --rows FILE            other rows than the ones that come with the program
  presets                  the lanes with all their features (JSON; --format table)
  costs                    every constant with unit, range and source (JSON; --format table)
  schema                   the JSON Schema of a scenario
  --help, --version

exit status: 0 done, 2 the input is unusable (one line says why), 1 a fault of the program
             or a published row missed
`;
