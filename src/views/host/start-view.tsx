import { render, type ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Locale } from '../page/locale.js';
import { Notice } from '../page/notice.js';
import { Waiting } from '../page/waiting.js';
import { openSession, type Session, type ViewState } from './session.js';
import { applyTheme } from './theme.js';
import type { Fields } from './tool-response.js';

/** Props of a view: the data to show, and the session for further calls. */
export interface ViewProps {
  readonly data: Fields;
  /** Arguments of the tool call that returned the data. */
  readonly input: Fields;
  readonly session: Session;
}

/** Connects to the host and renders the response of the current tool call. */
export function startView(title: string, View: ComponentType<ViewProps>): void {
  render(<Opened title={title} View={View} />, document.body);
}

function Opened({ title, View }: { readonly title: string; readonly View: ComponentType<ViewProps> }) {
  const [session, setSession] = useState<Session>();
  const [{ context, input, response }, setState] = useState<ViewState>({ context: {}, input: {} });
  useEffect(() => {
    void openSession(title, ({ context: change = {}, ...more }) => {
      applyTheme(change);
      setState((state) => ({ ...state, ...more, context: { ...state.context, ...change } }));
    }).then(setSession);
  }, [title]);
  if (!session || !response) return <Waiting />;
  return (
    <Locale.Provider value={context.locale}>
      <main>
        {response.ok ? (
          <View data={response.data} input={input} session={session} />
        ) : (
          <>
            <h1 class="visually-hidden">{title}</h1>
            <Notice {...response.error} isError />
          </>
        )}
      </main>
    </Locale.Provider>
  );
}
