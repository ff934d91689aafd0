/**
 * Tokens that say themselves what they are: a fixed beginning, then characters of one alphabet. The patterns are
 * those that the issuers publish or that their tokens show; each is matched by RE2, anchored at its literal.
 */
import { RE2JS } from "re2js";
import { ascii, isWord } from "./bytes.js";
import type { Rule } from "./rule.js";

interface Token {
  readonly name: string;
  readonly literals: readonly string[];
  /** From the literal on; group 1 is what goes. */
  readonly pattern: string;
  /** The most that the pattern can span. */
  readonly reach: number;
  /** The literal may stand behind any byte, a letter too, and in any case. */
  readonly anywhere?: boolean;
  /** All tokens of this kind have one length: one that goes on is another thing. */
  readonly fixed?: boolean;
  readonly verify?: (token: string) => boolean;
}

const TOKENS: readonly Token[] = [
  {
    name: "aws-access-key",
    literals: ["AKIA", "ASIA", "ABIA", "ACCA"],
    pattern: "((?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16})",
    reach: 20,
    fixed: true,
  },
  { name: "gcp-api-key", literals: ["AIza"], pattern: "(AIza[0-9A-Za-z_-]{35})", reach: 39, fixed: true },
  { name: "gcp-oauth-token", literals: ["ya29."], pattern: "(ya29\\.[0-9A-Za-z_-]{20,})", reach: 517 },
  { name: "gcp-client-secret", literals: ["GOCSPX-"], pattern: "(GOCSPX-[0-9A-Za-z_-]{20,64})", reach: 71 },
  {
    name: "github-token",
    literals: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
    pattern: "(gh[pousr]_[0-9A-Za-z]{36,})",
    reach: 259,
  },
  {
    name: "github-fine-grained-token",
    literals: ["github_pat_"],
    pattern: "(github_pat_[0-9A-Za-z_]{22,})",
    reach: 266,
  },
  {
    name: "gitlab-token",
    literals: ["glpat-", "gloas-", "glrt-", "gldt-", "glcbt-", "glptt-", "glft-", "glsoat-", "glagent-", "glimt-"],
    pattern: "(gl(?:pat|oas|rt|dt|cbt|ptt|ft|soat|agent|imt)-[0-9A-Za-z_.-]{20,})",
    reach: 310,
  },
  {
    name: "slack-token",
    literals: ["xoxa-", "xoxb-", "xoxe-", "xoxo-", "xoxp-", "xoxr-", "xoxs-", "xapp-"],
    pattern: "(x(?:ox[abeoprs]|app)-[0-9A-Za-z-]{10,})",
    reach: 260,
  },
  {
    name: "slack-webhook",
    literals: ["hooks.slack.com/"],
    pattern: "hooks\\.slack\\.com/((?:services|workflows|triggers)/[0-9A-Za-z/_-]{20,})",
    reach: 300,
    anywhere: true,
  },
  {
    name: "stripe-key",
    literals: ["sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_"],
    pattern: "((?:[sr]k_(?:live|test)_|whsec_)[0-9A-Za-z]{16,})",
    reach: 263,
  },
  {
    name: "json-web-token",
    literals: ["eyJ"],
    pattern: "(eyJ[0-9A-Za-z_-]{8,}\\.[0-9A-Za-z_-]{8,}(?:\\.[0-9A-Za-z_-]{0,}){1,3})",
    reach: 16_384,
  },
  { name: "password-manager-token", literals: ["ops_eyJ"], pattern: "(ops_eyJ[0-9A-Za-z_-]{80,})", reach: 4_096 },
  { name: "npm-token", literals: ["npm_"], pattern: "(npm_[0-9A-Za-z]{36})", reach: 40, fixed: true },
  { name: "pypi-token", literals: ["pypi-"], pattern: "(pypi-[0-9A-Za-z_-]{50,})", reach: 517 },
  { name: "twilio-key", literals: ["SK"], pattern: "(SK[0-9a-f]{32})", reach: 34, fixed: true, verify: mixesDigits },
  {
    name: "sendgrid-key",
    literals: ["SG."],
    pattern: "(SG\\.[0-9A-Za-z_-]{16,32}\\.[0-9A-Za-z_-]{32,64})",
    reach: 100,
  },
  { name: "mailgun-key", literals: ["key-"], pattern: "(key-[0-9a-f]{32})", reach: 36, fixed: true },
  { name: "age-key", literals: ["AGE-SECRET-KEY-"], pattern: "(AGE-SECRET-KEY-1[0-9A-Z]{58})", reach: 74 },
  {
    name: "model-api-key",
    literals: ["sk-"],
    pattern: "(sk-(?:proj-|ant-|svcacct-|admin-|or-)?[0-9A-Za-z_-]{20,})",
    reach: 270,
    verify: mixesDigits,
  },
  { name: "vault-token", literals: ["hvs.", "hvb.", "hvr."], pattern: "(hv[sbr]\\.[0-9A-Za-z_-]{24,})", reach: 304 },
  {
    name: "digitalocean-token",
    literals: ["dop_v", "doo_v", "dor_v"],
    pattern: "(do[opr]_v1_[0-9a-f]{64})",
    reach: 71,
  },
  { name: "databricks-token", literals: ["dapi"], pattern: "(dapi[0-9a-f]{32})", reach: 36, fixed: true },
  {
    name: "shopify-token",
    literals: ["shpat_", "shpca_", "shppa_", "shpss_"],
    pattern: "(shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32})",
    reach: 38,
    fixed: true,
  },
  { name: "atlassian-token", literals: ["ATATT", "ATCTT"], pattern: "(AT[AC]TT3[0-9A-Za-z_=-]{60,})", reach: 261 },
  { name: "grafana-token", literals: ["glsa_", "glc_"], pattern: "(gl(?:sa|c)_[0-9A-Za-z_+/=-]{32,})", reach: 260 },
  {
    name: "new-relic-key",
    literals: ["NRAK-", "NRJS-", "NRII-"],
    pattern: "(NR(?:AK|JS|II)-[0-9A-Za-z_-]{19,40})",
    reach: 45,
  },
  {
    name: "docker-token",
    literals: ["dckr_pat_", "dckr_oat_"],
    pattern: "(dckr_[po]at_[0-9A-Za-z_-]{20,64})",
    reach: 73,
  },
  { name: "hugging-face-token", literals: ["hf_"], pattern: "(hf_[0-9A-Za-z]{30,64})", reach: 67 },
  { name: "linear-key", literals: ["lin_api_"], pattern: "(lin_api_[0-9A-Za-z]{32,64})", reach: 72 },
  { name: "postman-key", literals: ["PMAK-"], pattern: "(PMAK-[0-9a-f]{24}-[0-9a-f]{34})", reach: 64 },
  { name: "sentry-token", literals: ["sntrys_", "sntryu_"], pattern: "(sntry[su]_[0-9A-Za-z_+/=-]{32,})", reach: 520 },
  {
    name: "doppler-token",
    literals: ["dp.pt.", "dp.st.", "dp.ct.", "dp.sa."],
    pattern: "(dp\\.(?:pt|st|ct|sa)\\.[0-9A-Za-z._-]{30,})",
    reach: 134,
  },
  { name: "pulumi-token", literals: ["pul-"], pattern: "(pul-[0-9a-f]{40})", reach: 44, fixed: true },
  {
    name: "bearer-header",
    literals: ["bearer "],
    pattern: "(?i:bearer) +([0-9A-Za-z._~+/=-]{16,})",
    reach: 8_200,
    anywhere: true,
    verify: mixesDigits,
  },
  {
    name: "basic-header",
    literals: ["basic "],
    pattern: "(?i:basic) +([0-9A-Za-z+/]{6,}={0,2})",
    reach: 1_040,
    anywhere: true,
    verify: isUserAndPassword,
  },
  {
    name: "azure-storage-key",
    literals: ["AccountKey=", "SharedAccessKey="],
    pattern: "(?i:[a-z]+key)=([0-9A-Za-z+/]{40,}={0,2})",
    reach: 160,
    anywhere: true,
  },
  {
    name: "azure-shared-signature",
    literals: ["&sig=", "?sig="],
    pattern: "[&?](?i:sig)=([0-9A-Za-z%+/=_-]{32,})",
    reach: 262,
    anywhere: true,
  },
];

