/** What stands around the articles of a text and is none of their 款, each kind with the right tree. */
import { parseText, print, type Provision, provisionText } from '../../../src/articles/index.js';

const read = (...lines: string[]): ReturnType<typeof parseText> => {
  const tree = parseText(lines.join('\n'));
  // what is read is printed so that it is read the same
  const again = parseText(print(tree));
  expect([again.headings, again.provisions]).toEqual([tree.headings, tree.provisions]);
  return tree;
};
const shown = (p: Provision): string => `${p.label}：${provisionText(p)}`;
const LAST = '第二条　本条例自2026年6月1日起施行。';

describe('judicial interpretations', () => {
  const body = ['一、受理', '第一条　古桥案件由桥头所在地法院受理。', '二、执行', '第二条　判决由桥头所在地法院执行。'];

  it.each([
    [
      'a note',
      '（2021年1月8日通过，根据2025年7月1日《关于修改〈古桥案件规定〉的决定》修正）',
      '为办理古桥案件，制定本规定。',
    ],
    ['a preamble', '（2021年1月8日通过）', '2025年8月1日，全国人大常委会作出关于修改古桥法的决定，现规定如下。'],
    ['neither', '（2021年1月8日通过）', '为办理古桥案件，制定本规定。'],
  ])('have articles under 一、 二、 although %s speaks of an amendment', (_, note, preamble) => {
    const tree = read('关于办理古桥案件的规定', note, preamble, ...body);
    expect(tree.provisions.map(shown)).toEqual([
      '第一条：古桥案件由桥头所在地法院受理。',
      '第二条：判决由桥头所在地法院执行。',
    ]);
    expect(tree.provisions.map((p) => p.headings.map((h) => [h.label, h.title]))).toEqual([
      [['一、', '受理']],
      [['二、', '执行']],
    ]);
  });

  it('and a decision that amends stays one of clauses', () => {
    const tree = read(
      '云河市人大常委会关于修改《云河市古桥保护条例》的决定',
      '（2025年7月1日通过）',
      '一、将第三条修改为：',
      '“第三条　古桥不得拆除。”',
      '二、删去第五条。',
    );
    expect(tree.provisions.map((p) => [p.kind, p.label])).toEqual([
      ['clause', '一、'],
      ['clause', '二、'],
    ]);
  });
});

describe('tables', () => {
  it('cells never become articles, and rows no 款', () => {
    const tree = read(
      '云河市古桥处罚基准',
      '第一条　为了规范处罚，制定本基准。',
      '第二条　处罚按照下表：',
      '依据\t行为\t处罚',
      '第九条\t凿刻桥身\t警告',
      '第十条（《古桥条例》）\t拆除桥栏\t罚款三千元',
      '（一）\t擅自通车\t罚款五百元',
      '前款规定的行为情节轻微的，不予处罚。',
      '第三条　本基准自2026年6月1日起施行。',
    );
    expect(tree.provisions.map((p) => [p.label, p.paragraphs.length])).toEqual([
      ['第一条', 1],
      ['第二条', 2],
      ['第三条', 1],
    ]);
    expect(tree.provisions[1]?.paragraphs[0]).toEqual({
      text: '处罚按照下表：\n依据\t行为\t处罚\n第九条\t凿刻桥身\t警告\n第十条（《古桥条例》）\t拆除桥栏\t罚款三千元\n（一）\t擅自通车\t罚款五百元',
      items: [],
    });
    expect(tree.warnings).toEqual([]);
  });

  it('a tab behind every label makes no table', () => {
    const tree = read(
      '云河市古桥条例',
      '第一条\t为了保护古桥，制定本条例。',
      '第二条\t古桥归国家所有。',
      '第四条\t不得拆桥。',
    );
    expect(tree.provisions.map((p) => p.label)).toEqual(['第一条', '第二条', '第四条']);
  });
});

