/**
 * Runs inside the page: what a person with weak eyes, a trembling finger or a screen reader would stumble over. Gives a
 * list of findings, empty when there is none. Contrast by WCAG 2.2 (relative luminance), 4.5 for all text.
 */
export function audit(): string[] {
  const found: string[] = [];
  const parse = (c: string): [number, number, number, number] => {
    const n = (c.match(/[\d.]+/g) ?? []).map(Number);
    return [n[0] ?? 0, n[1] ?? 0, n[2] ?? 0, n[3] ?? 1];
  };
  const luminance = ([r, g, b]: readonly number[]): number => {
    const part = (v: number): number => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r ?? 0) + 0.7152 * part(g ?? 0) + 0.0722 * part(b ?? 0);
  };
  const background = (e: Element | null): number[] => {
    for (let at = e; at; at = at.parentElement) {
      const c = parse(getComputedStyle(at).backgroundColor);
      if (c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const isHidden = (e: Element): boolean => e.closest('.v,.skip') !== null || e.getClientRects().length === 0;
  const name = (e: Element): string => `${e.tagName.toLowerCase()} ${(e.textContent ?? '').trim().slice(0, 20)}`;

  if (document.documentElement.lang !== 'zh-CN') found.push('lang is not zh-CN');
  if (document.title.trim() === '') found.push('no title');
  // a phone zooms out to show what is too wide, and innerWidth grows with it: the screen does not
  const wide = document.documentElement.scrollWidth;
  if (wide > screen.width) found.push(`sideways: ${wide} in ${screen.width}`);

  let level = 0;
  for (const h of Array.from(document.querySelectorAll('h1,h2,h3,h4,h5,h6'))) {
    const n = Number(h.tagName[1]);
    // what stands above h1 is the summary of errors
    if (n > level + 1 && h.closest('.err') === null) found.push(`heading ${name(h)} after h${level}`);
    if (h.closest('.err') === null) level = n;
  }
  if (document.querySelectorAll('h1').length !== 1) found.push('heading: not one h1');

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let t = walker.nextNode(); t; t = walker.nextNode()) {
    const e = t.parentElement;
    if (!e || (t.textContent ?? '').trim() === '' || isHidden(e) || e.closest('style,script,noscript,option')) continue;
    const [a, b] = [luminance(parse(getComputedStyle(e).color)), luminance(background(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push(`contrast ${ratio.toFixed(2)}: ${name(e)}`);
    if (parseFloat(getComputedStyle(e).fontSize) < 15) found.push(`small type: ${name(e)}`);
  }

  for (const f of Array.from(document.querySelectorAll<HTMLElement>('input:not([type=hidden]),textarea,select'))) {
    if (isHidden(f)) continue;
    if (!f.id || !document.querySelector(`label[for="${f.id}"]`)) found.push(`label: ${f.outerHTML.slice(0, 60)}`);
    for (const id of (f.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean))
      if (!document.getElementById(id)) found.push(`described by nothing: ${id}`);
  }
  const ids = Array.from(document.querySelectorAll('[id]')).map((e) => e.id);
  for (const id of ids.filter((x, i) => ids.indexOf(x) !== i)) found.push(`id twice: ${id}`);
  for (const a of Array.from(document.querySelectorAll('a[href^="#"]')))
    if (!document.getElementById((a.getAttribute('href') ?? '').slice(1)) && a.getAttribute('href') !== '#')
      found.push(`leads nowhere: ${name(a)}`);

  for (const e of Array.from(document.querySelectorAll('a,button,summary,input:not([type=hidden]),select,textarea'))) {
    if (isHidden(e)) continue;
    // a tick is as large as its row, which its label fills
    const box = (e.matches('[type=radio],[type=checkbox]') ? (e.closest('.tick') ?? e) : e).getBoundingClientRect();
    if (e.closest('.err') === null && (box.height < 47.5 || box.width < 44))
      found.push(`target ${Math.round(box.width)}×${Math.round(box.height)}: ${name(e)}`);
  }
  return found;
}
