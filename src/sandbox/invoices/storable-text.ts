/** Whether text is stored as it came: the database ends text at a NUL, and makes every lone surrogate the same character. */
export const isStorable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);
