import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { rowsOf, textOf, type Fields } from '../host/answer.js';
import type { Refusal } from '../host/refusal.js';
import type { Session } from '../host/session.js';
import { shownInvoice, type ShownInvoice } from '../invoice/shown-invoice.js';

/** Fields of a row that the view has a place for. */
const FIELDS = ['number', 'status', 'amount', 'currency', 'customer_name', 'due_at'];

/** One page of a list, as a person goes through it. */
export interface InvoiceList {
  readonly invoices: readonly ShownInvoice[];
  /** What the list is narrowed by. */
  readonly query: Fields;
  /** Counted from 1. */
  readonly page: number;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly refusal: Refusal | undefined;
  readonly filter: (change: Fields) => Promise<void>;
  readonly next: () => Promise<void>;
  readonly previous: () => Promise<void>;
  readonly reload: () => Promise<void>;
}

/** The list that a call gave, and every later page of it that is asked for through the host. */
export function useInvoiceList(given: Fields, input: Fields, session: Session): InvoiceList {
  const { cursor: begun, fields: chosen, ...asked } = input;
  const [data, setData] = useState(given);
  const [query, setQuery] = useState<Fields>(asked);
  /** Where each page up to the present one begins. */
  const [cursors, setCursors] = useState<readonly unknown[]>([begun]);
  const [isLoading, setLoading] = useState(false);
  const asking = useRef(0);
  const [refusal, setRefusal] = useState<Refusal>();
  const invoices = useMemo(() => rowsOf(data.invoices).map(shownInvoice), [data]);

  async function load(wanted: Fields, places: readonly unknown[]): Promise<void> {
    setLoading(true);
    asking.current += 1;
    const mine = asking.current;
    const cursor = places.at(-1);
    const answer = await session.call('list_invoices', { ...wanted, fields: FIELDS, ...(cursor ? { cursor } : {}) });
    // What was asked for later is what is wanted, even when it comes sooner.
    if (mine !== asking.current) return;
    setLoading(false);
    setRefusal(answer.ok ? undefined : answer.refusal);
    if (!answer.ok) return;
    setQuery(wanted);
    setCursors(places);
    setData(answer.data);
  }

  // Whoever made the call may have asked for other fields than are shown here.
  useEffect(() => {
    if (chosen !== undefined && session.canCall) void load(query, cursors);
  }, []);

  return {
    invoices,
    query,
    page: cursors.length,
    hasMore: data.has_more === true,
    isLoading,
    refusal,
    filter: async (change) => load(withoutEmpty({ ...query, ...change }), [undefined]),
    next: async () => load(query, [...cursors, textOf(data, 'next_cursor')]),
    previous: async () => load(query, cursors.slice(0, -1)),
    reload: async () => load(query, cursors),
  };
}

const withoutEmpty = (query: Fields): Fields =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== '' && value !== undefined));
