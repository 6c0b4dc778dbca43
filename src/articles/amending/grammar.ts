/**
 * The words that decisions order with. Every pattern is sticky and says all that it lets pass: a word that stands in
 * none of them makes its instruction not understood, which is what keeps 删去第八条中关于罚款的规定 from deleting the
 * article. So a word is added here only with the meaning that the readers give it, never to let a sentence through.
 */
import { QUOTE, QUOTES } from './quotes.js';
import { DRAFT_WORDS } from './titles.js';

const sticky = (source: string): RegExp => new RegExp(source, 'uy');

/** A quotation that is only looked at. */
const ONE = QUOTE.replace('(', '(?:');
export const COUNT = '(?:[一二两三四五六七八九十]{1,3}|[1-9][0-9]?)';
/** The verbs of changing, with the 为 that the new wording follows. */
export const CHANGE = '(?:修改|改|变更|调整|更改|更名|替换|更正|表述|改写|修订)(?:表述)?(?:为|成|作)';
const ADD = '(?:增加|新增|加上|增补|添加|补充)';
const DELETES = '(?:删去|删除|删掉|去掉|取消|废止)';
/** What may stand behind quoted words without changing which words they are. */
const AS_WORDS = '(?:的?(?:(?<provision>规定|内容|一句)|表述|字样|文字|词语|一词|[二两三四五六七八九]个?字))?';

/** Marks between orders. */
export const MARKS = sticky('[，；。\\n]+');
export const COMMA = sticky('，');
export const COLON = sticky('：');
/** ，即： before the list of the new numbers */
export const LIST_COMES = sticky('(?:，?(?:即|具体为|具体如下|如下))?：');
/** Words that join one order to the next and order nothing. */
export const JOINS = sticky(
  '(?:并且|并|同时|另外|此外|相应地|相应|现|再|还|和|及|以及|、|决定|建议|其中，(?=(?:将|把)?原?第))+',
);
/** 将, 在: the sign that a place or words follow. */
export const HANDLE = sticky('(?:将|把|在|对|从|由)');
/** The place is meant as it stands in force. */
export const IN_FORCE = sticky('(?:原有的?|原来的?|原|现行的?)');
/** The number is meant as it will be. */
export const AS_AMENDED = sticky(
  '(?:修改后的?|(?:序号)?(?:调整|变动|重新编排)后的?)(?=《|第|本|该|条例|办法|规定|法第)',
);
/** 本条例 before 第N条: which law it is, is known. */
const LAW_WORDS = `(?:本|该)?(?:法|条例|办法|规定|细则|规则|解释|规程|章程|${DRAFT_WORDS})`;
export const LAW_WORD = sticky(`${LAW_WORDS}的?(?=第)`);
export const INSIDE = sticky('(?:其)?(?:之?中|里|内(?!容))?的?(?:规定的)?(?:(?<=中|里|内)，(?=\\uE000))?');
/** 其中, 该条中: of what was just spoken of. */
export const AMONG = sticky('(?:其|该条|本条)(?=之?中|里|内)');
/** Where in the place the words stand that are changed or deleted. */
export const AT_END = sticky('(?:的)?(?:末尾|结尾|句末|段末|文末|条末|款末|项末|尾部|最后)(?:部分|处)?的');

