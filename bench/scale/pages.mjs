/**
 * The resident's page under 600 codes of one law against node:http that answers the same gzipped bytes from memory, and
 * hundreds of thousands of opens of one address while the desk works on.
 */
import { fork } from 'node:child_process';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { signedIn } from './office.mjs';

const CLIENTS = 32;
const sleep = (ms) => new Promise((d) => setTimeout(d, ms));
const quantile = (all, q) => all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * q))];

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
export const get = (url, headers = { 'accept-encoding': 'gzip' }) =>
  new Promise((done, fail) => {
    request(url, { agent, headers }, (answer) => {
      const got = [];
      answer
        .on('data', (d) => got.push(d))
        .on('error', fail)
        .on('end', () => done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(got) }));
    })
      .on('error', fail)
      .end();
  });

/** `times` opens of `paths` in turn by CLIENTS that each wait for the answer; gives how many were not what they should */
async function open(url, paths, times, bytes) {
  let at = 0;
  let wrong = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (at < times) {
        const path = paths[at++ % paths.length];
        const { status, body } = await get(url + path).catch(() => ({ status: 0, body: '' }));
        if (status !== 200 || (bytes && body.length !== bytes.get(path))) wrong++;
      }
    }),
  );
  return wrong;
}

async function peer(pages) {
  const child = fork(fileURLToPath(new URL('static.mjs', import.meta.url)));
  const next = () => new Promise((done) => child.once('message', done));
  const { url } = await next();
  const ask = (what) => {
    const answer = next();
    child.send(what);
    return answer;
  };
  await ask(pages.map(({ path, headers, body }) => [path, headers, body.toString('base64')]));
  return { url, usage: () => ask('usage'), stop: () => child.send('stop') };
}

/** CPU of the process that answers, for each answer, in milliseconds */
async function cpuOf(process_, paths, times, bytes) {
  const before = (await process_.usage()).cpu;
  const from = performance.now();
  const wrong = await open(process_.url, paths, times, bytes);
  const seconds = (performance.now() - from) / 1000;
  return { cpu: ((await process_.usage()).cpu - before) / times, wrong, perSecond: times / seconds };
}

/** Three rounds after one that warms up, the middle one; each page is first held to be what it is when not compressed */
export async function besideStatic(service, codes, times = 20_000) {
  const pages = [];
  for (const path of codes.map((code) => `/l/${code}`)) {
    const { status, headers, body } = await get(service.url + path);
    const plain = await get(service.url + path, {});
    if (status !== 200 || headers['content-encoding'] !== 'gzip' || !gunzipSync(body).equals(plain.body))
      throw new Error(`${path}: ${status} ${JSON.stringify(headers)}`);
    for (const own of ['date', 'connection', 'keep-alive']) delete headers[own];
    pages.push({ path, headers, body });
  }
  const paths = pages.map((p) => p.path);
  const bytes = new Map(pages.map((p) => [p.path, p.body.length]));
  const file = await peer(pages);
  const rounds = [];
  for (let round = 0; round < 4; round++) {
    const theirs = await cpuOf(file, paths, times, bytes);
    const ours = await cpuOf(service, paths, times, bytes);
    if (round > 0) rounds.push({ ours, theirs, ratio: ours.cpu / theirs.cpu });
  }
  file.stop();
  const middle = rounds.toSorted((a, b) => a.ratio - b.ratio)[1];
  return { ...middle, bytes: Math.max(...bytes.values()) };
}

/**
 * N opens of one address, a fifth of them in a tenth of the time, while an officer asks for the list once a second. What
 * the list takes is compared with half a minute without residents.
 */
export async function opens(service, code, office, n, seconds) {
  const officer = await signedIn(service.url, 'preparer');
  const list = async () => {
    const from = performance.now();
    await officer.ask(
      'query($c: ID!) { r: commentList(consultationId: $c, filter: {}, first: 50) { nodes { id number state text } } }',
      { c: office.consultationId },
    );
    return performance.now() - from;
  };
  const listWhile = async (isOver) => {
    const took = [];
    for (let over = false; !over;) {
      took.push(await list());
      over = await Promise.race([isOver.then(() => true), sleep(1000).then(() => false)]);
    }
    return quantile(took, 0.95);
  };
  for (let i = 0; i < 5; i++) await list();
  const quiet = await listWhile(sleep(30_000));
  await open(service.url, [`/l/${code}`], 2000);
  const before = await service.usage();
  const workerData = { url: `${service.url}/l/${code}`, n, seconds };
  const residents = new Worker(new URL('residents.mjs', import.meta.url), { workerData });
  const storm = new Promise((done, fail) => residents.once('message', done).once('error', fail));
  const busy = await listWhile(storm);
  const { took, wrong } = await storm;
  const after = await service.usage();
  return {
    wrong,
    quiet,
    busy,
    p95: quantile(took, 0.95),
    rss: [before.rss, after.rss],
    peak: after.peak,
    cpu: (after.cpu - before.cpu) / n,
  };
}
