/**
 * Cuts what a client sends over one connection into whole HTTP/1.1 requests, so that one can be lost, held or repeated.
 * Bodies are counted by their Content-Length; whatever it cannot cut (an upgrade, a chunked body) is passed on as it comes.
 */
const HEAD_END = Buffer.from('\r\n\r\n');

export class RequestSplitter {
  #kept = Buffer.alloc(0);
  /** Once true, bytes are no longer cut. */
  isOpaque = false;

  /** The requests that are whole now: `{ line, bytes }`; `line` is like `POST /graphql`, null for bytes that are passed on. */
  take(chunk) {
    if (this.isOpaque) return [{ line: null, bytes: chunk }];
    this.#kept = Buffer.concat([this.#kept, chunk]);
    const requests = [];
    for (let request = this.#next(); request; request = this.#next()) requests.push(request);
    return requests;
  }

  #next() {
    const end = this.#kept.indexOf(HEAD_END);
    if (end === -1) return null;
    const head = this.#kept.subarray(0, end).toString('latin1');
    const [line] = head.split('\r\n');
    if (/^upgrade:/im.test(head) || /^transfer-encoding:/im.test(head)) return this.#passOn(line);
    const length = Number(/^content-length:\s*(\d+)/im.exec(head)?.[1] ?? 0);
    const whole = end + HEAD_END.length + length;
    if (this.#kept.length < whole) return null;
    const bytes = Buffer.from(this.#kept.subarray(0, whole));
    this.#kept = this.#kept.subarray(whole);
    return { line, bytes };
  }

  #passOn(line) {
    this.isOpaque = true;
    const bytes = this.#kept;
    this.#kept = Buffer.alloc(0);
    return { line: bytes.length > 0 ? line : null, bytes };
  }
}
