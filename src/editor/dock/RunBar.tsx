/** The run bar: the transport at left, time, speed asked and reached, and what the plots do with the run at right. */
import { useEffect, useRef, useState } from "react";
import { formatTime } from "../../plots/index.ts";
import { Icon } from "../controls/Icon.tsx";
import type { IconName } from "../controls/icons.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { useChoices, useChoicesStore } from "./choices.ts";
import { playOrPause } from "./dockKeys.ts";
import { MomentMenu } from "./MomentMenu.tsx";
import type { Population } from "./populations.ts";
import { SpeedFader, speedWords } from "./SpeedFader.tsx";
import { StopWhen } from "./StopWhen.tsx";
import { usePaint, useScope } from "./scope.ts";

export function RunBar(props: { populations: readonly Population[]; folded: boolean; onFold: () => void }) {
  const session = useSession();
  const running = useSessionState((state) => state.run.running);
  return (
    <div className="dock-run">
      <div className="dock-transport">
        <Act icon="rewind" label="Back to 0 ms" keys="Home" act={() => session.reset()} />
        <Act icon="back" label="Step back" keys="," act={() => session.step(-1)} />
        <button
          type="button"
          className="dock-play"
          aria-label={running ? "Pause" : "Play"}
          title={running ? "Pause (Space)" : "Play (Space)"}
          aria-keyshortcuts="Space"
          onClick={() => playOrPause(session)}
        >
          <Icon name={running ? "pause" : "play"} />
        </button>
        <Act icon="forward" label="Step forward" keys="." act={() => session.step(1)} />
      </div>
      <TimeReadout />
      <span className="dock-separator" />
      <span className="dock-label dock-speed-label">Speed</span>
      <SpeedFader />
      <SpeedReached />
      {props.folded && <Stopped />}
      <span className="dock-space" />
      <StopWhen populations={props.populations} />
      <LastRun />
      <Follow />
      <MomentMenu />
      <button
        type="button"
        className="dock-icon-button dock-fold"
        aria-label={props.folded ? "Show the plots" : "Fold the plots away"}
        title={props.folded ? "Show the plots" : "Fold the plots away"}
        aria-expanded={!props.folded}
        onClick={props.onFold}
      >
        <Icon name={props.folded ? "up" : "down"} />
      </button>
    </div>
  );
}

function Act(props: { icon: IconName; label: string; keys: string; act: () => void }) {
  return (
    <button
      type="button"
      className="dock-icon-button"
      aria-label={props.label}
      title={`${props.label} (${props.keys})`}
      aria-keyshortcuts={props.keys}
      onClick={props.act}
    >
      <Icon name={props.icon} />
    </button>
  );
}

/** Written into the page directly: it changes with every frame. */
function TimeReadout() {
  const scope = useScope();
  const text = useRef<HTMLSpanElement>(null);
  const dt = useSessionState((state) => state.graph.dt);
  usePaint(() => {
    const { run } = scope.session.store.getState();
    if (!text.current) return;
    const decimals = run.running ? 1 : Math.min(4, Math.max(1, Math.ceil(-Math.log10(dt) - 1e-9)));
    const words = formatTime(run.timeMs, decimals);
    if (text.current.textContent !== words) text.current.textContent = words;
  });
  return (
    <span className="dock-clock">
      <span ref={text} />
      <small>ms</small>
    </span>
  );
}

/** Four times a second at most, or the words would flicker. */
function SpeedReached() {
  const scope = useScope();
  const [words, setWords] = useState(() => speedWords(1, 0, false));
  const speed = useSessionState((state) => state.run.speed);
  usePaint((slow) => {
    if (!slow) return;
    const { run } = scope.session.store.getState();
    const next = speedWords(run.speed, run.reached, run.running);
    setWords((old) => (old.lead === next.lead && old.rest === next.rest ? old : next));
  });
  useEffect(() => {
    if (speed !== undefined) setWords(speedWords(speed, 0, false));
  }, [speed]);
  return (
    <span className="dock-label dock-reached">
      <b>{words.lead}</b>{" "}
      <span className={words.rest.startsWith("real time") ? "dock-as-asked" : undefined}>{words.rest}</span>
    </span>
  );
}

/** Why the run stopped by itself, with the way out: on a line of its own, or in the bar where only that is left. */
export function Stopped() {
  const session = useSession();
  const stopped = useSessionState((state) => state.run.stopped);
  if (!stopped) return null;
  const { fix } = stopped;
  return (
    <span className={`dock-stopped dock-stopped-${stopped.severity}`} role="status">
      <span title={stopped.message}>{stopped.message}</span>
      {fix && (
        <button type="button" className="dock-outline" onClick={() => session.fix(fix)}>
          {fix.label}
        </button>
      )}
    </span>
  );
}

function LastRun() {
  const store = useChoicesStore();
  const on = useChoices((choices) => choices.ghost);
  return (
    <Toggle
      on={on}
      title="Lay the run before the last reset under this one"
      onChange={() => store.setState({ ghost: !on })}
      text="Last run"
    />
  );
}

function Follow() {
  const scope = useScope();
  const [on, setOn] = useState(scope.view.follow);
  useEffect(() => scope.onFollow(setOn), [scope]);
  return (
    <Toggle
      on={on}
      title="Keep the present in view"
      onChange={() => {
        scope.setView({ ...scope.view, follow: !on });
        setOn(!on);
      }}
      text="Follow"
    />
  );
}

function Toggle(props: { on: boolean; text: string; title: string; onChange: () => void }) {
  return (
    <button
      type="button"
      className={props.on ? "dock-chip dock-chip-on" : "dock-chip"}
      aria-pressed={props.on}
      title={props.title}
      onClick={props.onChange}
    >
      {props.on && <Icon name="check" />}
      {props.text}
    </button>
  );
}
