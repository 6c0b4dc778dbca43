/**
 * The console in a browser: a page that is signed in, what axe finds on it, and where it is wider than its screen. With
 * CONSOLE_SHOTS=<folder> each page that is looked at is photographed.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PASSWORD, type TestService } from '../support/service.js';

const shots = process.env.CONSOLE_SHOTS;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const WIDE = { width: 1440, height: 900 };
export const DESK = { width: 1280, height: 720 };
export const PHONE = { width: 390, height: 844 };

/** Runs inside the page, which has axe */
async function lookAround(): Promise<string[]> {
  type Violation = { id: string; nodes: { html: string }[] };
  const { axe: inPage } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
  const { violations } = await inPage.run();
  const wide = document.documentElement.scrollWidth;
  return [
    ...violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`),
    ...(wide > innerWidth ? [`sideways: ${wide} in ${innerWidth}`] : []),
  ];
}

export class ConsolePages {
  /** what pages complained of */
  readonly faults: string[] = [];
  private readonly contexts: BrowserContext[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly service: TestService,
  ) {}

  /** The page at this address of the console, signed in, in a browser of its own */
  async open(username: string, path: string, viewport = WIDE): Promise<Page> {
    const page = await this.openAsStranger(path, viewport);
    await this.signIn(page, username, PASSWORD);
    await page.getByRole('navigation', { name: '主导航' }).waitFor();
    return page;
  }

  async signIn(page: Page, username: string, password: string): Promise<void> {
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
  }

  /** As `open`, where nobody has signed in yet */
  async openAsStranger(path: string, viewport = WIDE): Promise<Page> {
    const context = await this.browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    this.contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(90_000);
    page.on('console', (m) => void (m.type() === 'error' && this.faults.push(m.text())));
    page.on('pageerror', (e) => this.faults.push(e.message));
    // the browser's own line names neither what was asked nor why it was refused
    page.on(
      'response',
      (r) =>
        void (r.status() === 400 && r.text().then((t) => this.faults.push(`${r.request().postData() ?? ''} ${t}`))),
    );
    await page.goto(`${this.service.url}/console/${path}`);
    return page;
  }

  /** Confirms the identity in place, where an act on this page asks for it */
  async confirm(page: Page): Promise<void> {
    const asked = page.getByRole('dialog', { name: '请再确认一次是您本人' });
    await asked.getByLabel('密码').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await asked.waitFor({ state: 'detached' });
  }

  /** What axe finds, and where a page is wider than its screen, in all three sizes */
  async violations(page: Page, name: string): Promise<readonly string[]> {
    const present = page.viewportSize() ?? WIDE;
    const found: string[] = [];
    await page.evaluate(axe);
    for (const size of [WIDE, DESK, PHONE]) {
      await page.setViewportSize(size);
      if (shots !== undefined) {
        mkdirSync(shots, { recursive: true });
        await page.screenshot({ path: join(shots, `${name}-${size.width}.png`) });
      }
      found.push(...(await page.evaluate(lookAround)).map((what) => `${size.width}: ${what}`));
    }
    await page.setViewportSize(present);
    return found;
  }

  /** A page of any kind, where CONSOLE_SHOTS asks for pictures */
  async photograph(page: Page, name: string): Promise<void> {
    if (shots === undefined) return;
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  }

  async close(): Promise<void> {
    for (const c of this.contexts.splice(0)) await c.close();
  }
}
