/**
 * Secrets of every kind, for tests: put together when they are asked for, out of parts that are nothing by
 * themselves, so that no text in the tree looks like a secret to a scanner.
 */

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "0123456789";
const HEX = "0123456789abcdef";

/** A text of the alphabet that looks random and is the same each time; it always holds a digit. */
export function scramble(length: number, alphabet = LOWER + UPPER + DIGITS, seed = 7): string {
  let state = seed;
  let text = "";
  while (text.length < length) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += text.length === 4 ? (DIGITS[(state >> 8) % 10] ?? "") : (alphabet[(state >> 8) % alphabet.length] ?? "");
  }
  return text;
}

const join = (...parts: readonly string[]): string => parts.join("");
const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** A text with a secret in it, and what of it must go. */
export interface Planted {
  readonly rule: string;
  readonly text: string;
  readonly secret: string;
}

function planted(rule: string, secret: string, text = secret): Planted {
  return { rule, secret, text };
}

function withBody(begin: string, lines: readonly string[], end: string): string {
  return join("-----", "BEGIN ", begin, "-----\n", lines.join("\n"), "\n-----", "END ", end, "-----");
}

function pem(kind: string, newline: string): Planted {
  const lines = [1, 2, 3].map((seed) => scramble(64, `${LOWER}${UPPER}${DIGITS}+/`, seed));
  const text = withBody(kind, lines, kind).replaceAll("\n", newline);
  return planted("private-key", lines.join(newline), text);
}

const jwt = (): string => join("ey", "J", scramble(33), ".", "ey", "J", scramble(60), ".", scramble(43));
const pass = (): string => join("hunt", "er", "2", "x");
const azure = (): string => join(scramble(3), "8", "Q", "~", scramble(34));

export function plantedSecrets(): readonly Planted[] {
  const key40 = scramble(40, `${LOWER}${UPPER}${DIGITS}/+`);
  const basic = base64(`admin:${pass()}`);
  return [
    planted("aws-access-key", join("AK", "IA", scramble(16, UPPER + DIGITS))),
    planted("aws-access-key", join("AS", "IA", scramble(16, UPPER + DIGITS))),
    planted("aws-secret-key", key40, `aws_secret_access_key = ${key40}`),
    planted("session-token", scramble(120), `aws_session_token=${scramble(120)}`),
    planted("gcp-api-key", join("AI", "za", scramble(35))),
    planted("gcp-oauth-token", join("ya", "29.", scramble(60))),
    planted("gcp-client-secret", join("GOC", "SPX-", scramble(28))),
    planted("github-token", join("gh", "p_", scramble(36))),
    planted("github-token", join("gh", "s_", scramble(36))),
    planted("github-fine-grained-token", join("github", "_pat_", scramble(22), "_", scramble(59))),
    planted("gitlab-token", join("gl", "pat-", scramble(20))),
    planted("slack-token", join("xo", "xb-", scramble(12, DIGITS), "-", scramble(24))),
    planted("slack-token", join("xa", "pp-", "1-", scramble(40))),
    planted(
      "slack-webhook",
      `services/T${scramble(8, UPPER)}/B${scramble(8, UPPER)}/${scramble(24)}`,
      `https://hooks.slack.com/services/T${scramble(8, UPPER)}/B${scramble(8, UPPER)}/${scramble(24)}`,
    ),
    planted("stripe-key", join("sk", "_live_", scramble(24))),
    planted("stripe-key", join("rk", "_test_", scramble(24))),
    planted("json-web-token", jwt()),
    planted("password-manager-token", join("op", "s_", "ey", "J", scramble(300))),
    planted("npm-token", join("np", "m_", scramble(36))),
    planted("token", scramble(36), `//registry.npmjs.org/:_auth${""}Token=${scramble(36)}`),
    planted("pypi-token", join("py", "pi-", scramble(80))),
    planted("twilio-key", join("S", "K", scramble(32, HEX))),
    planted("sendgrid-key", join("S", "G.", scramble(22), ".", scramble(43))),
    planted("mailgun-key", join("ke", "y-", scramble(32, HEX))),
    planted("age-key", join("AGE-", "SECRET-", "KEY-", "1", scramble(58, UPPER + DIGITS))),
    planted("model-api-key", join("s", "k-", "proj-", scramble(48))),
    planted("model-api-key", join("s", "k-", "ant-", scramble(60))),
    planted("vault-token", join("hv", "s.", scramble(24))),
    planted("digitalocean-token", join("do", "p_v1_", scramble(64, HEX))),
    planted("databricks-token", join("da", "pi", scramble(32, HEX))),
    planted("shopify-token", join("shp", "at_", scramble(32, HEX))),
    planted("atlassian-token", join("ATA", "TT3", scramble(120))),
    planted("grafana-token", join("gl", "sa_", scramble(32), "_", scramble(8, HEX))),
    planted("new-relic-key", join("NR", "AK-", scramble(27, UPPER + DIGITS))),
    planted("docker-token", join("dckr", "_pat_", scramble(27))),
    planted("hugging-face-token", join("h", "f_", scramble(34))),
    planted("linear-key", join("lin", "_api_", scramble(40))),
    planted("postman-key", join("PM", "AK-", scramble(24, HEX), "-", scramble(34, HEX))),
    planted("sentry-token", join("snt", "rys_", scramble(80))),
    planted("doppler-token", join("dp", ".st.", scramble(43))),
    planted("pulumi-token", join("pu", "l-", scramble(40, HEX))),
    planted("bearer-header", scramble(40), `Authorization: Bearer ${scramble(40)}`),
    planted("basic-header", basic, `authorization: Basic ${basic}`),
    planted(
      "azure-storage-key",
      `${scramble(86)}==`,
      `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${scramble(86)}==;EndpointSuffix=core.windows.net`,
    ),
    planted(
      "azure-shared-signature",
      scramble(43),
      `https://shop.blob.core.windows.net/c?sv=2024-01-01&se=2024-01-02&sig=${scramble(43)}`,
    ),
    planted("azure-client-secret", azure()),
    planted("url-credentials", pass(), `postgres://app:${pass()}@db.shop:5432/shop?sslmode=disable`),
    planted("url-credentials", pass(), `amqp://user:${pass()}@rabbit`),
    planted("password", pass(), `login failed password=${pass()} user=bob`),
    planted("password", pass(), `"db_password": "${pass()}"`),
    planted("password", pass(), `PGPASSWORD: ${pass()}`),
    planted("password", pass(), `Server=db;User Id=sa;Password=${pass()};Encrypt=true`),
    planted("password", pass(), JSON.stringify({ password: `a"b ${pass()}` })),
    planted("password", pass(), `{"name": "DB_PASSWORD", "value": "${pass()}"}`),
    planted("password", pass(), `{"key":"db.password","value":{"stringValue":"${pass()}"}}`),
    planted("api-key", scramble(32), `X-Api-Key: ${scramble(32)}`),
    planted("api-key", scramble(32), `apiKey=${scramble(32)}&q=1`),
    planted("secret", scramble(40), `client_secret: '${scramble(40)}'`),
    planted("token", scramble(40), `{"refresh_token":"${scramble(40)}"}`),
    planted("cookie", `session=${scramble(32)}; theme=dark`, `Cookie: session=${scramble(32)}; theme=dark`),
    pem("RSA PRIVATE KEY", "\n"),
    pem("PRIVATE KEY", "\\n"),
    pem("OPENSSH PRIVATE KEY", "\r\n"),
    planted("email", join("bob.smith", "@", "example.com"), `user bob.smith@example.com logged in`),
    planted(
      "payment-card",
      join("4111", "1111", "1111", "1111"),
      `card ${join("4111", "1111", "1111", "1111")} declined`,
    ),
    planted("payment-card", join("5500", " 0000 ", "0000", " 0004"), `card 5500 0000 0000 0004 declined`),
    planted("payment-card", join("3782", "822463", "10005"), `"pan":"${join("3782", "822463", "10005")}"`),
    planted(
      "iban",
      join("DE89", "3704", "0044", "0532", "0130", "00"),
      `to ${join("DE89", "3704", "0044", "0532", "0130", "00")}.`,
    ),
    planted("iban", "GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32"),
    planted("social-security-number", join("078", "-05-", "1120"), `ssn ${join("078", "-05-", "1120")}, ok`),
    planted("phone-number", join("+49", " 30 ", "901820"), `call +49 30 901820 now`),
    planted("phone-number", join("+1", "415", "5552671"), `from=<${join("+1", "415", "5552671")}>`),
  ];
}

