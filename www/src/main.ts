// The page starts here.
import "./styles/page.css";
import { run } from "./app.ts";

const root = document.querySelector<HTMLElement>("#page");
if (root) {
  const session = run(root);
  void session.start((history.state as { article?: number } | null)?.article);
}
