/** Characters that a reader does not see, or sees elsewhere than they are: controls, formatting and halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/u;

/** Whether a text is what it looks like, and short enough to be chosen from a list. */
export const isPlain = (text: string): boolean => text.length <= 200 && !UNSEEN.test(text);
