/** How fast something happens: more often than so many times in this second, or in the one before. Pure. */
export class Pace {
  private second = 0;
  private now = 0;
  private before = 0;

  constructor(private readonly most: number) {}

  /** Counts one more at that time, in milliseconds; whether that makes it a storm */
  isStorm(at: number): boolean {
    const second = Math.floor(at / 1000);
    if (second !== this.second) {
      this.before = second === this.second + 1 ? this.now : 0;
      this.now = 0;
      this.second = second;
    }
    this.now++;
    return this.now > this.most || this.before > this.most;
  }
}
