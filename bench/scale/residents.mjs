/** Residents in a thread of their own, so that what they do costs the officer who is timed nothing: `{ url, n, seconds }` */
import { parentPort, workerData } from 'node:worker_threads';
import { get } from './pages.mjs';

const { url, n, seconds } = workerData;
const took = [];
let wrong = 0;
const resident = async () => {
  const from = performance.now();
  const { status } = await get(url).catch(() => ({ status: 0 }));
  took.push(performance.now() - from);
  if (status !== 200) wrong++;
};
const waiting = new Set();
const from = performance.now();
for (let sent = 0; sent < n;) {
  // nine tenths of the time bring four fifths; the tenth in the middle brings the fifth fifth
  const t = (performance.now() - from) / 1000 / seconds;
  const share =
    t < 0.45 ? (t / 0.9) * 0.8 : t < 0.55 ? 0.4 + (t - 0.45) * 2 : Math.min(1, 0.6 + ((t - 0.55) / 0.9) * 0.8);
  for (; sent < Math.min(n, Math.floor(share * n)); sent++) {
    const one = resident().finally(() => waiting.delete(one));
    waiting.add(one);
  }
  await new Promise((d) => setTimeout(d, 5));
}
await Promise.all(waiting);
parentPort.postMessage({ took, wrong });
