import { Icon } from "../controls/Icon.tsx";

/** The way back to the default, in the place of its row even while there is none to go. */
export function ResetButton({ label, shown, onReset }: { label: string; shown: boolean; onReset: () => void }) {
  return (
    <button
      type="button"
      className="reset"
      aria-label={`Reset ${label}`}
      data-tip="Back to the default"
      hidden={!shown}
      onClick={onReset}
    >
      <Icon name="reset" size={14} />
    </button>
  );
}
