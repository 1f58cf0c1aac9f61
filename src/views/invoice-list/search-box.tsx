import { useState } from 'preact/hooks';

interface SearchBoxProps {
  readonly search: string;
  readonly onSearch: (text: string) => void;
}

/** A search field, submitted by Enter or its button. */
export function SearchBox({ search, onSearch }: SearchBoxProps) {
  const [text, setText] = useState(search);
  const submit = (): void => onSearch(text.trim());
  return (
    <>
      <label class="search">
        <span class="visually-hidden">Customer or number</span>
        <input
          type="search"
          placeholder="Customer…"
          maxLength={200}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={({ key }) => key === 'Enter' && submit()}
        />
      </label>
      <button type="button" onClick={submit}>
        Search
      </button>
    </>
  );
}