export const WORDS = sticky(`(${QUOTES})${AS_WORDS}，?(?:分别|统一|一律|均|全部|都|相应地?)*${CHANGE}：?(${QUOTES})`);
/** “情节严重的”及其后的内容; without 及其 the words themselves stay. */
const PART_WORDS = '(?:全部|所有)?(?:内容|文字|规定|部分|表述|语句)';
export const FROM_WORDS = sticky(
  `(?:自|从)?(${QUOTE})(?:((?:以?及其|以?及|起及其))(?:之|以)?后|(?:之|以)?后)(?:面)?的${PART_WORDS}`,
);
/** 从“情节严重的”至条末的内容, and 至句末 */
export const FROM_TO_END = sticky(
  `(?:自|从)?(${QUOTE})(?:起|开始)?，?(?:直?至|到)(?:(条末|款末|项末|末尾|文末|结尾|结束)|句末)(?:为?止)?的?${PART_WORDS}`,
);
/** 中关于追究刑事责任的规定 */
export const ABOUT_WORDS = sticky(
  '(?:中|里)的?(?:关于|有关)([^，。；\\n\uE000除外不]{2,40}?)的(?:规定|内容|表述|文字|部分)(?=[，；。\\n]|(?:予以)?(?:删|去掉|取消)|并|同时|$)',
);
export const FROM_TO = sticky(`(?:自|从)?(${QUOTE})起?，?(?:直?至|到)(${QUOTE})(?:为?止)?(?:的?${PART_WORDS})?`);
/** 除第四条外, before the orders; 但第四条除外 behind them */
export const EXCEPT = sticky('除');
export const EXCEPT_ENDS = sticky('(?:的规定)?(?:之|以)?外，');
/** 除第四条外，其他条款中的: all the rest */
export const OTHERS = sticky(
  `(?:的|${LAW_WORDS})?(?:的)?其[他它余]的?(?:各条|条款|条文|法条|规定|各处|地方)的?(?=[中里\uE000])`,
);
/** 本条例中除第四条以外的, 第七条（第二款除外）中的: said of the one order that it stands in */
export const EXCEPT_INSIDE = sticky('(?:中|里)?，?除');
export const EXCEPT_INSIDE_ENDS = sticky(
  '(?:的规定)?(?:之|以)?外，?(?:的其[他它余]的?(?:条款|条文|各款|各项|规定))?(?=[的中里\uE000])',
);
export const EXCEPT_RUNS_ON = sticky('(?:的规定)?(?:之|以)?外');
/** （第二款除外）, （除第二款外）, （不含第二款） */
export const BRACKET_OPENS = sticky('（(除|不含|不包括)?');
export const BRACKET_EXCEPTED = sticky('(?:的规定)?除外）');
export const BRACKET_OUTSIDE = sticky('(?:的规定)?(?:之|以)?外）');
export const BRACKET_ENDS = sticky('）');
export const BUT = sticky('但是?');
export const EXCEPTED = sticky('(?:的规定)?(?:中)?的?(?:除外|不作(?:修改|改动|调整|变动)|不变)(?=[，；。\\n]|$)');
/** 第二条中的“甲”，第三条中的“乙”分别修改为“丙”、“丁” */
export const EACH_CHANGED = sticky(`，?(?:分别|依次|相应地?)(?:统一)?${CHANGE}：?(${QUOTES})`);
export const ALL_CHANGED = sticky(`，?(?:均|统一|一律|都)${CHANGE}：?(${QUOTE})`);
/** 第四条中的“甲”和第八条中的“甲”修改为“乙” */
export const BOTH_CHANGED = sticky(`，?${CHANGE}：?(${QUOTE})`);
export const WORDS_GONE = sticky(`(${QUOTES})${AS_WORDS}(?:予以|一律|均|分别)?${DELETES}`);
export const WORDS_NAMED = sticky(`(${QUOTES})${AS_WORDS}`);
export const ALSO_WORDS = sticky('(?:，?(?:和|及|以及|与|、))');
export const BESIDE = sticky(
  `(${QUOTE})(?:一词|字样|一句)?[之以]?(后|前)面?，?${ADD}(?:规定|表述|内容|一句)?(?:为)?：?(${QUOTE})`,
);
export const BETWEEN = sticky(
  `(${QUOTE})(?:(?:和|与|、)(?=${ONE}之?间)|[之以]?后(?:、|和|，)?(?=${ONE}[之以]?前))(${QUOTE})[之以]?[间前]，?${ADD}：?(${QUOTE})`,
);
const ADDS_WORDS = `${ADD}(?:(?:规定|一句话|一句|内容|表述|文字)(?:，(?=${ONE}(?:[，；。\\n]|$)))?)?(?:为|作为最后一句)?：?`;
export const APPEND = sticky(
  `的?(?:最后|最末|末尾|结尾|句末|段末|文末|条末|款末|项末|句尾|段尾|尾部)(?:部分|处)?，?${ADDS_WORDS}(${QUOTE})`,
);
export const PREPEND = sticky(
  `的?(?:开始|开头|起首|首部|句首|段首|条首|款首|项首|最前)(?:部分|处|面)?，?${ADDS_WORDS}(${QUOTE})`,
);
/** 第一句后增加“……。”, 增加一句作为第二句 */
export const BEHIND_SENTENCE = sticky(`之?后面?，?${ADDS_WORDS}(${QUOTE})`);
export const AS_SENTENCE = sticky(
  `(?:中|里)?${ADD}(?:一句话?|规定)，?作为(?:该款|该条|该项)?第([一二三四五六七八九十]{1,3})句(?:话)?：?(${QUOTE})`,
);
/** 第六条增加“……。”: a whole sentence can only be meant to stand behind the others. */
export const APPEND_SENTENCE = sticky(`(?:中|里)?${ADDS_WORDS}(${QUOTE})`);

