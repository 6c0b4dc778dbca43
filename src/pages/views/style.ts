import { type Size, sizes } from '../display.rules.js';

/**
 * The one style sheet, inlined: on a slow line a second request costs more than its 4 kB. It holds no quote, ampersand
 * or less-than sign, so preact's escaping leaves it alone and nothing is written into a page unescaped. Old engines
 * inside WeChat (Chromium 61 and later) know no flex gap, :has, clamp, inset or aspect-ratio. Lengths of boxes are px,
 * so that 特大 enlarges the words and not the margins. A citation inside a sentence is as large for a finger as any
 * other link: padding of words in a line moves no line.
 */
export const style = `
html{font-size:18px}html.large{font-size:23px}html.largest{font-size:30px}
*{box-sizing:border-box}
body{margin:0;background:#f3f5f7;color:#1b1f24;line-height:1.7;font-family:system-ui,-apple-system,PingFang SC,Microsoft YaHei,Noto Sans CJK SC,sans-serif;overflow-wrap:break-word;word-wrap:break-word}
a{color:#0a4b86}a:focus,button:focus,input:focus,select:focus,textarea:focus,summary:focus,[tabindex]:focus{outline:3px solid #b25000;outline-offset:2px}
.v{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0);white-space:nowrap}
.skip{position:absolute;left:-9999px;top:0;background:#fff;padding:10px 16px;z-index:2}.skip:focus{left:0}
.bar{background:#0a4b86;color:#fff}.bar div,main,footer div{max-width:760px;margin:0 auto;padding:0 16px}
.bar div{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between}
.bar a,.bar label{color:#fff;font-weight:400;cursor:pointer;text-decoration:none;display:inline-block;min-height:48px;min-width:48px;line-height:48px;padding:0 10px;text-align:center;font-size:18px}
.bar .brand{font-weight:700;padding:0;letter-spacing:1px}.bar nav{display:flex}
.bar nav a,.bar label{border-bottom:4px solid transparent;line-height:46px}.bar nav a[aria-current]{border-bottom-color:#fff;font-weight:700}
.bar .b3{font-size:22px}.bar .b2{font-size:20px}
main{padding-top:16px;padding-bottom:32px;outline:0}
h1{font-size:1.35rem;line-height:1.4;margin:8px 0 12px}h2{font-size:1.15rem;line-height:1.5;margin:28px 0 10px}h3,h4{font-size:1rem;line-height:1.5;margin:0 0 6px}
.largest h1{font-size:1.15rem}.largest h2{font-size:1.05rem}
p{margin:0 0 10px}.soft{color:#4a535d}
.card,article{background:#fff;border:1px solid #d5dae0;border-radius:8px;padding:14px 16px;margin:0 0 14px}
.facts{padding:0;margin:0 0 12px;list-style:none}.facts strong{color:#8a3a00}
article p{margin:0 0 8px}.c{padding:14px 4px;margin:0 -4px;text-decoration:underline;-webkit-text-decoration-style:dotted;text-decoration-style:dotted}p:target{background:#fff8e6}.i{padding-left:1em}.j{padding-left:2em}
.s{display:inline-block;min-height:48px;line-height:46px;padding:0 16px;border:2px solid #0a4b86;border-radius:6px;background:#fff;text-decoration:none;font-weight:600}
.big{display:block;width:100%;min-height:64px;padding:10px 16px;margin:0 0 16px;border:0;border-radius:8px;background:#0a4b86;color:#fff;font:inherit;font-size:1.2rem;line-height:1.4;font-weight:700;text-align:center;text-decoration:none;cursor:pointer}
.big small{display:block;font-size:.85em;font-weight:400}
button.s{font:inherit;font-weight:600;color:#0a4b86;line-height:1.4;cursor:pointer}
summary{min-height:48px;line-height:1.5;padding:10px 0;cursor:pointer;color:#0a4b86;font-weight:600}
details.card{padding:2px 16px}.card h2{margin-top:2px}.card p:last-child{margin-bottom:2px}
.toc{list-style:none;margin:0;padding:0 0 8px}.toc a,.more a{display:block;min-height:48px;padding:10px 0;border-top:1px solid #e3e7eb;text-decoration:none}
.moves{display:flex;flex-wrap:wrap;margin:0 -6px 8px}.moves a{flex:1 0 auto;margin:0 6px 12px;text-align:center}
.note{background:#fff8e6;border:1px solid #c98a00;border-left-width:6px;border-radius:6px;padding:12px 14px;margin:0 0 16px}
.note strong{display:block}
.err{background:#fff;border:3px solid #a4161a;border-radius:6px;padding:12px 14px;margin:0 0 16px}.err h2{margin:0 0 6px}.err a,.wrong{color:#a4161a}
.wrong{font-weight:600;margin:4px 0}.bad{border-color:#a4161a}
label,legend{font-weight:600;padding:0}fieldset{border:0;margin:0 0 16px;padding:0}.f{margin:0 0 18px}.f .soft{margin:2px 0 6px}
input[type=text],textarea,select{display:block;width:100%;min-height:48px;padding:10px 12px;border:2px solid #5b6570;border-radius:6px;background:#fff;color:#1b1f24;font:inherit;line-height:1.6}
textarea{resize:vertical}input[type=file]{display:block;width:100%;min-height:48px;padding:8px 0;font:inherit}::-webkit-file-upload-button{min-height:44px;padding:4px 14px;margin:0 10px 0 0;border:2px solid #0a4b86;border-radius:6px;background:#fff;color:#0a4b86;font:inherit;font-weight:600}.bad[type=file]{border:2px solid #a4161a;border-radius:6px;padding:8px}
.tick{display:flex;align-items:flex-start;min-height:48px;padding:8px 0}.tick input{flex:none;width:26px;height:26px;margin:4px 12px 4px 2px}.tick label{flex:1;font-weight:400;min-height:32px}.tick b,.tick span{display:block}
.brief{margin:0 0 8px}.brief h1{margin:2px 0 4px;line-height:1.3}.large .brief h1{font-size:1.05rem}.large .brief .facts{font-size:.85rem}.brief .facts{margin:0 0 6px;font-size:.9rem;line-height:1.4}.brief .facts strong{font-size:1.1em}.one{margin:0 0 10px;line-height:1.4}.brief .big{margin:14px 0 8px}.brief .soft{font-size:.9rem;margin:0}
.qs,.refs{list-style:none;margin:0;padding:0}.brief .qs{border-top:1px solid #b9c0c8}.qs a,.qs div{display:block;position:relative;min-height:48px;padding:9px 26px 9px 0;border-bottom:1px solid #d5dae0;color:#1b1f24;line-height:1.35;text-decoration:none}.large .qs a,.large .qs div{padding-top:6px;padding-bottom:6px}.qs b,.qs span,.refs b,.refs span{display:block}.qs span,.refs span{color:#4a535d}.qs i{position:absolute;right:6px;top:50%;width:10px;height:10px;margin-top:-6px;border:solid #5b6570;border-width:2px 2px 0 0;-webkit-transform:rotate(45deg);transform:rotate(45deg)}.card .qs li:last-child a,.card .qs li:last-child div{border-bottom:0}
.refs li{padding:10px 0;border-top:1px solid #e3e7eb}.refs li:first-child{border-top:0}.plain{border-left:6px solid #8b97a3;padding:2px 0 2px 12px;margin:0 0 14px}.plain p{margin:0 0 4px}.in{text-indent:2em}
.code{font-size:1.7rem;font-weight:700;line-height:1.5;letter-spacing:1px;margin:4px 0;font-variant-numeric:tabular-nums;-webkit-user-select:all;user-select:all}.code span{display:inline-block;white-space:nowrap}
.largest .code{font-size:1.35rem}
.keep{border:3px solid #0a4b86;text-align:center}.keep p{margin:0 0 6px}
.steps{list-style:none;margin:0;padding:0}.steps.card{padding:4px 16px;margin-bottom:14px}.more.card{padding:0 16px;margin-bottom:14px}.more li:first-child a{border-top:0}.steps li{padding:8px 0 8px 46px;position:relative;border-top:1px solid #e3e7eb}.steps li:first-child{border-top:0}
.n{position:absolute;left:0;top:calc(.85rem - 8px);width:32px;height:32px;line-height:30px;border:1px solid #4a535d;border-radius:16px;text-align:center;font-size:18px;background:#fff}
.on .n{background:#0a4b86;color:#fff;border-color:#0a4b86}.on strong{color:#0a4b86}.tag{font-weight:400;color:#4a535d}
.words{white-space:pre-wrap;border-left:4px solid #8b97a3;padding-left:12px;margin:0 0 10px}
.verdict{font-size:1.35rem;font-weight:700;margin:0 0 6px}
ins{text-decoration:underline;background:#e3f3e6;color:#0d4d21}del{text-decoration:line-through;background:#fdeaea;color:#7d1216}.q{background:none;color:inherit;text-decoration-style:dotted}
[hidden]{display:none!important}details .f:first-of-type{margin-top:10px}footer{border-top:1px solid #d5dae0;background:#fff}footer div{padding-top:8px;padding-bottom:24px}footer a{display:inline-block;min-height:48px;line-height:48px;margin-right:20px}footer p{color:#4a535d;margin:0}
@media print{.bar,.s,.big,footer,.skip{display:none}body{background:#fff}}
`
  .trim()
  .replace(/\n/g, '');

const ROOT_PX = { standard: 18, large: 23, largest: 30 } as const satisfies Record<Size, number>;
const ratio = (to: Size, from: Size): string => (ROOT_PX[to] / ROOT_PX[from]).toFixed(3);

/** On pages with a choice instead of links: what stands is enlarged from the size it came in to the one chosen */
export const choiceStyle = sizes
  .flatMap((to) => [
    ...sizes
      .filter((from) => from !== to)
      .map(
        (from) =>
          `html${from === 'standard' ? ':not(.large):not(.largest)' : `.${from}`} #shown-${to}:checked~main{zoom:${ratio(to, from)}}`,
      ),
    `#shown-${to}:checked~header [for=shown-${to}]{border-bottom-color:#fff;font-weight:700}`,
    `#shown-${to}:focus~header [for=shown-${to}]{outline:3px solid #ffb84d;outline-offset:-3px}`,
  ])
  .join('');
