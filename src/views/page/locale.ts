import { createContext } from 'preact';

/** How the user of the host writes numbers and dates (BCP 47); undefined for the way of the browser. */
export const Locale = createContext<string | undefined>(undefined);
