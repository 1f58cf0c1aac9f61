import { createContext } from 'preact';

/** The language of the host for numbers and dates (BCP 47); undefined for that of the browser. */
export const Locale = createContext<string | undefined>(undefined);
