/** What is seen until there is an answer to show. */
export function Waiting() {
  return (
    <main class="waiting" aria-busy="true">
      <output>Waiting for the answer…</output>
    </main>
  );
}
