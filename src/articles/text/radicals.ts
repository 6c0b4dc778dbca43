/**
 * Fonts of PDF files spell 民 as the radical ⺠ (U+2EA0): it looks alike and is another character, so no search and no
 * comparison finds it. Kangxi radicals (U+2F00–2FD5) have a compatibility mapping in Unicode, the supplement
 * (U+2E80–2EF3) mostly has none: its pairs are those of EquivalentUnifiedIdeograph.txt as far as the character is a
 * word of its own. NFKC over the whole text is refused: it would turn （一） into (一) and ， into a comma.
 */
const SUPPLEMENT: ReadonlyMap<string, string> = new Map(
  [
    ...(
      '⺁厂⺇几⺈刀⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺛旡⺜日⺝月⺞歺⺟母⺠民⺥爫⺧牛⺩王⺪疋⺫目⺬示⺮竹⺯糹⺰纟⺳罓⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼' +
      '⻁虎⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟' +
      // two Kangxi radicals whose mapping in Unicode is the traditional form, which no simplified text means
      '⼾户⾭青'
    ).matchAll(/(.)(.)/gu),
  ].map((pair) => [pair[1] ?? '', pair[2] ?? '']),
);

/**
 * The text with radicals and compatibility ideographs as the ordinary characters; nothing else changes, and its length
 * stays.
 */
export const withoutRadicals = (text: string): string =>
  text.replace(/[\u2e80-\u2fd5\uf900-\ufad9]/gu, (sign) => SUPPLEMENT.get(sign) ?? sign.normalize('NFKC'));
