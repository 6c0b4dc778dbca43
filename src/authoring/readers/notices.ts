/** What is told of the lines of a file: of each kind so many one by one, and of the rest how many they are. */
import { LIMITS } from './limits.js';
import type { ReadNotice } from './read.result.js';

export class Notices {
  private readonly notices: ReadNotice[] = [];
  private readonly told = new Map<string, number>();

  add(line: number, code: string, message: string): void {
    const told = (this.told.get(code) ?? 0) + 1;
    this.told.set(code, told);
    if (told <= LIMITS.noticesOfOneKind) this.notices.push({ line, code, message });
  }

  all(): ReadNotice[] {
    const more = [...this.told].filter(([, told]) => told > LIMITS.noticesOfOneKind);
    return [
      ...this.notices,
      ...more.map(([code, told]) => {
        const first = this.notices.find((one) => one.code === code)?.message ?? '';
        const left = told - LIMITS.noticesOfOneKind;
        return { line: 0, code, message: `与“${first}”同一类的情况还有 ${left} 处，没有逐处列出，请通读核对。` };
      }),
    ];
  }
}
