import type { CompanyProfile } from '../../ledger/types.js';
import type { AuthorizeRequest } from './authorizeRequest.js';

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c);

const STYLE = `
:root{color-scheme:light dark;--bg:light-dark(#F4F5F2,#121311);--card:light-dark(#fff,#1b1c1a);--text:light-dark(#1c1d1a,#efeeea);--soft:light-dark(#5a5b55,#b3b2ab);--line:light-dark(#dcdcd6,#383934);--brand:light-dark(#1d6b2f,#7fd391);--brand-fill:#1d6b2f;--pick:light-dark(#eaf4ec,#1d2c20);--note:light-dark(#fff6dc,#2f2a17);--bad:light-dark(#a32a1d,#ff9585)}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:620px;margin:0 auto;padding:32px 16px 64px}
.note{background:var(--note);border:1px solid var(--line);border-radius:8px;padding:10px 14px;margin:0 0 20px;font-size:14px}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:24px}
h1{font-size:22px;line-height:28px;margin:0 0 8px}p{margin:0 0 12px}.soft{color:var(--soft)}.bad{color:var(--bad);font-weight:600}
fieldset{border:0;margin:16px 0 0;padding:0}legend{font-weight:600;padding:0;margin-bottom:8px}
.list{border:1px solid var(--line);border-radius:8px;max-height:46vh;overflow-y:auto}
label{display:flex;gap:12px;align-items:center;padding:10px 14px;min-height:44px;cursor:pointer;border-top:1px solid var(--line)}
label:first-child{border-top:0}label:has(input:checked){background:var(--pick)}label:hover{background:var(--pick)}
label span{flex:1}label small{color:var(--soft);display:block}
.tag{flex:none;font-size:12px;color:var(--soft);border:1px solid var(--line);border-radius:99px;padding:1px 9px}
input[type=radio]{accent-color:var(--brand-fill);width:18px;height:18px;margin:0;flex:none}
.row{display:flex;gap:12px;justify-content:flex-end;margin-top:20px}
button{font:inherit;font-weight:600;min-height:44px;padding:0 20px;border-radius:8px;border:1px solid var(--line);background:transparent;color:var(--text);cursor:pointer}
button.go{background:var(--brand-fill);border-color:var(--brand-fill);color:#fff}
:focus-visible{outline:3px solid var(--brand);outline-offset:2px}`;

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
  `<title>${escape(title)}</title><style>${STYLE}</style></head><body><main>` +
  `<p class="note"><strong>Stand-in QuickBooks.</strong> This is not Intuit. The companies below are made up and live on this machine.</p>` +
  `${body}</main></body></html>`;

const hidden = (name: string, value: string): string => `<input type="hidden" name="${name}" value="${escape(value)}">`;

function choice(profile: CompanyProfile, connected: boolean, checked: boolean): string {
  return (
    `<label><input type="radio" name="realm_id" value="${escape(profile.realmId)}"${checked ? ' checked' : ''} required>` +
    `<span>${escape(profile.name)}<small>${escape(profile.industry)}</small></span>` +
    `${connected ? '<em class="tag">connected</em>' : ''}</label>`
  );
}

/** The consent page: companies not yet connected first, plain HTML, works without scripts. */
export function consentPage(
  request: AuthorizeRequest,
  profiles: readonly CompanyProfile[],
  connected: ReadonlySet<string>,
  problem?: string,
): string {
  const ordered = [...profiles].sort(
    (a, b) => Number(connected.has(a.realmId)) - Number(connected.has(b.realmId)) || a.name.localeCompare(b.name),
  );
  const choices = ordered.map((p, at) => choice(p, connected.has(p.realmId), at === 0)).join('');
  return page(
    'Connect a company - stand-in QuickBooks',
    `<form class="card" method="post" action="/connect/oauth2/consent">` +
      hidden('client_id', request.clientId) +
      hidden('redirect_uri', request.redirectUri) +
      hidden('scope', request.scope) +
      hidden('state', request.state) +
      `<h1>Allow ${escape(request.appName)} to see a company’s books?</h1>` +
      `<p class="soft">It asks for: ${escape(request.scope)}. You go back to ${escape(new URL(request.redirectUri).host)}.</p>` +
      (problem === undefined ? '' : `<p class="bad" role="alert">${escape(problem)}</p>`) +
      `<fieldset><legend>Company</legend><div class="list" tabindex="0" role="group" aria-label="Companies">${choices}</div></fieldset>` +
      `<div class="row"><button name="decision" value="cancel" formnovalidate>Cancel</button>` +
      `<button class="go" name="decision" value="allow">Allow</button></div></form>`,
  );
}

/** Shown when the person cannot be sent back to the app safely. */
export function refusalPage(why: string): string {
  return page(
    'Sorry - stand-in QuickBooks',
    `<div class="card"><h1>Sorry, the app cannot connect</h1><p role="alert">${escape(why)}</p></div>`,
  );
}
