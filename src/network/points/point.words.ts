/** The Chinese of what this room names, written once: schema, refusals, papers and pages read it. */

/** Who established it */
export const contactPointLevelWords = {
  NATIONAL: '国家级',
  PROVINCIAL: '省级',
  MUNICIPAL: '市级',
  COUNTY: '县级',
} as const;

/** What it is called in the network */
export const contactPointKindWords = {
  CONTACT_POINT: '基层立法联系点',
  LIAISON_STATION: '立法联络站',
  LIAISON_UNIT: '立法联络单位',
  CONSULTING_UNIT: '立法征询单位',
  INFORMATION_COLLECTION_POINT: '立法信息采集点',
  DEPUTY_STATION: '代表联络站',
  COUNTY_CONGRESS: '县（市、区）人大',
  DEPARTMENT: '市直部门',
  EXPERT: '立法咨询专家',
} as const;

/** As what a body is asked */
export const bodyAskedWords = {
  POINT: '联系点',
  DEPARTMENT: '部门',
  CONGRESS: '县级人大',
  EXPERT: '专家',
} as const;

/** What somebody is at a contact point */
export const contactPersonRoleWords = {
  LEADER: '负责人',
  LIAISON: '联络员',
  INFORMATION: '信息员',
} as const;
