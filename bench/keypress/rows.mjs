/** The same fifty comments for both lists. */
const WORDS = [
  '多名居民反映，电梯里的划痕、涂画、遗失物品等情况往往半个月后才发现，监控已被覆盖，建议将保存期限延长至三十日，与多数小区门岗监控的做法一致。',
  '建议明确既有住宅电梯加装视频监控的费用来源，由财政补助一半。',
  '三十日太长会增加物业成本，建议维持十五日。',
  '视频资料的查阅主体和程序没有规定，建议明确业主查阅的条件。',
];
const OUTCOMES = [null, 'ADOPTED', 'PARTIALLY_ADOPTED', 'NOT_ADOPTED'];
const SENDERS = ['临江区人大常委会', '桂花里社区', '恒安物业', '云澜大学法学院'];

export const ROWS = Array.from({ length: 50 }, (_, n) => {
  const outcome = OUTCOMES[n % 4];
  return {
    id: `row-${n}`,
    number: n + 1,
    state: outcome === null ? 'REPORTED' : 'PROPOSED',
    version: 1,
    text: WORDS[n % 4],
    placeWords: '第十九条第一款',
    targetKind: 'ARTICLE',
    sourceKind: 'CONTACT_POINT',
    contactPoint: { shortName: SENDERS[n % 4] },
    source: null,
    provision: { id: 'p' },
    filedUnder: null,
    struck: null,
    sheet: null,
    proposedHandling:
      outcome === null
        ? null
        : { outcome, reasonClass: null, words: '拟作修改。', byName: '陆清和', at: '2026-08-03T02:42:00Z' },
  };
});
