import { Markup, markup } from './markup.js';

const STYLE = `
:root{color-scheme:light dark;--bg:light-dark(#F4F5F2,#121311);--card:light-dark(#fff,#1b1c1a);--text:light-dark(#1c1d1a,#efeeea);--soft:light-dark(#5a5b55,#b3b2ab);--line:light-dark(#dcdcd6,#383934);--edge:light-dark(#85867f,#77786f);--brand:light-dark(#1d6b2f,#7fd391);--fill:#1d6b2f;--pick:light-dark(#eaf4ec,#1d2c20);--note:light-dark(#fff6dc,#2f2a17);--bad:light-dark(#a32a1d,#ff9585)}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.skip{position:absolute;left:-999px}.skip:focus{position:static;display:inline-block;padding:8px 16px}
header,main{max-width:1440px;margin:0 auto;padding:0 24px}header{padding-top:20px}main{padding-bottom:64px}
.note{background:var(--note);border:1px solid var(--line);border-radius:8px;padding:8px 14px;margin:0 0 16px;font-size:14px}
h1{font-size:24px;line-height:30px;margin:4px 0}h2{font-size:17px;line-height:24px;margin:0 0 10px}p{margin:0 0 10px}.soft{color:var(--soft)}.bad{color:var(--bad);font-weight:600}
.grid{display:grid;gap:20px;grid-template-columns:minmax(280px,340px) minmax(0,1fr) minmax(260px,340px);align-items:start}
.two{display:grid;gap:20px;grid-template-columns:minmax(0,1fr) minmax(280px,380px);align-items:start}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:18px;margin:0 0 16px;min-width:0}.card>:last-child{margin-bottom:0}
.said{border-left:4px solid var(--brand)}.refused{border-left:4px solid var(--bad)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:5px 10px 5px 0;border-top:1px solid var(--line);vertical-align:top}thead th{border-top:0;font-size:13px;color:var(--soft);font-weight:600}
.num{text-align:right;white-space:nowrap}td:last-child,th:last-child{padding-right:0}tr.void td{color:var(--soft)}.date{white-space:nowrap}
a{color:var(--brand);display:inline-block;min-height:24px;min-width:24px}
details{border-top:1px solid var(--line)}details:first-of-type{border-top:0}summary{cursor:pointer;min-height:40px;padding:8px 0;font-weight:600}
form.fields{display:grid;gap:10px;padding:4px 0 16px}label{display:block;font-size:13px;color:var(--soft)}
input,select{display:block;width:100%;min-height:38px;margin-top:3px;padding:6px 10px;font:inherit;color:var(--text);background:var(--card);border:1px solid var(--edge);border-radius:8px}
input[aria-invalid=true],select[aria-invalid=true]{border:2px solid var(--bad)}
.filter{display:flex;gap:12px;flex-wrap:wrap;align-items:end;margin-bottom:12px}.filter label{flex:1 1 150px}
button{font:inherit;font-weight:600;min-height:38px;padding:0 16px;border-radius:8px;border:1px solid var(--edge);background:transparent;color:var(--text);cursor:pointer}
button.go{background:var(--fill);border-color:var(--fill);color:#fff}.row{display:flex;gap:12px;flex-wrap:wrap;align-items:center}
.tag{font-size:12px;color:var(--soft);border:1px solid var(--line);border-radius:99px;padding:1px 9px;white-space:nowrap}
:focus-visible{outline:3px solid var(--brand);outline-offset:2px}
@media(max-width:1100px){.grid{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}.grid>.wide{grid-column:1/-1;order:-1}}
@media(max-width:700px){header,main{padding-left:16px;padding-right:16px}.grid,.two{grid-template-columns:minmax(0,1fr)}.grid>.wide{order:0}.wide-only{display:none}}`;

/** A whole page of the stand-in's books. */
export function layout(title: string, above: Markup, body: Markup): string {
  return markup`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} · stand-in QuickBooks</title><style>${new Markup(STYLE)}</style></head><body><header><a class="skip" href="#main">Skip to the content</a><p class="note"><strong>Stand-in QuickBooks.</strong> This is not Intuit. The companies are made up and live on this machine; what is changed here is changed in their books.</p>${above}</header><main id="main">${body}</main></body></html>`
    .text;
}
