/** The Chinese of nodes 节点, written once. */
export const nodeStateWords = {
  OPEN: '可以用',
  EXPIRED: '过期了',
  STOPPED: '密码试错太多，停用了',
  REVOKED: '收回了',
} as const;
