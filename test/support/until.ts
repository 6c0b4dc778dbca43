/** Waits for something that happens by itself, such as a job; says what it waited for where it does not come. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  seconds = 120,
): Promise<T> {
  // most of it comes within a few hundredths of a second; what takes longer is not asked for that often
  let pause = 10;
  for (let waited = 0; waited < seconds * 1000; waited += pause) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    pause = Math.min(100, pause * 1.5);
    await new Promise((d) => setTimeout(d, pause));
  }
  throw new Error(`waited ${seconds} s in vain: ${what}`);
}