export const REPLACE = sticky(
  `(?:的?(?:内容|表述|条文|全文)|的规定)?(?:统一|一律|均|全部|分别|依次)?(?:${CHANGE}(?:以下内容|如下内容|如下)?：?|(?:修改|修正)如下：(?=${ONE}(?:[，；。\\n]|$)))(${QUOTES})`,
);
export const TEXT_FOLLOWS = sticky(`，?(?:即|规定|(?:具体|其)?(?:内容|规定|表述|条文)?(?:如下|为))?：?(${QUOTES})`);
export const COUNTED = sticky(
  `(?:修改|改|分|拆分|分解|拆|细化|调整)(?:为|成|作)(${COUNT})(条|款|项|目|自然段)(?:规定)?`,
);
export const INSERT = sticky(
  `(?:[之以]?(后|前)面?|之?中|里|的?(末尾|最后|结尾)(?:部分|处)?)?，?(?:增加|新增|增设|增列|补充|增写)(${COUNT})?个?(条|款|项|目|章|节|编|自然段)(?:规定|内容|条文)?`,
);
export const INSERT_NAMED = sticky('(?:增加|新增|增设|增列)(?=第)');
/** 作为, 改为, 依次顺延为: a number follows. */
export const TARGET = sticky(
  '(?:的?(?:条文|条款|条)?序号)?(?:修改后)?(?:单独|单列|另行|依次|分别|顺延|相应地?|序号){0,4}(?:修改|改|列|移|调整|顺延|变更|更改|作|单列){1,4}(?:为|作|成|至|到)|为(?=第)',
);
export const TARGET_NUMBER = sticky(
  '(?=(?:修改后的?)?(?:《|第|该条第|本条第|该款第|本款第|本?(?:法|条例|办法|规定|细则|规则|解释)第))',
);
/** What may follow a new number; 改为第二条中的 is none. */
export const NUMBER_ENDS = sticky(
  '(?=、原?第|[，；。：\\n\uE000]|并|同时|其中|修改|改|分为|增加|删|即|规定|具体|内容|$)',
);
export const SAME_ARTICLE = sticky('(?:该条|本条)(?=第)');
export const ALONE = sticky('(?:单独|另行|单列)(?:作为|列为|成|为)?(?:一条|一款|一项)?(?=[，；。]|$)');
export const MERGE = sticky(`(?:进行)?(?:合并|并为|归并)(?:修改)?(?:为|成|作为)?(?:(?:一|${COUNT})(条|款|项|章|节))?`);
export const MOVE = sticky('(?:移|移动|调整|移置|调)(?:至|到|于|入)');
export const MOVE_SIDE = sticky('[之以]?(后|前)面?');
export const MOVE_INTO = sticky('(?:中|内)');
export const DELETE = sticky(`(?:予以|一并)?${DELETES}`);
export const WHOLE = sticky('(?:的(?:规定|内容|全部内容|全部规定))?(?:全文)?');
/** The name of a chapter, said of a heading or of the chapter that is being added. */
export const NAME = sticky('(?:的)?(?:章名|节名|编名|标题|名称|题目)');
export const NAMED = sticky(`(?:(?:由|从)?(${QUOTE})(?=，?${CHANGE}))?，?(?:${CHANGE}|为|是)?：?(${QUOTE})`);
/** 第二章、第三章章名 before 分别修改为 */
export const NAMES_EACH = sticky(`，?(?:(?:由|从)?(${QUOTES})，?)?(?:分别|依次)${CHANGE}：?(${QUOTES})`);
/** 第二章分为两节 */
export const SEVERAL_SECTIONS = sticky(
  `(?:中|里)?(?:(?:修改|改|分|拆分|划分|细分)(?:为|成|作)|增加|新增|增设|增列)(${COUNT})个?节`,
);
export const SECTIONS_COME = sticky('(?:，?(?:即|分别为|分别是|具体为))?[：，]?');
export const NEXT_SECTION = sticky('[，；、。\\n]*');
export const SECTION_TITLE = sticky(`(?:的?(?:节名|标题|名称))?(?:为|是)?：?(${QUOTE})`);
export const BRACKET_HOLDS = sticky('（(?:包括|包含)?(?=原?第)');
export const HELD = sticky('(?:共[一二三四五六七八九十]{1,3}条|组成|构成)');
/** 原第五条调整为第四条 in a list of the new numbers */
export const NEW_NUMBER = sticky('(?=(?:将|原)?第)');
/** “第五条”调整为“第四条” in a list of the new numbers. */
export const NUMBER_CHANGED = sticky(`(${QUOTE})${CHANGE}：?(${QUOTE})`);
/** 删去第二章的章名，该章各条并入第一章 */
export const ITS_ARTICLES = sticky(
  '，?(?:其|该章|本章|该节|本节|原)?(?:下|中)?的?(?:各条|条文|内容|所属条文|所辖条文)(?=(?:相应|一并|分别)?(?:并入|归入|移入|列入|划入))',
);
export const JOINS_IT = sticky('(?:相应|一并|分别)?(?:并入|归入|移入|列入|划入|合并到|合并至)');
export const NUMBER_COMES = sticky('(?=，?(?:并|分别)?作为(?:该条|本条)?第)');
export const TEXT_COMES = sticky(`(?=，?(?:并)?(?:合并后)?${CHANGE}：?\\uE000)`);
export const NAME_COMES = sticky('(?=，?(?:章名|节名|编名|标题|名称))');
export const QUOTED_NAME = sticky(`${QUOTE}`);
/** 第六条与第七条互换位置 */
export const SWAP = sticky(
  '(?:的)?(?:位置|顺序|序号|条序)?(?:相互|互相)?(?:互换|对调|对换|调换|交换)(?:位置|顺序|序号|条序)?(?=[，；。\\n]|$)',
);
/** 第六条与第七条之间 before 增加一条 */
export const BETWEEN_PLACES = sticky('之?间(?=，?(?:增加|新增|增设|增列|补充|增写))');
/** 第二章“保护”与第三章“责任”合并: the title behind the number, and no words of the chapter */
export const TITLED = sticky(`(${QUOTE})(?=、|和|与|及|以及|合并|并入|移|删|，?(?:改|调整|变更)为第|作为)`);
/** 增加一章…，包括第四条、第五条 */
export const HOLDS = sticky('，?(?:包括|包含|内容包括|由)(?=原?第)');
export const HOLDS_ENDS = sticky('(?:共[一二三四五六七八九十]{1,3}条|组成|构成)?，?(?=[：；。\\n\uE000]|$)');
export const HEADING_TITLE = sticky(`(?:的?(?:章名|节名|标题|名称)(?:为|是)?)?：?(${QUOTE})`);

