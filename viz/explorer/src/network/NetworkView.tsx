import { Picture } from "./Picture";
import { Summary } from "./Summary";
import { useLoading } from "./useLoading";
import "./network.css";

/** The network as a picture, and in words. */
export default function NetworkView() {
  useLoading();
  return (
    <div class="network">
      <Summary />
      <Picture />
    </div>
  );
}
