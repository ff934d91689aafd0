import { type Fields, known, whole, wholeOrText } from "../fields.js";

/**
 * A probe as describe writes it: `http-get http://:8080/ready delay=5s timeout=1s period=10s #success=1 #failure=3`,
 * `tcp-socket :6379 …`, `grpc <pod>:9555 …`, `exec [cat /tmp/ok] …`. Null for what is none of these.
 */
export function probeOf(text: string): Fields | null {
  const at = text.search(/ delay=\S{1,20} timeout=/);
  if (at < 0) return null;
  const action = actionOf(text.slice(0, at).trim());
  if (action === null) return null;
  const timing = text.slice(at, at + 200);
  const seconds = (name: string): number | undefined => whole(new RegExp(`${name}=(\\d{1,9})`).exec(timing)?.[1]);
  return known({
    ...action,
    initialDelaySeconds: seconds("delay"),
    timeoutSeconds: seconds("timeout"),
    periodSeconds: seconds("period"),
    successThreshold: seconds("#success"),
    failureThreshold: seconds("#failure"),
  });
}

function actionOf(text: string): Fields | null {
  const http = /^http-get (https?):\/\/([^:/\s]{0,253}):([^/\s]{1,64})(\/\S{0,1024})?$/i.exec(text);
  if (http !== null) {
    const [, scheme = "", host = "", port = "", path = "/"] = http;
    return known({
      type: "http-get",
      scheme: scheme.toUpperCase(),
      host: host === "" ? undefined : host,
      port: wholeOrText(port),
      path,
    });
  }
  const tcp = /^tcp-socket ([^:\s]{0,253}):(\S{1,64})$/.exec(text);
  if (tcp !== null) return { type: "tcp-socket", port: wholeOrText(tcp[2] ?? "") };
  const grpc = /^grpc <pod>:(\S{1,64})(?: (\S{1,253}))?$/.exec(text);
  if (grpc !== null) return known({ type: "grpc", port: wholeOrText(grpc[1] ?? ""), service: grpc[2] || undefined });
  const exec = /^exec \[(.{0,4096})\]$/s.exec(text);
  return exec === null ? null : { type: "exec", command: exec[1] ?? "" };
}
