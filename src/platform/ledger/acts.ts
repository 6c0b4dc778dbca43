/**
 * What stands in the ledger, in Chinese: the words of acts and of the things they are on. Each room tells those that it
 * writes; the words of an operation serve for the act of the same name.
 */
const acts = new Map<string, string>();
const operations = new Map<string, string>();
const steps = new Map<string, string>();
const things = new Map<string, string>();

const tell = (into: Map<string, string>, words: Readonly<Record<string, string>>): void => {
  for (const [name, said] of Object.entries(words)) into.set(name, said);
};

/** Acts that are no operation, or that the words of the operation do not fit */
export const tellActs = (words: Readonly<Record<string, string>>): void => tell(acts, words);
/** What an operation is for; the last resort of an act of its name */
export const tellOperation = (name: string, words: string): void => void operations.set(name, words);
/** Kinds of things, as the ledger names them */
export const tellThings = (words: Readonly<Record<string, string>>): void => tell(things, words);

/** The steps of a thing's life: `<command><kind>`, said as the command's words and what it is done with */
export function tellSteps(kind: string, what: string, commands: Readonly<Record<string, string>>): void {
  for (const [command, said] of Object.entries(commands)) steps.set(`${command}${kind}`, `${said}${what}`);
}

/** Chinese; of a route that was refused, and of an act nobody has told, what there is to say */
export function wordsOfAct(act: string): string {
  const told = acts.get(act) ?? operations.get(act) ?? steps.get(act);
  return told ?? (/^[A-Z]+ /.test(act) ? '打开网页或者文件' : act);
}

/** Chinese; the kind itself where nobody has told it */
export const wordsOfThing = (kind: string): string => things.get(kind) ?? kind;

/** Every act that has Chinese */
export const toldActs = (): string[] => [...new Set([...acts.keys(), ...operations.keys(), ...steps.keys()])];

/** Is there Chinese for it */
export const isToldAct = (act: string): boolean => acts.has(act) || operations.has(act) || steps.has(act);

tellActs({
  signIn: '登录',
  signOut: '退出登录',
  signOutEverywhere: '在所有地方退出登录',
  confirmIdentity: '再次确认身份',
  changePassword: '改自己的密码',
  useRecoveryCode: '用恢复码登录',
  createAccount: '开通账号',
  createFirstAdministrator: '建立第一个系统管理员账号',
  resetPassword: '重置密码',
  holdAccount: '账号重置后停签',
  storeFile: '存入文件',
  uploadFile: '上传文件',
  export: '下载文件',
  readContactData: '看联系方式',
  exportLedger: '导出台账',
  verifyLedger: '核验台账',
  rotateKeys: '更换密钥',
  backup: '备份',
  replayErasures: '恢复备份后重做删除',
  other: '其他没有办成的请求',
});
tellThings({
  Account: '账号',
  Legislature: '立法机关',
  Installation: '平台',
  File: '文件',
  files: '文件',
  AuditRecord: '台账',
  LedgerVerification: '台账核验',
  Refusal: '没有办成',
});
