/** What may be wrong with the ledger, in Chinese, as an office is told it */
export const ledgerFaultWords = {
  ROW_ALTERED: '内容与当时记下的不符',
  ROW_MISSING: '记录不在了',
  ROW_UNSEALED: '没有封存，也没有在等待封存',
  STEP_MISSING: '一件事中间缺了一步',
  SEAL_ALTERED: '封存被改动过',
  SEAL_MISSING: '中间缺了一次封存',
  SEAL_SIGNATURE: '封存不是本系统的密钥所签',
  HEAD_UNKNOWN: '以前记下的封存不在了',
  SOURCE_UNKNOWN: '封存里有来历不明的记录',
} as const;