/** 名称修改为《乙》 */
/** 本条例更名为《乙》: the name is meant, whatever stands before the verb */
export const RENAMED =
  /^(?:将|把)?(?:(?:本|该)?(?:法规|条例|办法|规定|细则|规则|规章|规程|章程|解释|文件)?(?:的?(?:名称|标题|题目))?)?更名为：?(?=《|\uE000)/u;
export const TITLE_NAMED = new RegExp(`((?:名称|标题|题目)(?:统一|相应)?${CHANGE}：?)(《[^《》]{1,60}》)`, 'gu');
/** 《甲》修改为《乙》: titles stand for themselves without quotation marks. */
export const TITLE_CHANGED = new RegExp(`(《[^《》]{1,60}》)((?:统一|相应)?${CHANGE})(《[^《》]{1,60}》)`, 'gu');

const ORDER_WORDS =
  '本决定|本修正案|建议|草案|根据|按照|依照|有关|相关|部分|个别|其余|其他|其它|其后|后续|以下|如下|以此|依此|以后|之后|后面|原有|所有|条文|条款|法条|章节|' +
  '[条款项章节]序号|顺序|序号|[条款项章节]序|次序|编号|作出|进行|予以|依次|相应地|相应|必要|顺延|类推|递推|递补|递减|递增|前移|后移|调整|变动|修改|修正|改动|排列|编排|重新|公布|全文|文字|标点符号|' +
  '此外|另外|同时|并且|本条例|该条例|条例|本法|该法|本办法|办法|本规定|规定|细则|规则|解释|章程|决定|修正案|' +
  '[条款项目章节编对将和与及、并作做后各再的原随之一后]';
const TITLE = '《[^《》]*(?:《[^《》]*》[^《》]*)*》';
/**
 * A clause about the order of the articles, made of nothing but these words. The words are taken in a look ahead, which
 * is not gone back into: 条款条款条款…… could else be cut into words in as many ways as there are powers of two.
 */
