/**
 * The whole script of the residents' pages, at most 1 kB: moves the focus to the errors, keeps a second tap from
 * sending while the first is under way (it would be harmless, but worrying), and copies the receipt code. Plain ES5 for
 * old engines; without it everything works. `navigator.clipboard` is absent in old engines and on http, so the old
 * command is used.
 */
export const enhanceScript = `(function(){var d=document,e=d.getElementById('errors');if(e)e.focus();
d.addEventListener('submit',function(v){var b=v.target.querySelector('button.big');if(b){setTimeout(function(){b.disabled=true},0);setTimeout(function(){b.disabled=false},8000)}});
[].forEach.call(d.querySelectorAll('[data-copy]'),function(b){b.hidden=false;b.addEventListener('click',function(){var r=d.createRange(),s=getSelection();r.selectNodeContents(d.getElementById(b.getAttribute('data-copy')));s.removeAllRanges();s.addRange(r);
if(d.execCommand('copy'))b.textContent=b.getAttribute('data-done')})})})();
`;