/** What telemetry is full of, and what must come through untouched. */
export const HARMLESS: readonly string[] = [
  "trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7",
  "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
  '{"trace":"41111111111111114111111111111111","span":"4111111111111111","parent":"5500000000000004"}',
  "request 550e8400-e29b-41d4-a716-446655440000 done",
  "commit 9fceb02d0ae598e95dc970b74767f19372d61af8 by ci",
  "pod checkout-7d4b9c6f5d-x2x8z on node ip-10-0-12-34.ec2.internal",
  "image registry.shop/checkout@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  "2024-11-24T14:33:20.123456789+01:00 latency=12.345678901234567 ns=1732458800123456789",
  '{"times":[1732458800123,1732458805123],"values":[4111111111111111,5500000000000004,0.4111111111111111]}',
  "heap 4294967296 rss 5368709120 inode 178282246310005",
  "GET http://user-service:8080/api/users?id=42 200 10.0.12.34:443 192.168.1.1",
  "error: invalid token: expired at 2024-11-24, password: incorrect",
  "secretName: db-credentials-v2, secretKeyRef: {name: db, key: password}",
  '{"kind":"secret","namespace":"shop","name":"db-credentials"}',
  "max_tokens=4096 token_count: 12345678901234567890 tokens: 512",
  "passwordPolicy=strong PWD=/home/app/current password_file=/run/secrets/db",
  ['password: "" password=*** password=$', '{DB_PASSWORD} "password": null token=<redacted>'].join(""),
  "getty@tty1.service git@github.com:shop/checkout.git postgres@db.shop.svc.cluster.local",
  "checkout@project.iam.gserviceaccount.com db@cluster-abc.eu-west-1.rds.amazonaws.com",
  "task-runner-abcdefghijklmnopqrstuv disk-usage-monitor-12345678901234567890",
  "Asia/Tokyo ASIA-PACIFIC-REGION-01 AKIA short",
  "basic authentication failed; bearer token missing; Basic realm=shop",
  "version 1.2.3+20241124153300 +12.5% delta=+1234567890123 offset +0100",
  "de45f6a7b8c9d0e1f2 GB12 BE7100 AT401 errors in SE24",
  "078-05-11203 1078-05-1120 2024-05-1120 000-12-3456 666-12-3456",
  "sk-abc key-value SK-1234 SG.short hf_config npm_config_cache=/root/.npm",
  "eyJ not a token eyJhbGciOi",
  "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
  "order 12345678-1234-1234-1234-123456789012 sku 9780-3064-0615-7",
];