export const ORDER_CLAUSE = sticky(`(?=((?:${ORDER_WORDS}|${TITLE}(?:（[^（）]{1,30}）)?)+))\\1(?=[，；。：\\n]|$)`);
/** Within such a clause: that the numbers move. */
export const MOVES_NUMBERS = new RegExp(
  '(?:顺序|序号|条序|次序|编号).{0,16}(?:调整|顺延|类推|递推|递补|递减|递增|前移|后移|变动|修改|改动|排列|编排)|[以依]此类推|调整.{0,6}(?:顺序|序号)' +
    '|(?:其[他它余]|其?后|后续|以下|以后|原有)(?:的?各)?(?:条[文款]?|章节).{0,6}(?:顺延|前移|后移|类推|递推)|条[文款]?.{0,6}(?:依次|相应)(?:的|地)?(?:调整|顺延|变动|前移|后移)',
  'u',
);
/** 其后各款依次顺延, behind an order that adds or takes away a 款 or 项: they move by themselves. */
export const PARTS_MOVE = sticky(
  '(?:其后|其他|其它|其余|以下|以后|后面|后续|原有|原)?的?各?(?:款|项)(?:序号|序|的?顺序|的?序号)?(?:依次|相应地?)*(?:顺延|类推|递推|递补|递减|递增|后移|前移|调整)(?=[，；。\\n]|$)',
);
export const MOVE_ON = sticky('(?:依次|相应地?)*(?:顺延|后移|前移)(?=[，；。\\n]|$)');
/** Within such a clause: that chapters get other numbers, though nothing is said of articles. */
export const MOVES_HEADINGS =
  /[章节编]序.{0,8}(?:调整|顺延|递推|递减|递增|前移|后移|变动)|(?:调整|顺延).{0,6}[章节编]序/u;
export const OF_HEADINGS = /[章节编]/u;
export const TOUCHES_WORDING = /文字|标点/u;
/** 作如下修改： above numbered instructions, or 重新公布 behind them: says that something is amended, not what. */
export const ANNOUNCES = sticky(
  '(?:(?:作出|作|进行|予以)?(?:如下|以下|下列)?(?:相应的?)?(?:文字)?(?:修改|修正|调整|补充|完善)(?:和(?:补充|完善|修改|调整))?(?:如下)?后?|重新公布)(?:：|(?=[，；。\\n]|$))',
);
/** 关于第三条的修改： above the instructions on it. */
export const ABOUT = sticky('关于');
export const ABOUT_ENDS = sticky('(?:部分)?(?:的?(?:修改|调整)(?:内容)?)?：?$');
export const ANNOUNCES_SOME = sticky(
  '(?:对|将)?(?:有关|部分|个别|相关|下列|以下|其他|其它)?的?(?:条文|条款|文字|表述|内容)(?=(?:作出|作|进行|予以)?(?:如下|以下|下列)?(?:相应)?(?:文字)?(?:修改|修正|调整|补充|完善))',
);
/** 将下列法规中的……: the places stand below. */
export const LISTED_BELOW = sticky(
  '(?:下列|以下)(?:各?(?:件|部|项)?)?(?:的?(?:地方性法规|地方政府规章|行政法规|部门规章|单行条例|法规|规章|条例|法律|司法解释|规范性文件|文件|决定|规定|条款|条文)(?:、|和)?)+(?:的?(?:相关|有关)?(?:条款|条文|规定))?(?=中|里)',
);
/** 删去下列法规的有关条款： */
export const LISTED_GONE = sticky(
  `${DELETES}(?:下列|以下)(?:各?(?:件|部|项)?)?(?:的?(?:地方性法规|地方政府规章|行政法规|部门规章|单行条例|法规|规章|条例|法律|司法解释|规范性文件|文件|决定|规定)(?:、|和)?)+(?:中|里)?的?(?:有关|相关|下列|以下)?(?:条款|条文|规定|内容)：?$`,
);
/** 对下列法规中有关行政处分的规定作出修改： above instructions that say all of it themselves */
export const ABOUT_LAWS = sticky(
  '(?:对|将|就)?(?:下列|以下)(?:地方性法规|地方政府规章|行政法规|部门规章|单行条例|法规|规章|条例|法律|司法解释|规范性文件|文件)(?:中|里)?的?(?:(?:有关|涉及|关于)[^，。；：\\n除但外不\uE000]{1,24}的?)?(?:规定|内容|条款|条文|表述)?(?=(?:分别)?(?:作出|作|进行|予以)(?:如下|以下)?(?:修改|修正|调整))',
);
export const LATER_ONES = sticky('(?:及(?:其|之)?|之)?以?后(?:各)?的?');
/** Behind an order that needs no more words. */
export const ORDER_ENDS = sticky('(?=[，；。\\n]|并|同时|$)');
export const GIVES_A_PLACE = sticky('，(?=原?(?:第|《))');
export const OF = sticky('(?:的|中)?');
/** A date, a number or a short name behind a title. */
export const TITLE_NOTE = sticky('（[^（）]*(?:年|号|修正|修订|通过|公布|发布|简称|试行)[^（）]*）');
