/**
 * The whole script of the residents' pages: moves the focus to the errors, keeps a second tap from sending twice while the
 * first is under way (a second one would be harmless, but worrying), counts the letters left, and copies the receipt code.
 * Plain ES5 for old engines; without it everything works.
 */
export const enhanceScript = `(function(){var d=document,q=function(s){return d.querySelectorAll(s)},e=d.getElementById('errors');if(e)e.focus();
d.addEventListener('submit',function(v){var b=v.target.querySelector('button.big');if(b){setTimeout(function(){b.disabled=true},0);setTimeout(function(){b.disabled=false},8000)}});
[].forEach.call(q('textarea[maxlength]'),function(t){var p=d.createElement('p');p.className='soft';p.setAttribute('aria-live','polite');
t.parentNode.appendChild(p);t.addEventListener('input',function(){var n=t.maxLength-t.value.length;p.textContent=n<500?'\\u8fd8\\u53ef\\u4ee5\\u5199 '+n+' \\u5b57':''})});
[].forEach.call(q('[data-copy]'),function(b){b.hidden=false;b.addEventListener('click',function(){var r=d.createRange(),s=getSelection();r.selectNodeContents(d.getElementById(b.getAttribute('data-copy')));s.removeAllRanges();s.addRange(r);
if(d.execCommand('copy'))b.textContent=b.getAttribute('data-done')})})})();
`;