export const TOKEN_RULES: readonly Rule[] = TOKENS.map(tokenRule);

function tokenRule(token: Token): Rule {
  const pattern = RE2JS.compile(`^(?:${token.pattern})`);
  return {
    name: token.name,
    label: "secret",
    literals: token.literals,
    find(bytes, literal) {
      if (
        !token.anywhere &&
        (isWord(bytes[literal.from - 1]) || !token.literals.includes(ascii(bytes, literal.from, literal.to)))
      )
        return null;
      const matcher = pattern.matcher(ascii(bytes, literal.from, literal.from + token.reach));
      if (!matcher.find()) return null;
      const from = literal.from + matcher.start(1);
      const to = literal.from + matcher.end(1);
      if (token.fixed && isWord(bytes[to])) return null;
      if (token.verify !== undefined && !token.verify(ascii(bytes, from, to))) return null;
      return { from, to };
    },
  };
}

/** Words have no digits in their middle; tokens have, and letters as well. */
function mixesDigits(token: string): boolean {
  return /\d/.test(token.slice(3)) && /[A-Za-z]/.test(token.slice(3));
}

function isUserAndPassword(token: string): boolean {
  return /^[\x20-\x7e]+:[\x20-\x7e]+$/.test(Buffer.from(token, "base64").toString("latin1"));
}
