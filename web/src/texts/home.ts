/** 工作台 */
import type { TodoKind } from '../api/generated/graphql';

/** What the button of each kind of waiting thing does, with its figure */
const acts: Readonly<Record<TodoKind, (n: number) => string>> = {
  BODIES_OVERDUE: (n) => `看这 ${n} 个`,
  COMMENTS_RETURNED: (n) => `补充 ${n} 条`,
  COMMENTS_TO_LIST: (n) => `用 ${n} 条生成表`,
  COMMENTS_TO_PROPOSE: () => '开始处理',
  COMMENTS_TO_REPORT: (n) => `报送 ${n} 条`,
  DRAFT_TO_CHECK: () => '去核对',
  DRAFT_TO_PUBLISH: () => '去公布',
  EVIDENCE_TO_REVIEW: (n) => `确认 ${n} 处`,
  LETTERS_TO_ACKNOWLEDGE: (n) => `签收 ${n} 份`,
  LETTERS_TO_COMPOSE: () => '拟反馈函',
  LETTERS_TO_DELIVER: (n) => `送达 ${n} 份`,
  LETTERS_TO_FINALISE: (n) => `看这 ${n} 份`,
  LETTERS_TO_SIGN: (n) => `签发 ${n} 份`,
  LINEAGE_TO_CONFIRM: (n) => `确认 ${n} 处`,
  OPINIONS_QUARANTINED: (n) => `核实 ${n} 条`,
  OPINIONS_TO_COMPILE: (n) => `看 ${n} 条`,
  OPINIONS_TO_TAKE_UP: (n) => `受理 ${n} 条`,
  ROUND_TO_SEND: () => '去发出',
  SHEET_TO_CHECK: () => '去审核',
  SHEET_TO_SIGN: () => '去签发',
  SOURCES_TO_ANSWER: (n) => `答复 ${n} 条`,
  TASK_TO_ANSWER: () => '去报送',
  TASK_TO_RECEIVE: () => '签收',
};

export const homeTexts = {
  title: (n: number, exact: boolean) => (exact ? `今天有 ${n} 件事等您` : `今天有 ${n} 件以上的事等您`),
  none: '今天没有等您的事',
  noneHelp: '有了要您办的事，这里会列出来。',
  due: (day: string) => `${day}截止`,
  since: (day: string) => `${day}起`,
  more: (n: number) => `还有 ${n} 件`,
  acts,
  first: {
    title: '新的机关，先做三件事',
    steps: [
      { act: '导入一稿', says: '把草案的 Word 文件导入，核对条文，公布。' },
      { act: '建联系点', says: '征求意见要发给联系点，可以从表格里粘贴。' },
      { act: '发第一次征求意见', says: '选一稿，选联系点，定哪天截止，发出。' },
    ],
    done: '做好了。',
    others: '由经办来办。',
  },
  windows: '征求意见的窗口',
  noWindows: '现在没有正在征求意见的法规。',
  month: (m: number) => `${m}月`,
  today: (d: number) => `今天 ${d}`,
  left: (n: number) => (n === 0 ? '今天截止' : `还有 ${n} 天`),
  opens: (day: string) => `${day}开始`,
  over: '已截止',
  silent: '谁还没有回音',
  silentOf: (title: string, n: number) => `${title}，${n} 个`,
  moreSilent: (n: number) => `还有 ${n} 个`,
} as const;
