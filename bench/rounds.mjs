/**
 * Interleaved rounds: every candidate once per round, so that a busy machine slows all alike; medians over the rounds;
 * CPU time of this process beside wall time. A candidate that is null (a peer that is not installed) is reported as
 * "not measured".
 */

/** Medians of wall and CPU milliseconds per candidate; the first round only warms up and is not counted. */
export function measure(candidates, rounds = 7) {
  const wall = new Map();
  const cpu = new Map();
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of Object.entries(candidates)) {
      if (run === null) continue;
      const used = process.cpuUsage();
      const from = performance.now();
      run();
      const ms = performance.now() - from;
      const { user, system } = process.cpuUsage(used);
      if (round === 0) continue;
      push(wall, name, ms);
      push(cpu, name, (user + system) / 1000);
    }
  }
  return Object.fromEntries(
    Object.entries(candidates).map(([name, run]) => [
      name,
      run === null ? null : { wall: median(wall.get(name)), cpu: median(cpu.get(name)), rounds },
    ]),
  );
}

function push(lists, key, value) {
  if (!lists.has(key)) lists.set(key, []);
  lists.get(key).push(value);
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** mulberry32: the same numbers in every run. */
export function random(seed) {
  let a = seed | 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const figure = (x) => (x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toFixed(2));

const times = (x) => (x < 0.1 ? `1/${Math.round(1 / x)}` : `${figure(x)}×`);

/** One line per candidate, and the ratio of the first to each other one. */
export function report(title, results, goal = '') {
  console.log(`\n${title}${goal === '' ? '' : `   (goal: ${goal})`}`);
  const [own] = Object.values(results);
  for (const [name, r] of Object.entries(results)) {
    if (r === null) console.log(`  ${name.padEnd(40)} not measured`);
    else {
      const ratio =
        r === own || own === null
          ? ''
          : `   first to this: ${times(own.wall / r.wall)} wall, ${times(own.cpu / r.cpu)} CPU`;
      console.log(
        `  ${name.padEnd(40)} ${figure(r.wall).padStart(8)} ms wall ${figure(r.cpu).padStart(8)} ms CPU${ratio}`,
      );
    }
  }
}
