/** Signs that Word inserts by the number they have in a font of symbols, as the characters that they show. */
const SYMBOL =
  'B0°B1±B2″B3≥B4×B5∝B6∂B7•B8÷B9≠BA≡BB≈BC…A2′A3≤A4⁄A5∞AB↔AC←AD↑AE→AF↓C5⊕C7∩C8∪CC⊂CE∈D0∠D5∏D6√D7·D8¬D9∧DA∨DB⇔DC⇐DE⇒E5∑F2∫' +
  '25%2B+2D−3D=3C<3E>61α62β63χ64δ65ε66φ67γ68η69ι6Bκ6Cλ6Dμ6Eν6Fο70π71θ72ρ73σ74τ75υ77ω78ξ79ψ7Aζ' +
  '41Α42Β44Δ46Φ47Γ4CΛ50Π51Θ53Σ57Ω58Ξ59Ψ';
const WINGDINGS = '6C●6E■6F□71❑74◆75◆A1○A7▪A8□FB✗FC✓FD☒FE☑E0→DF←E1↑E2↓F0⇨';

const readTable = (table: string): ReadonlyMap<number, string> =>
  new Map([...table.matchAll(/([0-9A-F]{2})(.)/gu)].map((m) => [Number.parseInt(m[1] ?? '', 16), m[2] ?? '']));
const FONTS: Readonly<Record<string, ReadonlyMap<number, string>>> = {
  symbol: readTable(SYMBOL),
  wingdings: readTable(WINGDINGS),
};

/** The character; null for a sign that we do not know, which must be told */
export function symbolOf(font: string, code: string): string | null {
  const point = Number.parseInt(code, 16);
  if (!Number.isSafeInteger(point)) return null;
  const known = FONTS[font.toLowerCase()];
  if (known) return known.get(point & 0xff) ?? null;
  // of an ordinary font it is the character itself; the private area says nothing outside its font
  return point >= 0x20 && point < 0xe000 && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : null;
}

/** Symbol, Wingdings, Webdings: their signs stand where other fonts have letters, or in the private area */
export const isSymbolFont = (font: string): boolean =>
  /^(?:symbol|wingdings(?: [23])?|webdings|mt extra)$/iu.test(font);
