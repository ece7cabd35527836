import { Icon, type IconName } from "./Icon";

interface Props {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
}

/** A button with a drawing; its label is read aloud and shown as a tip. */
export function IconButton({ icon, label, onClick, disabled = false, pressed }: Props) {
  return (
    <button
      type="button"
      class="icon-button"
      data-icon={icon}
      aria-label={label}
      title={label}
      // A disabled button would lose the focus: it stays, and does nothing.
      aria-disabled={disabled}
      {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
      onClick={() => disabled || onClick()}
    >
      <Icon name={icon} />
    </button>
  );
}
