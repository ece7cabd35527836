/** What pages are called by their addresses. */

const LONGEST = 48;

/** Whose page each is; where several are of one site, which of its pages too. */
export function pages(urls: readonly string[]): string[] {
  const hosts = urls.map(host);
  return urls.map((url, at) => (hosts.filter((one) => one === hosts[at]).length > 1 ? place(url) : hosts[at]!));
}

function host(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, "") : url;
}

/** Host and path, cut in its middle where it is long: the end tells pages apart. */
function place(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  const whole = `${host(url)}${pathname}${search}`.replace(/\/$/, "");
  const half = LONGEST / 2;
  return whole.length <= LONGEST ? whole : `${whole.slice(0, half)}…${whole.slice(1 - half)}`;
}
