import { begin } from "../app/begin";
import { ReviewPage } from "./ReviewPage";

void begin(ReviewPage);
