import { problems } from '/work/main/bench/planner/problems.js';
import { readDesigns, assertChecks } from '/work/main/bench/planner/designs.js';
import { runProblem } from '/work/main/bench/planner/run.js';
const designs = readDesigns('/work/shared/reference/benchmarks/designs.json');
const q=(v:number[],p:number)=>{const s=[...v].sort((a,b)=>a-b);const h=p*(s.length-1);const i=Math.floor(h);return s[i]!+(h-i)*((s[i+1]??s[i])!-s[i]!)};
const names=(process.argv[2]??'branin').split(','); const n=Number(process.argv[3]??6); const off=Number(process.argv[4]??0);
for(const name of names){ const d=designs[name]!; assertChecks(name,problems[name]!,d);
 const runs:any[]=[]; for(let s=0;s<n;s++) runs.push(await runProblem(problems[name]!,d,s+off));
 const r=runs.map(x=>(x.best.at(-1) ?? 99)-d.best_known);
 console.log(name.padEnd(18), q(r,.5).toFixed(4),'['+q(r,.25).toFixed(4)+', '+q(r,.75).toFixed(4)+']','fail',(runs.reduce((a,b)=>a+b.failed,0)/n).toFixed(1),'cpu',(runs.reduce((a,b)=>a+b.cpuS,0)/n).toFixed(2), r.map(v=>v.toFixed(4)).join(' '));
}
