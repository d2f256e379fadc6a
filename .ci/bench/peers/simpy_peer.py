"""SimPy peer (3 or newer). Arguments: hold|tandem, n, operations, file of increments."""
import array
import json
import sys
import time

import simpy

model, n, count, path = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
steps = array.array('d')
with open(path, 'rb') as f:
    steps.frombytes(f.read())
steps = list(steps)
MASK = len(steps) - 1


def fold(h, x):
    return ((h ^ (x & 0xFFFFFFFF)) * 0x01000193) & 0xFFFFFFFF


env = simpy.Environment(initial_time=0)
state = {'next': 0, 'events': 0, 'hash': 0x811C9DC5}

if model == 'hold':
    done = env.event()

    def pending(i):
        while True:
            step = steps[state['next'] & MASK]
            state['next'] += 1
            yield env.timeout(step)
            state['hash'] = fold(state['hash'], i)
            state['events'] += 1
            if state['events'] == count:
                done.succeed()
                return

    for i in range(n):
        env.process(pending(i))
    started = time.perf_counter()
    env.run(done)
else:
    drawn = [k * 2503 for k in range(n + 1)]
    servers = [simpy.Resource(env) for _ in range(n)]

    def draw(k):
        c = drawn[k]
        drawn[k] = c + 1
        return steps[c & MASK]

    def packet():
        for k in range(n):
            with servers[k].request() as turn:
                yield turn
                yield env.timeout(int(draw(k + 1) * 0.75))
                state['events'] += 1
        state['hash'] = fold(state['hash'], int(env.now))

    def source():
        for _ in range(count):
            yield env.timeout(draw(0))
            state['events'] += 1
            env.process(packet())

    env.process(source())
    started = time.perf_counter()
    env.run()

print(json.dumps({
    'peer': f'SimPy {simpy.__version__}', 'impl': 'processes', 'model': model, 'n': n,
    'events': state['events'], 'secs': time.perf_counter() - started, 'hash': format(state['hash'], 'x'),
}))
