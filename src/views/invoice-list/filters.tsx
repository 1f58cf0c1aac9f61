import { textOf, type Fields } from '../host/answer.js';
import { statusName, STATUSES } from '../status/status-names.js';
import { SearchBox } from './search-box.js';

interface FiltersProps {
  readonly query: Fields;
  readonly onChange: (change: Fields) => Promise<void>;
}

/**
 * Narrows the list by status and customer. What else the call was narrowed by stays, and can be taken away. It is no form: hosts
 * hold views where forms are not sent.
 */
export function Filters({ query, onChange }: FiltersProps) {
  const { status = '', search, limit: _limit, ...others } = query;
  return (
    <search class="filters">
      <label class="choice">
        <span class="unseen">Status</span>
        <select value={String(status)} onChange={({ currentTarget }) => void onChange({ status: currentTarget.value })}>
          <option value="">Every status</option>
          {STATUSES.map((each) => (
            <option key={each} value={each}>
              {statusName(each)}
            </option>
          ))}
        </select>
      </label>
      <SearchBox
        search={textOf(query, 'search') ?? ''}
        key={search}
        onSearch={(text) => void onChange({ search: text })}
      />
      {Object.keys(others).map((name) => (
        <button type="button" key={name} class="quiet" onClick={() => void onChange({ [name]: undefined })}>
          <span class="unseen">Remove filter </span>
          {name.replaceAll('_', ' ')}: {String(others[name])} ×
        </button>
      ))}
    </search>
  );
}
