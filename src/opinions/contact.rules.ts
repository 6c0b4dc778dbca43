/** 联系方式 that a resident may leave: what is taken for one. Pure. */
export interface Contact {
  /** a name or how somebody likes to be called */
  name: string | null;
  phone: string | null;
}

/**
 * Changes with the words of the notice beside the fields: which one somebody had before the eyes is stored
 * (个人信息保护法第十四条).
 */
export const CONTACT_NOTICE = '1';

export const LONGEST_NAME = 40;
/** mobile and fixed lines, with country code, brackets, blanks, hyphens and an extension */
const PHONE = /^\+?(?=(?:\D*\d){7,15}\D*(?:转\d+)?$)[\d ()-]{7,24}(?:转\d{1,6})?$/;

/** What was typed, tidied; null where nothing was; `wrong` names the field that cannot be taken. */
export function readContact(name: string, phone: string): { contact: Contact | null } | { wrong: 'name' | 'phone' } {
  const tidy = (text: string): string | null => text.normalize('NFKC').replace(/\s+/g, ' ').trim() || null;
  const contact = { name: tidy(name), phone: tidy(phone) };
  if ([...(contact.name ?? '')].length > LONGEST_NAME) return { wrong: 'name' };
  if (contact.phone !== null && !PHONE.test(contact.phone)) return { wrong: 'phone' };
  return { contact: contact.name === null && contact.phone === null ? null : contact };
}
