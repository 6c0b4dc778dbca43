/** Raised and lowered signs as Unicode has them: 10⁴ stays what it is where there is a sign for each, m³, CO₂. */
const RAISED = new Map(
  [
    ...'0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾（⁽）⁾nⁿiⁱaᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰjʲkᵏlˡmᵐoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ'.matchAll(/(.)(.)/gu),
  ].map((m) => [m[1] ?? '', m[2] ?? '']),
);
const LOWERED = new Map(
  [...'0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎（₍）₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓ'.matchAll(/(.)(.)/gu)].map((m) => [
    m[1] ?? '',
    m[2] ?? '',
  ]),
);

export type Script = 'superscript' | 'subscript';

/** The words raised or lowered, blanks as they are; null where Unicode lacks a sign for one of them */
export function inScript(text: string, script: Script): string | null {
  const signs = script === 'superscript' ? RAISED : LOWERED;
  let out = '';
  for (const sign of text) {
    const as = /\s/u.test(sign) ? sign : signs.get(sign);
    if (as === undefined) return null;
    out += as;
  }
  return out;
}
