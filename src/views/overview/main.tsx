import '../page/page.css';
import './overview.css';
import { useState } from 'preact/hooks';
import { startView, type ViewProps } from '../host/start-view.js';
import { Notice } from '../page/notice.js';
import { Aging } from './aging.js';
import { Coverage } from './coverage.js';
import { Range } from './range.js';
import { Revenue } from './revenue.js';
import { currenciesOf } from './summary-data.js';
import { TopCustomers } from './top-customers.js';
import { Totals } from './totals.js';
import { useSummaryData } from './use-summary-data.js';

/** View of the invoice summary or the revenue time series. It loads the one that the tool call did not return. */
function OverviewView({ data, session }: ViewProps) {
  const { summary, revenue, error } = useSummaryData(data, session);
  const currencies = currenciesOf(summary, revenue);
  const [chosen, setChosen] = useState<string>();
  const currency = chosen !== undefined && currencies.includes(chosen) ? chosen : currencies[0];
  return (
    <div class="overview">
      <header>
        <h1>Overview</h1>
        <Range data={data} />
      </header>
      {currency === undefined && <p class="nothing">There is nothing in this range.</p>}
      {currency !== undefined && (
        <>
          <Totals currencies={currencies} summary={summary} chosen={currency} onChoose={setChosen} />
          <div class="panels">
            {revenue && <Revenue revenue={revenue} currency={currency} />}
            {summary && <Aging summary={summary} currency={currency} />}
            {summary && <TopCustomers summary={summary} currency={currency} />}
          </div>
        </>
      )}
      <Coverage summary={summary} revenue={revenue} />
      {error && <Notice {...error} isError />}
    </div>
  );
}

startView('Overview', OverviewView);
