/** How a page looks: on phone, desk and paper, light and dark. */
export const STYLESHEET: string = `
:root{color-scheme:light dark;--bg:#fff;--card:#f6f8fa;--line:#d5dbe1;--text:#1b2027;--soft:#57606a;--link:#0a58ca;
--pass:#1a7f37;--fail:#b3261e;--warn:#8a5a00;--part:#0a58ca;--pass-bg:#e6f5ea;--fail-bg:#fdebea;--warn-bg:#fdf3dc;--part-bg:#e5effc;--kept:#2da44e;--lost:#cf222e;--other:#d29922;
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root{--bg:#0e1116;--card:#161b22;--line:#30363d;--text:#e6eaef;--soft:#9aa5b1;--link:#79b0ff;
--pass:#56d07d;--fail:#ff938c;--warn:#e8b84a;--part:#79b0ff;--pass-bg:#11281a;--fail-bg:#331616;--warn-bg:#2e240c;--part-bg:#10233f;--kept:#3fb950;--lost:#f85149;--other:#d29922}}
*{box-sizing:border-box}
html{scroll-padding-top:3.5rem;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:76rem;padding:0 1.25rem 4rem;background:var(--bg);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
[hidden]{display:none!important}
h2{font-size:1.35rem;line-height:1.3;margin:2.75rem 0 .75rem}
h3{font-size:1.05rem;margin:1.75rem 0 0}
h3 span{font-weight:400;color:var(--soft)}
p{margin:.5rem 0}
.lead,.note,.counts{color:var(--soft)}
.lead{max-width:62rem}
.note,.counts{font-size:.9rem}
.counts{margin:.1rem 0 .5rem}
.bad{color:var(--fail)}
code,pre,time,.name{font-family:var(--mono)}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--bg);padding:.5rem 1rem;z-index:9}
.v{margin:1.5rem 0 0;padding:1.5rem 1.75rem;border:1px solid var(--line);border-left:.5rem solid var(--c);border-radius:.75rem;background:var(--b)}
.v.pass{--c:var(--pass);--b:var(--pass-bg)}.v.fail{--c:var(--fail);--b:var(--fail-bg)}.v.warn{--c:var(--warn);--b:var(--warn-bg)}.v.part{--c:var(--part);--b:var(--part-bg)}
.v p{margin:0}
.v .what{color:var(--soft);font-size:.9rem}
h1{font-size:1.3rem;line-height:1.3;margin:.35rem 0 0;font-weight:600}
.kinds{font-weight:400;color:var(--soft);font-size:1rem}
.v .verdict{font-size:clamp(1.9rem,6vw,3rem);line-height:1.15;color:var(--c);margin:.6rem 0 .3rem;letter-spacing:-.01em}
.verdict i,.chip i{font-style:normal}
.reason{font-size:1.08rem;max-width:62rem}
nav{position:sticky;top:0;background:var(--bg);border-bottom:1px solid var(--line);z-index:2;overflow-x:auto}
nav ul{display:flex;gap:1.25rem;list-style:none;margin:0;padding:.65rem .1rem;white-space:nowrap;font-size:.94rem}
nav a{text-decoration:none}
nav a:hover{text-decoration:underline}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;list-style:none;margin:0;padding:0}
.tiles li{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.8rem 1rem}
.tiles b{display:block;font-size:1.55rem;line-height:1.2;font-variant-numeric:tabular-nums}
.tiles small{display:block;color:var(--soft);font-size:.88rem}
.tiles .bad b,.tiles .bad small{color:var(--fail)}
.links{list-style:none;margin:0;padding:0}
.links li{padding:.2rem 0;display:flex;gap:.6rem;align-items:baseline}
.chip{flex:none;display:inline-block;min-width:8rem;font-size:.8rem;line-height:1.5;padding:.02rem .55rem;border-radius:1rem;color:var(--c);background:var(--b);font-weight:600}
.pass{--c:var(--pass);--b:var(--pass-bg)}.fail{--c:var(--fail);--b:var(--fail-bg)}.warn,.inconclusive{--c:var(--warn);--b:var(--warn-bg)}.not-applicable{--c:var(--soft);--b:var(--card)}
.tag{font-size:.75rem;color:var(--soft);border:1px solid var(--line);border-radius:.25rem;padding:0 .35rem;white-space:nowrap}
#filter{display:flex;flex-wrap:wrap;gap:.75rem 1.5rem;align-items:center;background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.8rem 1rem}
#filter .q{flex:1 1 16rem;display:flex;gap:.6rem;align-items:center;font-weight:600}
#filter input[type=search]{flex:1;min-width:0;font:inherit;font-weight:400;padding:.35rem .6rem;border:1px solid var(--soft);border-radius:.4rem;background:var(--bg);color:var(--text)}
#filter ::placeholder{color:var(--soft);opacity:1}
fieldset{border:0;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1rem}
legend{float:left;font-weight:600;padding:0;margin-right:1rem}
fieldset label{white-space:nowrap}
fieldset small{color:var(--soft)}
#filter p{margin:0;color:var(--soft);min-width:11rem}
.r{border:1px solid var(--line);border-radius:.5rem;margin:.35rem 0;background:var(--bg);}
.many .r{content-visibility:auto;contain-intrinsic-height:auto 2.6rem}
.r.fail,.r.warn{border-left:.3rem solid var(--c)}
.r>summary{cursor:pointer;padding:.5rem .8rem;display:flex;flex-wrap:wrap;gap:.2rem .65rem;align-items:baseline;list-style:none}
.r>summary::-webkit-details-marker{display:none}
.r>summary::after{content:"+";color:var(--soft);font-family:var(--mono);width:1ch}
.r[open]>summary::after{content:"\\2212"}
.r>summary:hover{background:var(--card)}
.r .ti{flex:1 1 14rem}
.bd{padding:.2rem 1rem 1rem;border-top:1px solid var(--line)}
.ab{margin-top:.75rem}
.ab>summary,.all>summary{cursor:pointer;color:var(--link)}
dl{margin:.6rem 0}
.ps{display:grid;grid-template-columns:6.2rem minmax(0,1fr);gap:.3rem .8rem}
.ps dt{color:var(--soft);font-size:.93rem}
dd{margin:0}
.ps .seen+dd{color:var(--fail)}
.warn .ps .seen+dd{color:var(--warn)}
.out{font-family:var(--mono);font-size:.87rem}
pre{margin:0;padding:.5rem .7rem;background:var(--card);border:1px solid var(--line);border-radius:.4rem;font-size:.87rem;white-space:pre-wrap}
.cp{display:none}
.js .cp{display:inline-block;margin-top:.3rem;font:inherit;font-size:.85rem;padding:.1rem .7rem;border:1px solid var(--line);border-radius:.35rem;background:var(--card);color:var(--text);cursor:pointer}
.sq{margin:1.1rem 0 0;--a:256px;--o:6.4rem}
figcaption{color:var(--soft);font-size:.88rem;margin-bottom:.5rem}
.sq ol{list-style:none;margin:0;padding:0}
.sq li,.hd{display:grid;grid-template-columns:5.5rem var(--a) minmax(0,1fr);column-gap:.9rem;align-items:end}
.sq li:not(.life):not(.kill){--l:linear-gradient(var(--line),var(--line));background:var(--l) var(--o) 0/1px 100% no-repeat,var(--l) calc(var(--o) + var(--a)*.6914) 0/1px 100% no-repeat,var(--l) calc(var(--o) + var(--a)*.996) 0/1px 100% no-repeat;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.hd{font-size:.82rem;color:var(--soft);font-weight:600;border-bottom:1px solid var(--line)}
.hd>span{text-align:right}
.hd .ln{position:relative;grid-column:2/4}
.hd .ln span+span{position:absolute;bottom:0;left:calc(var(--a)*.6914 - 2rem)}
.hd .ln span:nth-child(3){left:calc(var(--a) - 1rem);right:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.sq time{text-align:right;font-size:.82rem;color:var(--soft);font-variant-numeric:tabular-nums}
.sq .ln{line-height:1.15;min-height:1.5rem;display:flex;flex-direction:column;justify-content:flex-end}
.sq .ln code{font-size:.8rem;padding-left:.5rem;white-space:nowrap}
.sq .ln svg{display:block;width:var(--a);height:12px;stroke:var(--text);fill:none;stroke-width:1.4}
.sq li>span{font-size:.92rem;line-height:1.35}
.g0{padding-top:.2rem}.g1{padding-top:.45rem}.g2{padding-top:.8rem}.g3{padding-top:1.2rem}.g4{padding-top:1.7rem}.g5{padding-top:2.3rem}
.sq .kill{display:block;margin-top:.6rem;padding:.3rem .7rem .3rem var(--o);border-top:2px solid var(--fail);color:var(--fail)}
.sq .life{padding:.3rem 0;border-top:1px dashed var(--line);grid-template-columns:auto minmax(0,1fr);padding-left:var(--o)}
.defs{position:absolute}
.defs marker path{fill:var(--text);stroke:none}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.92rem;font-variant-numeric:tabular-nums}
.scroll table{width:100%}
th,td{padding:.35rem .6rem;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
th:first-child,.l{text-align:left}
.ledger th,.ledger td{padding:.35rem .45rem}
thead th{color:var(--soft);font-weight:600}
tbody th{font-weight:500}
.compared tbody th{white-space:normal}
.types{margin-top:1.4rem}.types th{white-space:normal;overflow-wrap:normal}
[colspan]{text-align:center}
.ledger th:nth-child(1),.ledger tr>:nth-child(7){border-right:1px solid var(--line)}
.z,.none{color:var(--soft)}
.bar{display:inline-block;width:5rem;height:.55rem;margin-right:.5rem;border-radius:.2rem;background:var(--line)}
.b-kept{fill:var(--kept)}.b-lost{fill:var(--lost)}.b-other{fill:var(--other)}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.6rem 1.5rem}
.facts dt{color:var(--soft);font-size:.88rem}
.cmp{margin-top:1.5rem}
.cmp h1{font-size:clamp(1.5rem,5vw,2.2rem)}
.cmp .what{color:var(--soft);font-size:.9rem;margin:0}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(15rem,100%),1fr));gap:.75rem;list-style:none;margin:1rem 0;padding:0}
.sides .v{margin:0;padding:1rem 1.25rem}
.sides h2{font-size:1.05rem;margin:0}
.sides .verdict{font-size:1.4rem;margin:.3rem 0}
.by{grid-template-columns:11rem minmax(0,1fr)}
#numbers thead th{white-space:normal;vertical-align:bottom}
.chips{display:flex;flex-wrap:wrap;gap:.25rem .4rem}
footer{margin-top:3rem;border-top:1px solid var(--line);color:var(--soft);font-size:.88rem}
@media (max-width:44rem){body{padding:0 .9rem 3rem}.v{padding:1.1rem 1.1rem}.tiles{grid-template-columns:repeat(2,1fr)}.tiles li{padding:.7rem .75rem}
.links li{flex-wrap:wrap;gap:0 .6rem}.ps{grid-template-columns:minmax(0,1fr);gap:0}.ps dd{margin-bottom:.5rem}
.bd{padding:.2rem .7rem .8rem}
.sq{--a:224px;--o:4rem}.sq li,.hd{grid-template-columns:3.6rem minmax(0,1fr);column-gap:.4rem}
.hd .ln{grid-column:2;padding-top:1.5em}.hd .ln span:nth-child(3){top:0;bottom:auto;left:0;max-width:var(--a);text-align:right}
.sq li>span{grid-column:2;padding:.1rem 0 .1rem .5rem;background:var(--bg)}
.sq .life{display:block}.sq .life span{display:block}
.sq time{font-size:.74rem}.sq .ln code{font-size:.72rem}}
@media print{nav,#filter,.cp,.skip{display:none!important}body{max-width:none;padding:0;font-size:11pt}.many .r{content-visibility:visible}.r{break-inside:auto}.r>summary{break-after:avoid}.r>summary::after{content:""}.v,.tiles li,.chip,.bar,pre{-webkit-print-color-adjust:exact;print-color-adjust:exact}.scroll{overflow:visible}a{color:inherit}}
@media (forced-colors:active){.chip{border:1px solid}.bar{forced-color-adjust:none}}
`;
