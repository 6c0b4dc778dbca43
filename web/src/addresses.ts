/** Where things stand in the console: one desk leads to another by these, and imports nothing of it. */
const at = (path: string, row?: string | null): string => (row == null ? path : `${path}?at=${row}`);

export const addresses = {
  home: '/',
  /** where a second person confirms that an account was reset rightly */
  confirmReset: (noticeId: string) => `/?confirm=${noticeId}`,
  account: '/account',
  setup: '/setup',
  accounts: '/accounts',
  handover: '/handover',
  settings: '/settings',
  ledger: '/ledger',
  network: (pointId?: string) => at('/network', pointId),
  regulations: '/regulations',
  regulation: (id: string) => `/regulations/${id}`,
  /** where a text that was imported is checked against its file */
  draft: (id: string) => `/drafts/${id}`,
  draftNotes: (id: string) => `/drafts/${id}/notes`,
  rounds: '/rounds',
  prepareRound: (draftId?: string) => (draftId === undefined ? '/rounds/new' : `/rounds/new?draft=${draftId}`),
  round: (id: string) => `/rounds/${id}`,
  /** 节假日、调休 */
  calendar: '/rounds/calendar',
  /** 发文字号: blocks, gaps, numbers that were given up */
  numbers: '/rounds/numbers',
  /** its letters, its notice, what is printed for walls */
  papers: (roundId: string) => `/rounds/${roundId}/papers`,
  codes: (roundId: string) => `/rounds/${roundId}/codes`,
  scans: (roundId: string) => `/rounds/${roundId}/scans`,
  handling: (roundId: string, commentId?: string | null) => at(`/handling/${roundId}`, commentId),
  direct: (roundId: string, opinionId?: string | null) => at(`/direct/${roundId}`, opinionId),
  sheets: (roundId: string) => `/sheets/${roundId}`,
  sheet: (roundId: string, sheetId: string) => `/sheets/${roundId}/${sheetId}`,
  /** the text of a round beside the one after it */
  compare: (roundId: string) => `/compare/${roundId}`,
  /** a text beside the one before it, or beside another that is named */
  compareTo: (newDraftId: string, oldDraftId?: string) =>
    `/compare-to/${newDraftId}${oldDraftId === undefined ? '' : `?old=${oldDraftId}`}`,
  letters: (roundId: string, letterId?: string | null) => at(`/letters/${roundId}`, letterId),
  /** what came on paper and is answered without a letter */
  answers: (roundId: string) => `/answers/${roundId}`,
  /** of a contact point */
  tasks: '/tasks',
  task: (id: string) => `/tasks/${id}`,
  /** 回访名单: whom to tell what became of their words */
  calls: (taskId: string) => `/tasks/${taskId}/calls`,
  /** voices that were typed elsewhere, as a table */
  voicesTable: (taskId: string) => `/tasks/${taskId}/table`,
  /** 座谈会 and other activities at which people were heard */
  meetings: '/meetings',
  /** 本点数字: heard, reported, adopted, told */
  figures: '/figures',
  /** 活动台账: by year, day and subject */
  activities: '/activities',
  /** the codes of one activity, to be printed */
  activityCodes: (id: string) => `/activities/${id}/codes`,
  /** 节点 below, with links and tasks of their own */
  nodes: '/nodes',
  meeting: (id: string) => `/meetings/${id}`,
  /** what a county congress passes on 转发, and is copied 抄送 */
  passOn: (taskId: string) => `/tasks/${taskId}/pass`,
  received: (letterId?: string | null) => at('/received', letterId),
} as const;
