/**
 * Run as a process of its own: compares the two texts it is given, if any, and says its peak of resident memory in KB.
 */
const [oldPath, newPath] = process.argv.slice(2);
if (newPath !== undefined) {
  const { readFileSync } = await import('node:fs');
  const { engine } = await import('./material.mjs');
  const [old, next] = [oldPath, newPath].map((path) => engine.parseText(readFileSync(path, 'utf8')));
  const { articles } = engine.compare(old, next);
  if (articles.length < 1000) throw new Error(`only ${articles.length} articles compared`);
}
console.log(process.resourceUsage().maxRSS);
