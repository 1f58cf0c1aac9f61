import { textOf, type Fields } from '../host/tool-response.js';
import { statusName, STATUSES } from '../status/status-names.js';
import { SearchBox } from './search-box.js';

interface FiltersProps {
  readonly query: Fields;
  readonly onChange: (change: Fields) => Promise<void>;
}

/**
 * Filters the list by status and customer. Other filters of the tool call stay, and can be removed. This is no `<form>`, as
 * hosts sandbox views without permission to submit forms.
 */
export function Filters({ query, onChange }: FiltersProps) {
  const { status = '', search, limit: _limit, ...others } = query;
  return (
    <search class="filters">
      <label class="choice">
        <span class="visually-hidden">Status</span>
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
          <span class="visually-hidden">Remove filter </span>
          {name.replaceAll('_', ' ')}: {String(others[name])} ×
        </button>
      ))}
    </search>
  );
}
