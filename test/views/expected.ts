import type { Row } from './viewed-service.js';

const MARKS: Readonly<Record<string, string>> = { EUR: '€', USD: '$' };

const grouped = (whole: string): string => whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');

/** How an amount of the database is written for a British user, made of its digits alone. */
export function writtenMoney(amount: string | null | undefined, currency: string | null | undefined): string {
  const [whole = '', fraction = ''] = String(amount).split('.');
  const mark = MARKS[String(currency)];
  if (mark !== undefined) return `${mark}${grouped(whole)}.${fraction.padEnd(2, '0')}`;
  return `${grouped(whole)} ${currency}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

/** The same of a day: in UTC, wherever the browser is. */
export function writtenDay(time: string | null | undefined): string {
  const [year, month, day] = String(time).slice(0, 10).split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** What the view calls a status: one that is sent and past its day reads as overdue. */
export function writtenStatus({ status, due_at }: Row): string {
  const isLate = status === 'sent' && due_at !== null && due_at !== undefined && Date.parse(due_at) < Date.now();
  const name = isLate ? 'overdue' : String(status);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Text as it is seen, with the blanks of any kind as one. */
export const seen = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
