import { render, type ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Locale } from '../page/locale.js';
import { Notice } from '../page/notice.js';
import { Waiting } from '../page/waiting.js';
import type { Fields } from './answer.js';
import { openSession, type Session, type Told } from './session.js';
import { wearTheme } from './theme.js';

/** What a view shows, and the session to go on with. */
export interface ViewProps {
  readonly data: Fields;
  /** Arguments of the call that gave the data. */
  readonly input: Fields;
  readonly session: Session;
}

/** Opens the line to the host and shows the answer of the call that the view was opened for, and of every later one. */
export function startView(title: string, View: ComponentType<ViewProps>): void {
  render(<Opened title={title} View={View} />, document.body);
}

function Opened({ title, View }: { readonly title: string; readonly View: ComponentType<ViewProps> }) {
  const [session, setSession] = useState<Session>();
  const [{ context, input, answer }, setTold] = useState<Told>({ context: {}, input: {} });
  useEffect(() => {
    void openSession(title, ({ context: change = {}, ...more }) => {
      wearTheme(change);
      setTold((told) => ({ ...told, ...more, context: { ...told.context, ...change } }));
    }).then(setSession);
  }, [title]);
  if (!session || !answer) return <Waiting />;
  return (
    <Locale.Provider value={context.locale}>
      <main>
        {answer.ok ? (
          <View data={answer.data} input={input} session={session} />
        ) : (
          <>
            <h1 class="unseen">{title}</h1>
            <Notice {...answer.refusal} isRefusal />
          </>
        )}
      </main>
    </Locale.Provider>
  );
}
