/** What the clerk sees of a paper's sense: whom it goes to, what it says of itself, whether figures agree. Pure. */
import { annexHeads, type ClerkFacts, cut, type Remark, type Stretch } from './clerk.reading.rules.js';
import type { OfficialLetter } from './letter.model.js';

/** Source: papers 0.8, first item. The register's full name, letter by letter. */
export function addresseeIsRegistered(letter: OfficialLetter, facts: ClerkFacts): Remark[] {
  const [check, place] = ['addressee', '主送机关'];
  const written = letter.addressee.trim().replace(/[：:]$/u, '');
  if (facts.registered === null)
    return written === '' ? [] : [{ check, place, words: `${facts.kind}没有主送机关，请去掉“${written}”。` }];
  if (written === facts.registered) return [];
  return [{ check, place, words: `写的是“${written}”，登记的名称是“${facts.registered}”，请改成一致。` }];
}

/**
 * Source: papers 0.8; 党政机关公文处理工作条例 8. 函 to bodies not under us, 报告 only upward, 公告 and 通报 to
 * everybody.
 */
export function titleFitsDirection(letter: OfficialLetter, facts: ClerkFacts): Remark[] {
  const [check, place] = ['title', '标题'];
  const title = letter.title.replace(/\n/gu, '');
  const fits = { UP: ['报告'], ACROSS: ['函'], PUBLIC: ['公告', '通报'] }[facts.direction];
  const to = { UP: '上级', ACROSS: '不相隶属的单位', PUBLIC: '社会' }[facts.direction];
  return [
    ...(title.endsWith(facts.kind) ? [] : [{ check, place, words: `应当以“${facts.kind}”结尾。` }]),
    ...(fits.includes(facts.kind)
      ? []
      : [{ check, place, words: `发给${to}的用“${fits.join('”或者“')}”，不用“${facts.kind}”。` }]),
    ...(/反馈函$/u.test(title) ? [{ check, place, words: '文种是“函”，“反馈函”不是文种，写“……情况的函”。' }] : []),
  ];
}

/** Source: papers 0.3, 0.8; GB/T 9704-2012 7.3.6. Names in 附件说明 and heads of annexes are the same words. */
export function annexesAreNamed(letter: OfficialLetter): Remark[] {
  const [check, place] = ['annexes', '附件说明'];
  // those that are bound apart are named as well, and stand in a volume of their own
  const named = letter.attachments.slice(letter.annexesApart ?? 0);
  const heads = annexHeads(letter);
  const marked = letter.attachments
    .filter((name) => /^《.*》$/u.test(name) || /[。；，]$/u.test(name))
    .map((name) => ({ check, place, words: `“${cut(name)}”外面不加书名号，后面不加标点。` }));
  if (named.length !== heads.length) {
    const words = `列了${named.length}个附件，文后附有${heads.length}个，请改成一致。`;
    return [...marked, { check, place, words }];
  }
  const others = named.flatMap((name, at) => (name === heads[at] ? [] : [{ name, head: heads[at] ?? '' }]));
  return [
    ...marked,
    ...others.map(({ name, head }) => ({
      check,
      place,
      words: `附件名称“${cut(name)}”与附件标题“${cut(head)}”不一致。`,
    })),
  ];
}

/** Source: papers 0.6 (2). 报送 is the sum of what came of it; the letter and its table say the same figures. */
export function sumsAgree(letter: OfficialLetter, stretches: readonly Stretch[], facts: ClerkFacts): Remark[] {
  const f = facts.figures;
  if (!f) return [];
  const check = 'sums';
  const sum = f.adopted + f.partly + f.not + f.inFavour + f.pending;
  const whole =
    sum === f.reported
      ? []
      : [{ check, place: '正文', words: `报送${f.reported}条，各类结果合计${sum}条，两数不等，请核对。` }];
  const said: readonly (readonly [RegExp, string, number])[] = [
    [/(?<!部分|未|拟)采纳(\d+)条/gu, '采纳', f.adopted],
    [/部分采纳(\d+)条/gu, '部分采纳', f.partly],
    [/未采纳(\d+)条/gu, '未采纳', f.not],
    [/报送(?:意见)?(\d+)条/gu, '报送', f.reported],
    [/听取(?:群众)?意见(\d+)条/gu, '听取', f.heard],
  ];
  const figures = stretches
    .filter((s) => s.part === 'body')
    .flatMap(({ place, text }) =>
      said.flatMap(([found, name, n]) =>
        [...text.matchAll(found)]
          .filter((m) => Number(m[1]) !== n)
          .map((m) => ({ check, place, words: `写的是${name}${m[1] ?? ''}条，登记的是${n}条。` })),
      ),
    );
  return [...whole, ...figures, ...tableAgrees(letter, f)];
}

