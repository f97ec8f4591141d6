import { Icon } from "../controls/Icon.tsx";

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
