/**
 * The whole script of the residents' pages, at most 2 kB: moves the focus to the errors, keeps a second tap from
 * sending while the first is under way (it would be harmless, but worrying), copies the receipt code, changes the
 * size of type of a form without asking for it again, and opens what hides words that the browser gave back. Plain ES5
 * for old engines; without it everything works. `navigator.clipboard` is absent in old engines and on http, so the old
 * command is used.
 */
export const enhanceScript = `(function(){var d=document,e=d.getElementById('errors'),f=d.getElementById('say');function all(q,w){[].forEach.call(d.querySelectorAll(q),w)}if(e)e.focus();
d.addEventListener('submit',function(v){var b=v.target.querySelector('button.big');if(b){setTimeout(function(){b.disabled=true},0);setTimeout(function(){b.disabled=false},8000)}});
if(f)all('[data-size]',function(a){a.addEventListener('click',function(v){v.preventDefault();var z=a.getAttribute('data-size');d.documentElement.className=z;
all('[data-size]',function(o){o.removeAttribute('aria-current')});a.setAttribute('aria-current','true');all('input[name=size]',function(o){o.value=z});
all('main a[href^="/"],footer a',function(o){var h=o.getAttribute('href').replace(/([?&])size=\\w+&?/,'$1').split('#');o.href=h[0].replace(/[?&]$/,'')+(h[0].indexOf('?')<0||/\\?$/.test(h[0])?'?':'&')+'size='+z+(h[1]?'#'+h[1]:'')})})});
if(f)setTimeout(function(){all('details',function(o){[].forEach.call(o.querySelectorAll('textarea,input[type=text]'),function(i){if(i.value)o.open=true})})},0);
all('[data-copy]',function(b){b.hidden=false;b.addEventListener('click',function(){var r=d.createRange(),s=getSelection();r.selectNodeContents(d.getElementById(b.getAttribute('data-copy')));s.removeAllRanges();s.addRange(r);
if(d.execCommand('copy'))b.textContent=b.getAttribute('data-done')})})})();
`;
