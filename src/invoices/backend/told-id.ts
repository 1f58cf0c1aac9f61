import { plainText } from './plain-text.js';

const ORDINARY = /^[\w.-]+$/;

/** An id in a sentence of ours: in quotation marks that it cannot leave, unless it looks like one. */
export const toldId = (id: string): string => (ORDINARY.test(id) ? id : `"${plainText(id).replaceAll('"', "'")}"`);