/** The table has a row for each comment that is told */
function tableAgrees(letter: OfficialLetter, f: NonNullable<ClerkFacts['figures']>): Remark[] {
  const rows = letter.annex?.rows;
  if (!rows) return [];
  const told = f.reported - f.pending;
  if (rows.length === told) return [];
  const words = `表里有${rows.length}行，应当答复的是${told}条，请核对。`;
  return [{ check: 'sums', place: '附件', words }];
}

const NUMERALS = '一二三四五六七八九十';

/** Source: papers 0.5, 0.8; GB/T 9704-2012 7.3.3. A heading has something under it, and numbers have no gap. */
export function sectionsAreFilled(letter: OfficialLetter): Remark[] {
  const check = 'sections';
  const remarks: Remark[] = [];
  let [first, second] = [0, 0];
  for (const [at, block] of letter.body.entries()) {
    if (block.kind === 'paragraph') continue;
    const place = `正文第${at + 1}段`;
    const level = block.kind === 'heading1';
    if (level) [first, second] = [first + 1, 0];
    else second += 1;
    const due = level ? `${NUMERALS[first - 1] ?? ''}、` : `（${NUMERALS[second - 1] ?? ''}）`;
    if (!block.text.startsWith(due))
      remarks.push({ check, place, words: `标题序号应当是“${due}”，写的是“${cut(block.text, 8)}”。` });
    // a heading that is a whole sentence says itself what stands under it
    if (!/[。？：]$/u.test(block.text) && isEmpty(letter, at))
      remarks.push({ check, place, words: `“${cut(block.text)}”下面没有内容，请整节去掉。` });
  }
  return remarks;
}

function isEmpty(letter: OfficialLetter, at: number): boolean {
  const [block, next] = [letter.body[at], letter.body[at + 1]];
  return next === undefined || next.kind === 'heading1' || (next.kind === 'heading2' && block?.kind === 'heading2');
}

/** Source: papers 0.8. 其他 is for what has no class; a reason that has one stands under it. */
export function noOtherGroup(stretches: readonly Stretch[], facts: ClerkFacts): Remark[] {
  const classed = new Set(facts.classed ?? []);
  return stretches
    .filter((s) => s.part === 'body' && /^(?:（[^）]+）)?其他(?:理由|原因)?(?:的|。)/u.test(s.text))
    .flatMap(({ place, text }) =>
      [...text.matchAll(/第(\d+)条意见/gu)]
        .filter((m) => classed.has(Number(m[1])))
        .map((m) => ({
          check: 'otherGroup',
          place,
          words: `第${m[1] ?? ''}条意见的理由已经归类，不应当放在“其他”里。`,
        })),
    );
}

/** Source: papers 0.8. A letter does not speak of what there is none of. */
export function noPartlyWhenNone(stretches: readonly Stretch[], facts: ClerkFacts): Remark[] {
  if (facts.figures?.partly !== 0) return [];
  return stretches
    .filter((s) => (s.part === 'body' || s.part === 'closing') && s.text.includes('部分采纳'))
    .map(({ place }) => ({ check: 'partly', place, words: '没有部分采纳的意见，不要提“部分采纳”。' }));
}

/** Source: papers 0.8. The next text is cited once it is released, and only by places that stand in it. */
export function nextDraftIsReleased(stretches: readonly Stretch[], facts: ClerkFacts): Remark[] {
  const next = facts.nextDraft;
  if (!next) return [];
  const check = 'nextDraft';
  const known = new Set(next.places);
  const titled = `《${next.title}》`;
  return stretches
    .filter((s) => s.part === 'body')
    .flatMap(({ place, text }) => {
      if (!next.released && text.includes(titled))
        return [{ check, place, words: `《${cut(next.title)}》还没有发布，不能引用。` }];
      return citedIn(text, [titled, next.short])
        .filter((cited) => !known.has(cited))
        .map((cited) => ({ check, place, words: `${next.short}里没有${cited}，请核对。` }));
    });
}

/** 第三条之一 after one of these names, and 第五条 after 、 */
const citedIn = (text: string, names: readonly string[]): string[] =>
  names
    .flatMap((name) => (name === '' ? [] : text.split(name).slice(1)))
    .flatMap((rest) => /^(?:第[^第，。；、条]+条(?:之[一二三四五六七八九十]+)?、?)+/u.exec(rest)?.[0].split('、') ?? [])
    .filter((cited) => cited !== '');