describe('behind the last article', () => {
  const law = ['云河市古桥条例', '第一条　古桥按照所附古桥名录保护。', LAST];
  const behind = (...lines: string[]): [string[], string[], string[]] => {
    const tree = read(...law, ...lines);
    return [
      tree.provisions.slice(1).map((p) => `${p.kind} ${shown(p)}`),
      tree.setAside.map((a) => a.text),
      tree.warnings.map((w) => w.code),
    ];
  };
  const last = 'article 第二条：本条例自2026年6月1日起施行。';

  it('an annex whose title stands behind 附 and a blank, or alone before its rows', () => {
    expect(behind('附　古桥名录', '桥名\t年代', '虹桥\t宋')).toEqual([
      [last, 'annex 附 古桥名录：桥名\t年代\n虹桥\t宋'],
      [],
      [],
    ]);
    expect(behind('古桥名录', '桥名\t年代', '虹桥\t宋')).toEqual([
      [last, 'annex 古桥名录：桥名\t年代\n虹桥\t宋'],
      [],
      [],
    ]);
    expect(behind('桥名\t年代', '虹桥\t宋')).toEqual([[last, 'annex 附表：桥名\t年代\n虹桥\t宋'], [], []]);
  });

  it('signature and day are set aside, whoever signs', () => {
    const signed = ['云河市人民代表大会常务委员会', '2026年3月9日'];
    expect(behind(...signed)).toEqual([[last], signed, []]);
    expect(behind('市长　李桥', '二〇二六年三月九日')).toEqual([[last], ['市长　李桥', '二〇二六年三月九日'], []]);
  });

  it('notes and explanations are no 款', () => {
    expect(behind('说明：', '一、起草的经过。')).toEqual([[last, 'annex 说明：：一、起草的经过。'], [], []]);
    expect(behind('注：古桥以登记为准。')).toEqual([[last, 'annex 注：古桥以登记为准。：'], [], []]);
  });

  it('what nobody can tell is told', () => {
    expect(behind('云河市司法局起草组供稿')).toEqual([[`${last}\n云河市司法局起草组供稿`], [], ['TEXT_BEHIND']]);
    expect(behind('2010年的古桥办法同时废止。')).toEqual([[`${last}\n2010年的古桥办法同时废止。`], [], []]);
  });
});

it('附件1 above a title, a title in two lines behind its announcement, 分则 alone, a note broken in two', () => {
  expect(read('附件1', '云河市古桥条例', '（草案）', '第一条　好。').title).toBe('云河市古桥条例（草案）');
  const announced = read(
    '云河市人民代表大会常务委员会公告',
    '（第9号）',
    '《云河市古桥条例》已于2026年3月9日通过，现予公布。',
    '云河市古桥',
    '条例',
    '（2026年3月9日云河市人民代表大会常务委员会第二',
    '次会议通过）',
    '总　则',
    '第一条　好。',
    '分　则',
    LAST,
  );
  expect([announced.title, announced.note]).toEqual([
    '云河市古桥条例',
    '（2026年3月9日云河市人民代表大会常务委员会第二次会议通过）',
  ]);
  expect(announced.provisions.map((p) => p.headings.map((h) => h.title))).toEqual([['总则'], ['分则']]);
});

it('（1） and ① stay within the 目 they are part of, and 2. goes on behind them', () => {
  const tree = read(
    '云河市古桥条例',
    '第一条　禁止：',
    '（一）拆桥，包括：',
    '1.拆桥身：',
    '（1）全部；',
    '①一次；',
    '②多次。',
    '（2）部分。',
    '2.拆桥栏。',
    '（二）封桥。',
  );
  expect(tree.provisions[0]?.paragraphs[0]?.items).toEqual([
    {
      label: '（一）',
      text: '拆桥，包括：',
      subitems: [
        { label: '1.', text: '拆桥身：\n（1）全部；\n①一次；\n②多次。\n（2）部分。' },
        { label: '2.', text: '拆桥栏。' },
      ],
    },
    { label: '（二）', text: '封桥。', subitems: [] },
  ]);
});

it('the running head of a gazette beside a page number is set aside; a decision tells of the law behind it', () => {
  const gazette = read('云河市古桥条例', '第一条　好。', '— 3 —', '云河市人大常委会公报　2026年第1号', LAST);
  expect(gazette.provisions.map(shown)).toEqual(['第一条：好。', '第二条：本条例自2026年6月1日起施行。']);
  const decision = parseText(
    [
      '云河市人大常委会关于修改《云河市古桥条例》的决定',
      '一、将第一条修改为：“第一条　桥不得拆。”',
      '本决定自公布之日起施行。',
      '云河市古桥条例',
      '第一条　桥不得拆。',
      LAST,
    ].join('\n'),
  );
  expect(decision.warnings.filter((w) => w.code === 'DECISION_WITH_LAW').map((w) => w.line)).toEqual([4]);
});
