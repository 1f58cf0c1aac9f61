// Tables as Markdown.

/** Formats a number with the significant digits; a dash when there is none. */
export function shown(value, digits) {
  if (value === undefined || !Number.isFinite(value)) return '-';
  if (digits !== undefined) return value.toFixed(digits);
  if (Number.isInteger(value) && value < 1000) return String(value);
  if (value >= 1000) return Math.round(value).toLocaleString('en-US');
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

const line = (cells) => `| ${cells.join(' | ')} |`;

/** Formats a table, whose first column is text and the others numbers. */
export function table(head, rows) {
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
