import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { rowsOf, textOf, type Fields } from '../host/tool-response.js';
import type { ToolError } from '../host/tool-error.js';
import type { Session } from '../host/session.js';
import { shownInvoice, type ShownInvoice } from '../invoice/shown-invoice.js';

/** The fields of a row that the view shows. */
const FIELDS = ['number', 'status', 'amount', 'currency', 'customer_name', 'due_at'];

/** The current page of the list, and the ways to change it. */
export interface InvoiceList {
  readonly invoices: readonly ShownInvoice[];
  /** The filters of the list. */
  readonly query: Fields;
  /** Counted from 1. */
  readonly page: number;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly error: ToolError | undefined;
  readonly filter: (change: Fields) => Promise<void>;
  readonly next: () => Promise<void>;
  readonly previous: () => Promise<void>;
  readonly reload: () => Promise<void>;
}

/** Holds the list that the tool call returned, and loads further pages through the host. */
export function useInvoiceList(given: Fields, input: Fields, session: Session): InvoiceList {
  const { cursor: firstCursor, fields: givenFields, ...filters } = input;
  const [data, setData] = useState(given);
  const [query, setQuery] = useState<Fields>(filters);
  /** The cursor of every page up to the current one. */
  const [cursors, setCursors] = useState<readonly unknown[]>([firstCursor]);
  const [isLoading, setLoading] = useState(false);
  const latestRequest = useRef(0);
  const [error, setError] = useState<ToolError>();
  const invoices = useMemo(() => rowsOf(data.invoices).map(shownInvoice), [data]);

  async function load(nextQuery: Fields, pageCursors: readonly unknown[]): Promise<void> {
    setLoading(true);
    latestRequest.current += 1;
    const request = latestRequest.current;
    const cursor = pageCursors.at(-1);
    const response = await session.call('list_invoices', {
      ...nextQuery,
      fields: FIELDS,
      ...(cursor ? { cursor } : {}),
    });
    // A later request wins, even when its response arrives first.
    if (request !== latestRequest.current) return;
    setLoading(false);
    setError(response.ok ? undefined : response.error);
    if (!response.ok) return;
    setQuery(nextQuery);
    setCursors(pageCursors);
    setData(response.data);
  }

  // The tool call may have requested fields other than those shown here.
  useEffect(() => {
    if (givenFields !== undefined && session.canCall) void load(query, cursors);
  }, []);

  return {
    invoices,
    query,
    page: cursors.length,
    hasMore: data.has_more === true,
    isLoading,
    error,
    filter: async (change) => load(withoutEmpty({ ...query, ...change }), [undefined]),
    next: async () => load(query, [...cursors, textOf(data, 'next_cursor')]),
    previous: async () => load(query, cursors.slice(0, -1)),
    reload: async () => load(query, cursors),
  };
}

const withoutEmpty = (query: Fields): Fields =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== '' && value !== undefined));
