/** Why something was not done, in the server's English; nothing for "". */
export function Trouble({ reason }: { reason: string }) {
  if (!reason) return null;
  return (
    <p class="trouble" role="alert" lang="en">
      {reason}
    </p>
  );
}
