/**
 * A wholly revised regulation in our own wording: what goes on only in single sentences is still found, and says by
 * which sentence.
 */
import { type LikelyPair, likelyPairs } from '../../../src/articles/alignment/rewritten.js';
import { measure } from '../../../src/articles/alignment/similarity.js';
import { align, parseText, type Provision } from '../../../src/articles/index.js';

const articles = (lines: readonly string[]): Provision[] => parseText(['河道条例', ...lines].join('\n')).provisions;

const OLD = articles([
  '第一条　为了加强河道管理，防治水害，制定本条例。',
  '第二条　本市行政区域内河道的保护适用本条例。',
  '第三条　河道主管机关负责河道管理工作。沿河街道办事处应当每季度巡查一次河道，发现违法建筑立即报告。',
  '第四条　禁止在河道管理范围内堆放物料、倾倒垃圾。因抢险需要临时堆放的，应当在汛期结束后十日内清理完毕。',
  '第五条　河道主管机关对在河道内电鱼、毒鱼的，没收渔具。',
  '第六条　在河道内采砂的，应当申请采砂许可证。许可证有效期一年，不得转让。',
  '第七条　违反本条例第六条规定无证采砂的，由河道主管机关处一万元罚款。',
  '第八条　本条例自公布之日起施行。',
]);
const NEW = articles([
  '第一条　为了保护水环境，建设幸福河湖，促进人与自然和谐共生，根据有关法律，结合本市实际，制定本条例。',
  '第二条　本条例适用于本市河流、湖泊的规划、保护、治理、利用及其监督管理活动。',
  '第三条　市、区人民政府应当将河湖保护纳入国民经济和社会发展规划，所需经费列入财政预算。',
  '第四条　实行河长制。各级河长负责组织领导责任水域的治理和保护，协调解决突出问题。',
  '第五条　沿河街道办事处应当每月巡查一次河湖，发现违法建设行为及时制止并向水行政主管部门报告。',
  '第六条　水行政主管部门应当建立河湖健康档案，定期评估水生态状况并向社会公布。',
  '第七条　任何单位和个人不得向河湖倾倒垃圾、渣土。因防汛抢险临时堆放物料的，汛期结束后十日内应当清理完毕，恢复原状。',
  '第八条　推进水利风景区建设，向公众免费开放亲水空间，设置安全警示设施。',
  '第九条　从事采砂活动应当依法取得许可。采砂许可证有效期不超过一年，不得转让、出租。',
  '第十条　禁止使用电鱼、毒鱼等方法捕捞。',
  '第十一条　未取得许可采砂的，由水行政主管部门责令停止违法行为，没收违法所得，处五万元以上二十万元以下罚款。',
  '第十二条　本条例自2026年1月1日起施行。',
]);

const found = (links: readonly { old: number; new: number }[]): string[] =>
  links.map((l) => `${l.old + 1}→${l.new + 1}`).sort();

it('finds what became of each article, and leaves the new ones new', () => {
  const { links, new: fresh } = align(OLD, NEW);
  for (const pair of ['1→1', '2→2', '3→5', '4→7', '5→10', '6→9', '8→12']) expect(found(links)).toContain(pair);
  for (const j of [2, 3, 5, 7]) expect(fresh).toContain(j);
});

it('a link that the whole does not show says which sentence does', () => {
  const { links } = align(OLD, NEW);
  const hidden = links.filter((l) => l.reason.includes('改写较多'));
  expect(hidden.length).toBeGreaterThan(0);
  expect(hidden.some((l) => /见原文“.+”$/u.test(l.reason))).toBe(true);
});

it('what a person has said is not overruled by a sentence', () => {
  const { links, new: fresh, deleted } = align(OLD, NEW, { fixed: [{ new: 4, old: [] }], deleted: [2] });
  expect(links.filter((l) => l.new === 4 || l.old === 2)).toEqual([]);
  expect(fresh).toContain(4);
  expect(deleted).toContain(2);
});

it('every likelihood is one, and the same twice over', () => {
  const likely = (old: readonly Provision[], next: readonly Provision[]): LikelyPair[] =>
    likelyPairs(measure(old, next));
  const pairs = likely(OLD, NEW);
  expect(pairs.every((p) => p.likelihood >= 0 && p.likelihood <= 1)).toBe(true);
  expect(likely(OLD, NEW)).toEqual(pairs);
  expect(likely([], NEW)).toEqual([]);
  expect(likely(OLD, [])).toEqual([]);
});

it('an amended text is not searched by sentence: a near copy of a sentence elsewhere stays what it is', () => {
  const amended = [
    ...OLD.slice(0, 7),
    ...articles(['第八条　沿河街道办事处应当每季度巡查一次河道。', '第九条　本条例自公布之日起施行。']),
  ];
  expect(align(OLD, amended).links.every((l) => !l.reason.includes('改写较多'))).toBe(true);
});
