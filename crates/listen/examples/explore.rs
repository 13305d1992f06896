//! Scratch.
use filo_listen::conversation::Side;
use filo_listen::feature::{self, Sink};
use filo_listen::kind::SignalKind;
use filo_listen::logistic::{self, Examples, Row};
use filo_listen::sentence::{self, Sentence};
use filo_listen::token::Tokens;
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::collections::BTreeMap;

struct Unit {
    t: usize,
    m: usize,
    s: Sentence,
    i: usize,
    side: Side,
    w: usize,
    pos: u32,
    part: u32,
    row: Row,
}
#[derive(Default)]
struct Vocab {
    ids: FxHashMap<String, u32>,
    cur: FxHashMap<u32, f32>,
}
impl Sink for Vocab {
    fn take(&mut self, name: &str, value: f32) {
        let n = self.ids.len() as u32;
        let id = *self.ids.entry(name.to_owned()).or_insert(n);
        *self.cur.entry(id).or_default() += value;
    }
}
fn block(vocab: &mut Vocab, weight: f32) -> Vec<(u32, f32)> {
    let lin = std::env::var("LIN").is_ok();
    let mut row: Vec<(u32, f32)> = vocab.cur.drain().map(|(f, v)| (f, if lin { v } else { (1.0 + v).ln() })).collect();
    row.sort_by_key(|r| r.0);
    let norm = if lin { row.iter().map(|r| r.1).sum::<f32>().sqrt().max(1e-6) / weight } else { row.iter().map(|r| r.1 * r.1).sum::<f32>().sqrt().max(1e-6) / weight };
    row.iter_mut().for_each(|r| r.1 /= norm);
    row
}
fn lowo(units: &[Unit], jobs: &[(SignalKind, usize)], features: usize, cost: f64) -> Vec<Vec<f64>> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let mut probs = vec![vec![0f64; units.len()]; 18];
    let results: Vec<Vec<(usize, usize, f64)>> = std::thread::scope(|scope| {
        let hs: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let mut out = Vec::new();
                    loop {
                        let j = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        let Some((k, w)) = jobs.get(j) else { break };
                        let bit = 1 << k.index();
                        let tr: Vec<&Unit> = units
                            .iter()
                            .filter(|u| {
                                u.side == k.side()
                                    && u.w != *w
                                    && (u.part & bit == 0 || u.pos & bit != 0)
                            })
                            .collect();
                        let rows: Vec<&Row> = tr.iter().map(|u| &u.row).collect();
                        let ans: Vec<bool> = tr.iter().map(|u| u.pos & bit != 0).collect();
                        let weights = logistic::learn(&Examples {
                            rows: &rows,
                            answers: &ans,
                            features,
                            cost,
                        });
                        for (i, u) in units.iter().enumerate() {
                            if u.side == k.side() && u.w == *w {
                                out.push((
                                    k.index(),
                                    i,
                                    logistic::probability(logistic::dot(&weights, &u.row)),
                                ));
                            }
                        }
                    }
                    out
                })
            })
            .collect();
        hs.into_iter().map(|h| h.join().unwrap()).collect()
    });
    for r in results {
        for (k, i, p) in r {
            probs[k][i] = p;
        }
    }
    probs
}
fn env(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|c| c.parse().ok()).unwrap_or(default)
}
fn main() {
    let opts = std::env::var("OPTS").unwrap_or_default();
    let mut texts = Vec::new();
    for l in ["it", "en"] { if let Ok(d) = std::fs::read_dir(format!("/tmp/listen/phrases/{l}")) { for f in d { let f = f.unwrap().path(); if f.extension().is_some_and(|e| e == "toml") { texts.push((format!("{l}/{}", f.file_stem().unwrap().to_str().unwrap()), std::fs::read_to_string(&f).unwrap())); } } } }
    texts.sort();
    let texts: Vec<(String, String)> = texts.into_iter().filter(|(n, t)| match filo_listen::phrase::Grammar::parse(include_str!("../../../data/phrases/chunks.toml"), [(n.as_str(), t.as_str())]) { Err(e) => { eprintln!("{e}"); false } Ok(_) => true }).collect();
    let grammar = filo_listen::phrase::Grammar::parse(include_str!("../../../data/phrases/chunks.toml"), texts.iter().map(|(a, b)| (a.as_str(), b.as_str()))).unwrap();
    eprintln!("{} phrases {} concepts", grammar.phrases().len(), grammar.concepts().len());
    let (wg, wc) = (env("WG", 0.5), env("WC", 0.6));
    let (wn, wp, wq) = (env("WN", 0.4), env("WP", 0.3), env("WQ", 0.5));
    let files: Vec<String> = std::env::args().skip(1).collect();
    let mut talks = Vec::new();
    for (w, f) in files.iter().enumerate() {
        for l in std::fs::read_to_string(f).unwrap().lines() {
            talks.push((w, serde_json::from_str::<Value>(l).unwrap()));
        }
    }
    let mut vocab = Vocab::default();
    let mut units: Vec<Unit> = Vec::new();
    let mut buf = String::new();
    for (t, (w, talk)) in talks.iter().enumerate() {
        for (m, msg) in talk["messages"].as_array().unwrap().iter().enumerate() {
            let side = match msg["side"].as_str().unwrap() {
                "company" => Side::Company,
                "customer" => Side::Customer,
                _ => continue,
            };
            let text = msg["text"].as_str().unwrap();
            let tokens = Tokens::of(text);
            let chunks = grammar.chunks(&tokens);
            let sents = sentence::sentences(text, &(0..text.len()), &tokens);
            let mut pos = vec![0u32; sents.len()];
            let mut part = vec![0u32; sents.len()];
            for s in msg["signals"].as_array().unwrap_or(&Vec::new()) {
                let q = s["quote"].as_str().unwrap();
                let a = text.find(q).unwrap();
                let b = a + q.len();
                let k = 1 << SignalKind::from_name(s["kind"].as_str().unwrap()).unwrap().index();
                let ov: Vec<usize> = sents
                    .iter()
                    .map(|s| b.min(s.place.end).saturating_sub(a.max(s.place.start)))
                    .collect();
                let Some(best) = (0..ov.len()).max_by_key(|i| (ov[*i], usize::MAX - i)) else {
                    continue;
                };
                for i in 0..ov.len() {
                    if ov[i] == 0 {
                        continue;
                    }
                    if i == best || ov[i] as f64 >= 0.6 * sents[i].place.len() as f64 {
                        pos[i] |= k
                    } else {
                        part[i] |= k
                    }
                }
            }
            let msgs = talk["messages"].as_array().unwrap();
            let on = |f: &str| opts.contains(f);
            for (i, s) in sents.iter().enumerate() {
                feature::words(&tokens, s, &mut buf, &mut vocab);
                if on("k") {
                    feature::skips(&tokens, s, &mut buf, &mut vocab);
                }
                let mut row = block(&mut vocab, 1.0);
                if on("g") || on("c") {
                    let said = grammar.said(&tokens, &chunks, &s.tokens);
                    if on("g") { for h in &said.hits { let ph = &grammar.phrases()[h.phrase]; if ph.signal.side() != side { continue }
                        let n = ph.signal.name();
                        vocab.take(&format!("ps={n}"), 1.0); vocab.take(&format!("ps={n} {}", h.strength.name()), 1.0);
                        vocab.take(&format!("pi={}", ph.id), 1.0);
                    }
                    let mut sigs: Vec<&str> = said.hits.iter().map(|h| grammar.phrases()[h.phrase].signal).filter(|k| k.side() == side).map(|k| k.name()).collect(); sigs.dedup();
                    let q = tokens.word(s.tokens.end - 1) == "?";
                    for n in &sigs { vocab.take(&format!("pq={n} {q}"), 1.0); }
                    for (k, v) in vocab.cur.drain() { row.push((k, wg * (v as f32).min(2.0).sqrt())); } }
                    if on("c") {
                        let names: Vec<&str> = { let mut v: Vec<(usize, &str)> = said.concepts.iter().map(|(a, c)| (*a, grammar.concepts()[*c].as_str())).collect();
                            for x in s.tokens.clone() { for (c, _) in chunks.at(x) { v.push((x, c.name())); } } v.sort(); v.into_iter().map(|x| x.1).collect() };
                        for n in &names { vocab.take(&format!("cc={n}"), 1.0); }
                        if on("C") { for (i, a) in names.iter().enumerate() { for b in names.iter().skip(i + 1).take(4) { vocab.take(&format!("cb={a}_{b}"), 0.7); } } }
                        row.extend(block(&mut vocab, wc));
                    }
                    row.sort_by_key(|r| r.0);
                }
                if on("n") {
                    // neighbours in the message
                    for (j, o) in sents.iter().enumerate() {
                        if j != i {
                            for x in o.tokens.clone() {
                                let d = if j + 1 == i {
                                    "l="
                                } else if j == i + 1 {
                                    "r="
                                } else {
                                    "o="
                                };
                                vocab.take(&format!("{d}{}", tokens.word(x)), 1.0);
                                vocab.take(&format!("a={}", tokens.word(x)), 1.0);
                            }
                        }
                    }
                    row.extend(block(&mut vocab, wn));
                }
                if on("p") {
                    // previous message of the other side
                    if let Some(prev) = msgs[..m]
                        .iter()
                        .rev()
                        .find(|o| o["side"] != msg["side"] && o["side"] != "system")
                    {
                        let text = prev["text"].as_str().unwrap();
                        let tk = Tokens::of(text);
                        for x in 0..tk.len() {
                            vocab.take(&format!("p={}", tk.word(x)), 1.0);
                        }
                        row.extend(block(&mut vocab, wp));
                    }
                }
                if on("q") {
                    let first = msgs[..m].iter().all(|o| o["side"] != msg["side"]);
                    let same = m > 0 && msgs[m - 1]["side"] == msg["side"];
                    let mut f = vec![
                        format!("first={first}"),
                        format!("same={same}"),
                        format!("start={m}==0 {}", m == 0),
                        format!("m={}", m.min(6)),
                        format!("last={}", m + 1 == msgs.len()),
                        format!("s0={}", i == 0),
                        format!("sl={}", i + 1 == sents.len()),
                        format!("sn={}", sents.len().min(5)),
                        format!("len={}", (s.tokens.len() / 4).min(8)),
                        format!("ch={}", talk["channel"].as_str().unwrap_or("")),
                        format!("lang={}", talk["lang"].as_str().unwrap()),
                    ];
                    let d = |v: &Value| {
                        v["at"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap().as_second()
                    };
                    let gap = if m == 0 {
                        -1
                    } else {
                        let g = d(msg) - d(&msgs[m - 1]);
                        if g < 900 {
                            0
                        } else if g < 14400 {
                            1
                        } else if g < 100_000 {
                            2
                        } else if g < 400_000 {
                            3
                        } else {
                            4
                        }
                    };
                    f.push(format!("gap={gap}"));
                    f.push(format!("gap={gap}{same}"));
                    let last =
                        tokens.get(s.tokens.end - 1).map_or("", |_| tokens.word(s.tokens.end - 1));
                    f.push(format!("q={}", last == "?"));
                    for n in f {
                        vocab.take(&n, 1.0);
                    }
                    row.extend(block(&mut vocab, wq));
                }
                row.push((u32::MAX, 1.0));
                units.push(Unit {
                    t,
                    m,
                    s: s.clone(),
                    i,
                    side,
                    w: *w,
                    pos: pos[i],
                    part: part[i],
                    row: Row(row),
                });
            }
        }
    }
    let bias = vocab.ids.len() as u32;
    for u in &mut units {
        u.row.0.last_mut().unwrap().0 = bias;
    }
    let features = vocab.ids.len() + 1;
    eprintln!("{} units {} features", units.len(), features);
    let writers = std::env::var("EVAL").ok().and_then(|c| c.parse().ok()).unwrap_or(files.len());
    let cost: f64 = std::env::var("C").ok().and_then(|c| c.parse().ok()).unwrap_or(30.0);
    let jobs: Vec<(SignalKind, usize)> =
        SignalKind::ALL.iter().flat_map(|k| (0..writers).map(move |w| (*k, w))).collect();
    let mut probs = lowo(&units, &jobs, features, cost);
    if opts.contains('2') {
        let mut at: FxHashMap<(usize, usize), Vec<usize>> = FxHashMap::default();
        for (i, u) in units.iter().enumerate() { at.entry((u.t, u.m)).or_default().push(i); }
        let ws = env("WS", 1.0);
        let mut extra: Vec<Vec<(u32, f32)>> = Vec::new();
        for u in &units {
            let mut e = Vec::new();
            let mut add = |slot: u32, list: &mut dyn Iterator<Item = usize>| { let v: Vec<usize> = list.collect(); for k in 0..18 { let p = v.iter().map(|i| probs[k][*i]).fold(0.0, f64::max); if p > 0.03 { e.push((features as u32 + slot * 18 + k as u32, ws * p as f32)); } } };
            let mine = &at[&(u.t, u.m)];
            add(0, &mut mine.iter().copied().filter(|i| units[*i].i == u.i));
            add(1, &mut mine.iter().copied().filter(|i| units[*i].i + 1 == u.i));
            add(2, &mut mine.iter().copied().filter(|i| units[*i].i == u.i + 1));
            add(3, &mut mine.iter().copied().filter(|i| units[*i].i != u.i));
            let prev = (0..u.m).rev().find_map(|m| at.get(&(u.t, m)).filter(|l| units[l[0]].side != u.side));
            add(4, &mut prev.into_iter().flatten().copied());
            add(5, &mut (0..u.m).filter_map(|m| at.get(&(u.t, m))).flatten().copied());
            let next = (u.m + 1..u.m + 3).find_map(|m| at.get(&(u.t, m)).filter(|l| units[l[0]].side != u.side));
            add(6, &mut next.into_iter().flatten().copied().filter(|_| opts.contains('f')));
            extra.push(e);
        }
        for (u, e) in units.iter_mut().zip(extra) { u.row.0.extend(e); }
        probs = lowo(&units, &jobs, features + 7 * 18, cost);
    }
    let eval = |th: f64| -> (BTreeMap<String, [usize; 3]>, BTreeMap<usize, [usize; 3]>) {
        let mut by = BTreeMap::new();
        let mut per = BTreeMap::new();
        let mut preds: FxHashMap<(usize, usize, usize), Vec<(usize, usize, usize)>> =
            FxHashMap::default();
        for (i, u) in units.iter().enumerate() {
            for k in SignalKind::of_side(u.side) {
                if probs[k.index()][i] >= th {
                    let v = preds.entry((u.t, u.m, k.index())).or_default();
                    match v.last_mut() {
                        Some(l) if l.2 + 1 == u.i => {
                            l.1 = u.s.place.end;
                            l.2 = u.i
                        }
                        _ => v.push((u.s.place.start, u.s.place.end, u.i)),
                    }
                }
            }
        }
        for (t, (w, talk)) in talks.iter().enumerate() {
            if *w >= writers {
                continue;
            }
            for (m, msg) in talk["messages"].as_array().unwrap().iter().enumerate() {
                let text = msg["text"].as_str().unwrap();
                for k in SignalKind::ALL {
                    let lab: Vec<(usize, usize)> = msg["signals"]
                        .as_array()
                        .map_or(&[][..], |v| v)
                        .iter()
                        .filter(|s| s["kind"] == k.name())
                        .map(|s| {
                            let q = s["quote"].as_str().unwrap();
                            let a = text.find(q).unwrap();
                            (a, a + q.len())
                        })
                        .collect();
                    let none = Vec::new();
                    let p = preds.get(&(t, m, k.index())).unwrap_or(&none);
                    let mut used = vec![false; lab.len()];
                    let mut right = 0;
                    for (a, b, _) in p {
                        if let Some(h) =
                            (0..lab.len()).find(|h| !used[*h] && *a < lab[*h].1 && lab[*h].0 < *b)
                        {
                            used[h] = true;
                            right += 1;
                        }
                    }
                    for c in [
                        by.entry(talk["lang"].as_str().unwrap().to_owned()).or_insert([0; 3]),
                        per.entry(k.index()).or_insert([0; 3]),
                    ] {
                        c[0] += right;
                        c[1] += p.len();
                        c[2] += lab.len();
                    }
                }
            }
        }
        (by, per)
    };
    let prf = |c: &[usize; 3]| {
        let p = c[0] as f64 / c[1].max(1) as f64;
        let r = c[0] as f64 / c[2].max(1) as f64;
        (p, r, 2.0 * p * r / (p + r).max(1e-9))
    };
    let mut best = (0.0, 0.0);
    let mut p75 = None;
    for i in 5..48 {
        let th = i as f64 * 0.02;
        let (by, _) = eval(th);
        let tot = by.values().fold([0; 3], |a, c| [a[0] + c[0], a[1] + c[1], a[2] + c[2]]);
        let (p, _, f) = prf(&tot);
        if f > best.0 {
            best = (f, th);
        }
        if p >= 0.75 && p75.is_none() {
            p75 = Some(th)
        }
    }
    for (name, th) in [("best F", best.1), ("P.75", p75.unwrap_or(0.5))] {
        let (by, per) = eval(th);
        print!("{name} th {th:.2} ");
        for (l, c) in &by {
            let (p, r, f) = prf(c);
            print!(" {l}: P{p:.3} R{r:.3} F{f:.3}");
        }
        println!();
        if name == "best F" && std::env::var("V").is_ok() {
            for (k, c) in &per {
                let (p, r, f) = prf(c);
                println!("   {:18} P{p:.2} R{r:.2} F{f:.2} n{}", SignalKind::ALL[*k].name(), c[2]);
            }
        }
    }

    if opts.contains('d') { dynamics(&talks, &units, &probs, writers, files.len(), &opts); }
}
fn dynamics(talks: &[(usize, Value)], units: &[Unit], probs: &[Vec<f64>], writers: usize, all: usize, opts: &str) {
    use filo_listen::kind::DynamicKind;
    let mut vocab = Vocab::default();
    let mut by_talk: Vec<Vec<usize>> = vec![Vec::new(); talks.len()];
    for (i, u) in units.iter().enumerate() { by_talk[u.t].push(i); }
    let gold = opts.contains('G');
    let (w1, w2, w3) = (env("D1", 1.0), env("D2", 0.7), env("D3", 0.5));
    let mut rows = Vec::new();
    for (t, (_, talk)) in talks.iter().enumerate() {
        let msgs = talk["messages"].as_array().unwrap();
        // probability per message and kind
        let mut pm = vec![[0f64; 18]; msgs.len()];
        let mut cnt = vec![[0f64; 18]; msgs.len()];
        if gold { for (m, msg) in msgs.iter().enumerate() { for s in msg["signals"].as_array().unwrap_or(&Vec::new()) { let k = SignalKind::from_name(s["kind"].as_str().unwrap()).unwrap().index(); pm[m][k] = 1.0; cnt[m][k] += 1.0; } } }
        else { for i in &by_talk[t] { for k in 0..18 { let p = probs[k][*i]; if units[*i].side == SignalKind::ALL[k].side() { pm[units[*i].m][k] = pm[units[*i].m][k].max(p); cnt[units[*i].m][k] += p; } } } }
        let names: Vec<&str> = SignalKind::ALL.iter().map(|k| k.name()).collect();
        let mut row: Vec<(u32, f32)> = Vec::new();
        let co = |m: usize| msgs[m]["side"] == "company"; let cu = |m: usize| msgs[m]["side"] == "customer";
        for k in 0..18 {
            let mut v: Vec<f64> = pm.iter().map(|p| p[k]).collect(); v.sort_by(|a, b| b.total_cmp(a));
            vocab.take(&format!("1 {}", names[k]), v[0] as f32); if v.len() > 1 { vocab.take(&format!("2 {}", names[k]), v[1] as f32); }
            if v.len() > 2 { vocab.take(&format!("3 {}", names[k]), v[2] as f32); }
            let last = pm.iter().zip(0..).filter(|(_, m)| if SignalKind::ALL[k].side() == Side::Company { co(*m) } else { cu(*m) }).map(|(p, _)| p[k]).last().unwrap_or(0.0);
            vocab.take(&format!("last {}", names[k]), last as f32);
        }
        for a in 0..18 { for b in 0..18 {
            let (mut best, mut other) = (0f64, 0f64);
            for i in 0..msgs.len() { if pm[i][a] > 0.05 { for j in i + 1..msgs.len() { if pm[j][b] > 0.05 { let v = pm[i][a] * pm[j][b]; best = best.max(v);
                if SignalKind::ALL[a].side() == Side::Company && SignalKind::ALL[b].side() == Side::Company && (msgs[i]["agent"] != msgs[j]["agent"] || msgs[i]["department"] != msgs[j]["department"]) { other = other.max(v); } } } } }
            if best > 0.05 { vocab.take(&format!("{}>{}", names[a], names[b]), best as f32); }
            if other > 0.05 { vocab.take(&format!("{}>>{}", names[a], names[b]), other as f32); }
        } }
        // flat: refusal without alternative until the customer's next
        let alt = SignalKind::Alternative.index(); let refu = SignalKind::Refusal.index();
        let mut flat = 0f64;
        for i in 0..msgs.len() { if co(i) { let mut none = 1.0 - pm[i][alt]; for j in i + 1..msgs.len() { if cu(j) { break } none = none.min(1.0 - pm[j][alt]); } flat = flat.max(pm[i][refu] * none); } }
        vocab.take("flat", 2.0 * flat as f32);
        row.extend(vocab.cur.drain().map(|(k, v)| (k, w1 * v)));
        let last = msgs.iter().rposition(|m| m["side"] != "system").unwrap_or(0);
        let d = |v: &Value| v["at"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap().as_second() as f64 / 86400.0;
        let mut deps: Vec<String> = msgs.iter().filter(|m| m["side"] == "company").map(|m| m["department"].to_string()).collect(); deps.sort(); deps.dedup();
        let mut agents: Vec<String> = msgs.iter().filter(|m| m["side"] == "company").map(|m| m["agent"].to_string()).collect(); agents.sort(); agents.dedup();
        let tail = msgs.iter().rev().take_while(|m| m["side"] != "company").count();
        let mut f = vec![format!("endcu={}", cu(last)), format!("tail={}", tail.min(3)), format!("n={}", msgs.len().min(9)), format!("deps={}", deps.len().min(4)), format!("agents={}", agents.len().min(4)), format!("ch={}", talk["channel"]), format!("days={}", (((d(&msgs[msgs.len() - 1]) - d(&msgs[0])) + 1.0).log2() as i32).min(6)), format!("lang={}", talk["lang"])];
        let mut gap = 0f64; for i in 1..msgs.len() { gap = gap.max(d(&msgs[i]) - d(&msgs[i - 1])); } f.push(format!("gap={}", ((gap + 1.0).log2() as i32).min(6)));
        f.push(format!("q={} {}", cu(last), msgs[last]["text"].as_str().unwrap().trim_end().ends_with('?')));
        f.push(format!("sys={}", msgs.iter().any(|m| m["side"] == "system")));
        for n in f { vocab.take(&n, 1.0); }
        row.extend(vocab.cur.drain().map(|(k, v)| (k, w2 * v)));
        if opts.contains('w') {
            let lastcu = msgs.iter().rposition(|m| m["side"] == "customer");
            if let Some(m) = lastcu { let tk = Tokens::of(msgs[m]["text"].as_str().unwrap()); for x in 0..tk.len() { vocab.take(&format!("lw={}", tk.word(x)), 1.0); if x > 0 { vocab.take(&format!("lb={}_{}", tk.word(x - 1), tk.word(x)), 1.0); } } row.extend(block(&mut vocab, w3)); }
            // all words by side
            for m in 0..msgs.len() { let tk = Tokens::of(msgs[m]["text"].as_str().unwrap()); let c = if co(m) { "co" } else { "cu" }; for x in 0..tk.len() { vocab.take(&format!("{c}={}", tk.word(x)), 1.0); } }
            row.extend(block(&mut vocab, w3));
        }
        row.sort_by_key(|r| r.0);
        rows.push(Row(row));
    }
    let bias = vocab.ids.len() as u32; for r in &mut rows { r.0.push((bias, 1.0)); }
    let cost = env("DC", 1.0) as f64;
    let mut f1s: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for k in DynamicKind::ALL {
        let y: Vec<bool> = talks.iter().map(|(_, t)| t["dynamics"].as_array().unwrap().iter().any(|d| d["kind"] == k.name())).collect();
        let mut p = vec![0f64; talks.len()];
        for w in 0..writers {
            let tr: Vec<usize> = (0..talks.len()).filter(|t| talks[*t].0 != w).collect();
            let r: Vec<&Row> = tr.iter().map(|t| &rows[*t]).collect(); let a: Vec<bool> = tr.iter().map(|t| y[*t]).collect();
            let weights = logistic::learn(&Examples { rows: &r, answers: &a, features: bias as usize + 1, cost });
            for t in 0..talks.len() { if talks[t].0 == w { p[t] = logistic::probability(logistic::dot(&weights, &rows[t])); } }
        }
        let count = |th: f64, lang: &str| { let mut c = [0usize; 3]; for t in 0..talks.len() { if talks[t].0 < writers && (lang.is_empty() || talks[t].1["lang"] == lang) { c[0] += usize::from(y[t] && p[t] >= th); c[1] += usize::from(p[t] >= th); c[2] += usize::from(y[t]); } } c };
        let prf = |c: [usize; 3]| { let p = c[0] as f64 / c[1].max(1) as f64; let r = c[0] as f64 / c[2].max(1) as f64; (p, r, 2.0 * p * r / (p + r).max(1e-9)) };
        let th = (5..80).map(|i| i as f64 / 100.0).max_by(|a, b| prf(count(*a, "")).2.total_cmp(&prf(count(*b, "")).2)).unwrap();
        let (pp, r, f) = prf(count(th, ""));
        print!("   {:24} th {th:.2} P{pp:.2} R{r:.2} F{f:.2}", k.name());
        for l in ["it", "en"] { let f = prf(count(th, l)).2; print!(" {l} {f:.2}"); f1s.entry(l.to_owned()).or_default().push(f); }
        println!();
    }
    for (l, f) in f1s { println!("macro {l} {:.3}", f.iter().sum::<f64>() / f.len() as f64); }
    let _ = all;
}
