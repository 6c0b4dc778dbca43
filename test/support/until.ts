/** Waits for something that happens by itself, such as a job; says what it waited for where it does not come. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  seconds = 30,
): Promise<T> {
  for (let i = 0; i < seconds * 10; i++) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    await new Promise((d) => setTimeout(d, 100));
  }
  throw new Error(`waited ${seconds} s in vain: ${what}`);
}
