import { useState } from 'preact/hooks';

interface SearchBoxProps {
  readonly search: string;
  readonly onSearch: (text: string) => void;
}

/** A text to look for, sent by the key Enter or the button beside it. */
export function SearchBox({ search, onSearch }: SearchBoxProps) {
  const [text, setText] = useState(search);
  const send = (): void => onSearch(text.trim());
  return (
    <>
      <label class="search">
        <span class="unseen">Customer or number</span>
        <input
          type="search"
          placeholder="Customer…"
          maxLength={200}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={({ key }) => key === 'Enter' && send()}
        />
      </label>
      <button type="button" onClick={send}>
        Search
      </button>
    </>
  );
}
