import { lazy, Suspense, useEffect } from "react";
import { useStore } from "zustand";
import { IconButton } from "../controls/Button.tsx";
import { Icon } from "../controls/Icon.tsx";
import { useSessionState } from "../SessionContext.tsx";
import { Elsewhere } from "./Elsewhere.tsx";
import { dismiss, notices } from "./notice.ts";
import "./circuit.css";

const WiringBar = lazy(() => import("./WiringBar.tsx"));

/** Good news goes by itself; a refusal stays until it is read. */
const stayMs = 8000;

export function NoticeBar() {
  const notice = useStore(notices, (state) => state.notice);
  useEffect(() => {
    if (!notice || notice.wrong) return;
    const timer = setTimeout(dismiss, stayMs);
    return () => clearTimeout(timer);
  }, [notice]);
  const wiring = useSessionState(
    ({ wiring, diagnostics }) => wiring !== undefined || diagnostics.some(({ code }) => code === "wiring-stopped"),
  );
  if (!notice)
    return wiring ? (
      <Suspense>
        <WiringBar />
      </Suspense>
    ) : (
      <Elsewhere />
    );
  return (
    <div className={`notice ${notice.wrong ? "notice-wrong" : ""}`}>
      {notice.wrong && <Icon name="problem" />}
      <div>
        <p>{notice.text}</p>
        {notice.lines && (
          <ul>
            {notice.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
      {notice.door && (
        <button
          type="button"
          className="button button-line"
          onClick={() => {
            notice.door?.act();
            dismiss();
          }}
        >
          {notice.door.label}
        </button>
      )}
      <IconButton label="Close" icon="close" onClick={dismiss} />
    </div>
  );
}
