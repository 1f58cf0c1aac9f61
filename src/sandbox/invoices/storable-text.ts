/** Whether the database keeps text unchanged: it cuts text at a NUL, and replaces lone surrogates. */
export const isStorable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);
