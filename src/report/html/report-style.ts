/** The page's style: light and dark, for a phone as for a desk, and for paper. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--ground:#fff;--raised:#f6f7f9;--ink:#1a1d21;--quiet:#59616b;--line:#d8dde3;--good:#116b3c;--bad:#b3261e;--warning:#8a5300;--link:#0b57b0;--mark:#fff1b8;--cause:#fde8e6;--symptom:#fff3dc;--curve:#0b57b0;--window:#b3261e1a;--reference:#116b3c1a}
@media (prefers-color-scheme:dark){:root{--ground:#14171a;--raised:#1d2226;--ink:#e6e9ec;--quiet:#9aa4ae;--line:#363d44;--good:#6fd29b;--bad:#ff8a80;--warning:#f2b45c;--link:#8ab8ff;--mark:#5c4a00;--cause:#43201d;--symptom:#40300f;--curve:#8ab8ff;--window:#ff8a8026;--reference:#6fd29b1f}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
main{max-width:60rem;margin:0 auto;padding:1rem 1rem 4rem}
a{color:var(--link)}a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-999rem}.skip:focus{position:static}
nav{font-size:.875rem;margin:.5rem 0 0;display:flex;flex-wrap:wrap;gap:.25rem .9rem}
h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0}h2{font-size:1.1rem;margin:2rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--line)}
h3{font-size:1rem;margin:1rem 0 .25rem}p{margin:.4rem 0}ul,ol{margin:.3rem 0;padding-left:1.3rem}li{margin:.3rem 0}
.quiet{color:var(--quiet)}.small{font-size:.875rem}
.verdict{background:var(--raised);border:1px solid var(--line);border-left:6px solid var(--warning);border-radius:8px;padding:1rem 1.1rem;margin-top:1rem}
.verdict.good{border-left-color:var(--good)}.word{font-weight:700;color:var(--warning)}.good .word{color:var(--good)}
.meter{display:block;width:100%;max-width:24rem;height:10px;margin:.3rem 0 .6rem}.meter .rail{fill:var(--line)}.meter .fill{fill:var(--quiet)}.good .meter .fill{fill:var(--good)}.meter .bound{stroke:var(--ink);stroke-width:2}
.survived{color:var(--good)}.broken,.altered{color:var(--bad)}.undecided{color:var(--warning)}
.tag{display:inline-block;font-size:.75rem;font-weight:600;border:1px solid currentColor;border-radius:99px;padding:0 .5rem;margin-right:.35rem;white-space:nowrap}
.tag.low{color:var(--good)}.tag.medium{color:var(--warning)}.tag.high{color:var(--bad)}
.cite{font-size:.8rem;text-decoration:none;padding:0 .15rem;white-space:nowrap}
code,pre,time{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.85rem}
pre{background:var(--raised);border:1px solid var(--line);border-radius:6px;padding:.6rem .7rem;margin:.4rem 0;white-space:pre-wrap;overflow-wrap:anywhere;max-height:24rem;overflow:auto}
mark{background:var(--mark);color:inherit;border-radius:2px}
details{border:1px solid var(--line);border-radius:8px;padding:.45rem .8rem;margin:.45rem 0}details[open]{background:var(--raised)}details[open] pre{background:var(--ground)}
summary{cursor:pointer;min-height:1.75rem}.citation:has(:target){border-color:var(--link);box-shadow:0 0 0 2px var(--link)}pre:target{scroll-margin-top:5rem}
.step{border:1px solid var(--line);border-radius:8px;padding:.6rem .8rem;margin:.5rem 0}
dl{display:grid;grid-template-columns:minmax(7rem,11rem) 1fr;gap:.25rem .8rem;margin:.4rem 0}dt{color:var(--quiet)}dd{margin:0}
.times{list-style:none;padding:0}.times li{display:grid;grid-template-columns:10.5rem 5.2rem 1fr;gap:.2rem .7rem;padding:.3rem 0;border-bottom:1px solid var(--line)}
.onset-item,.symptom-item{font-weight:600}
.path{margin:.7rem 0}.path svg{max-width:100%;height:auto}.narrow{display:none}
svg text{fill:var(--ink);font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
svg .kind,svg .note,.link text,.tick{fill:var(--quiet);font-size:11px}svg .name{font-weight:700;font-size:13px}
.node rect{fill:var(--raised);stroke:var(--line);stroke-width:1.5}.node.cause rect{fill:var(--cause);stroke:var(--bad)}.node.symptom rect{fill:var(--symptom);stroke:var(--warning)}
.link line{stroke:var(--quiet);stroke-width:1.5}.link polygon{fill:var(--quiet)}.link.unseen line{stroke-dasharray:4 4}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:.8rem}figure{margin:0}figcaption{font-size:.875rem}
.chart{width:100%;height:auto;display:block}.axis{stroke:var(--quiet)}.grid{stroke:var(--line);stroke-dasharray:2 3}.line{fill:none;stroke:var(--curve);stroke-width:1.75}.dot{fill:var(--curve)}
rect.window{fill:var(--window)}rect.reference{fill:var(--reference)}line.onset{stroke:var(--bad);stroke-width:1.5;stroke-dasharray:5 3}text.onset{fill:var(--bad);font-size:11px}
@media (max-width:44rem){.times li{grid-template-columns:1fr auto}.times li>span:last-child{grid-column:1/-1}.wide{display:none}.narrow{display:block}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.4rem}h1{font-size:1.3rem}}
@media print{details{break-inside:avoid}nav,.skip{display:none}}
`;
