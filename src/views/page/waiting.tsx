/** Shown until the first tool response arrives. */
export function Waiting() {
  return (
    <main class="waiting" aria-busy="true">
      <output>Waiting for the answer…</output>
    </main>
  );
}