/** Source: papers 0.4, 0.8. Defined once, at the first mention, without quotes; then only that, and not in names. */
export function shortNameOnce(letter: OfficialLetter, stretches: readonly Stretch[], facts: ClerkFacts): Remark[] {
  const check = 'shortName';
  const words = stretches.filter((s) => s.part === 'body' || s.part === 'closing');
  const full = `《${facts.draftTitle.replace(/《/gu, '〈').replace(/》/gu, '〉')}》`;
  // a law whose two texts bear one name: 体现在《甲法》第三条 names the next one
  const ofNext = (rest: string): boolean => facts.nextDraft?.title === facts.draftTitle && rest.startsWith('第');
  const named = words.flatMap((s) =>
    s.text
      .split(full)
      .slice(1)
      .flatMap((rest) => (ofNext(rest) ? [] : s.place)),
  );
  const defined = words.flatMap((s) =>
    [...s.text.matchAll(/（以下简称([^）]+)）/gu)].map((m) => [s.place, m[1] ?? ''] as const),
  );
  const remarks: Remark[] = defined
    .filter(([, short]) => /[“”「」"]/u.test(short))
    .map(([place, short]) => ({ check, place, words: `简称${short}不加引号。` }));
  const seen = new Map<string, number>();
  for (const [place, short] of defined) {
    seen.set(short, (seen.get(short) ?? 0) + 1);
    if (seen.get(short) === 2) remarks.push({ check, place, words: `简称“${short}”规定了两次，留第一次。` });
  }
  if (named.length > 1) {
    const how = defined.length === 0 ? '第一次出现时规定简称，以后用简称' : '规定简称以后不再写全称';
    remarks.push({ check, place: named[1] ?? '', words: `稿名全称写了${named.length}次，请${how}。` });
  }
  const all = words.map((s) => s.text).join('\n');
  for (const [place, short] of defined) {
    const used = all.split(short).length - 1 - countIn(all, `以下简称${short}`) - named.length * countIn(full, short);
    if (used <= 0) remarks.push({ check, place, words: `简称“${short}”后面没有用到，不必规定。` });
    for (const name of [letter.title, ...letter.attachments])
      if (name.replaceAll(facts.draftTitle, '').includes(short) && !name.includes('《'))
        remarks.push({ check, place: '标题和附件名称', words: `“${cut(name)}”里写全称，不用简称。` });
  }
  return remarks;
}

const countIn = (text: string, part: string): number => text.split(part).length - 1;

/** Source: papers 0.8, 11. 特此反馈 to a contact point, 特此函告 to a department or congress; never 专此函达. */
export function formulaFits(stretches: readonly Stretch[], facts: ClerkFacts): Remark[] {
  const [check, own] = ['formula', facts.formula];
  const found = stretches
    .filter((s) => s.part === 'body' || s.part === 'closing')
    .flatMap(({ place, text }) => [...text.matchAll(/[特专]此[^，。；]{1,4}。/gu)].map((m) => ({ place, said: m[0] })));
  const instead = own === null ? '这类文不写结语，请去掉。' : `应当写“${own}”。`;
  const other = found
    .filter(({ said }) => said !== own)
    .map(({ place, said }) => ({ check, place, words: `结语“${said}”与文种不符，${instead}` }));
  if (own !== null && found.length === 0) return [{ check, place: '结尾', words: `缺少结语“${own}”。` }];
  return other;
}

/** Source: papers 0.8. Whom to ask is not who signed. */
export function personIsNotSigner(facts: ClerkFacts): Remark[] {
  const { contact, signer } = facts.persons ?? { contact: null, signer: null };
  if (contact === null || contact !== signer) return [];
  return [{ check: 'persons', place: '附注', words: `联系人与签发人都是“${contact}”，联系人应当是经办人。` }];
}

/** Source: papers 0.5. Nobody answers before everybody was heard, nor cites what was not released. */
export function dayIsAfter({ day, answers }: ClerkFacts): Remark[] {
  if (day === null || !answers) return [];
  const [check, place] = ['day', '成文日期'];
  if (day <= answers.closesOn)
    return [{ check, place, words: `成文日期${day}不晚于征求意见截止日${answers.closesOn}，请改晚。` }];
  if (answers.releasedOn !== null && day < answers.releasedOn)
    return [{ check, place, words: `成文日期${day}早于下一稿的发布日${answers.releasedOn}，请改晚。` }];
  return [];
}
