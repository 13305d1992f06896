//! Scratch: what leaving out one writer at a time says.
use filo_listen::conversation::{Conversation, Message, Side};
use filo_listen::feature::Talk;
use filo_listen::kind::{DynamicKind, SignalKind};
use filo_listen::read::{Reader, Sources};
use filo_listen::signal;
use filo_listen::train::{self, Label, Labelled};
use filo_model::moment::{DateOrder, Moment, MomentHabits};
use serde_json::Value;
use std::collections::BTreeMap;

fn load(path: &str, writer: usize, out: &mut Vec<(Labelled, String)>) {
    let habits = MomentHabits { zone: jiff::tz::TimeZone::UTC, order: DateOrder::Auto };
    for l in std::fs::read_to_string(path).unwrap().lines() {
        let v: Value = serde_json::from_str(l).unwrap();
        let mut messages = Vec::new();
        let mut signals = Vec::new();
        for m in v["messages"].as_array().unwrap() {
            let text = m["text"].as_str().unwrap().to_owned();
            signals.push(
                m["signals"]
                    .as_array()
                    .map_or(&[][..], |s| s)
                    .iter()
                    .map(|s| {
                        let q = s["quote"].as_str().unwrap();
                        let a = text.find(q).unwrap();
                        Label {
                            kind: SignalKind::from_name(s["kind"].as_str().unwrap()).unwrap(),
                            place: a..a + q.len(),
                        }
                    })
                    .collect(),
            );
            messages.push(Message {
                side: Side::from_name(m["side"].as_str().unwrap()).unwrap(),
                department: m["department"].as_str().map(str::to_owned),
                agent: m["agent"].as_str().map(str::to_owned),
                at: Moment::parse(m["at"].as_str().unwrap(), &habits).ok(),
                text,
            });
        }
        let dynamics = v["dynamics"]
            .as_array()
            .unwrap()
            .iter()
            .map(|d| DynamicKind::from_name(d["kind"].as_str().unwrap()).unwrap())
            .collect();
        out.push((
            Labelled {
                conversation: Conversation { language: None, messages },
                writer,
                signals,
                dynamics,
            },
            v["lang"].as_str().unwrap().to_owned(),
        ));
    }
}
fn main() {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let eval: usize =
        std::env::var("EVAL").ok().and_then(|c| c.parse().ok()).unwrap_or(files.len());
    let mut all = Vec::new();
    for (w, f) in files.iter().enumerate() {
        load(f, w, &mut all);
    }
    let langs: Vec<String> = all.iter().map(|a| a.1.clone()).collect();
    let labelled: Vec<Labelled> = all.into_iter().map(|a| a.0).collect();
    let root = std::env::var("PHRASES").unwrap_or("/work/main/data/phrases".into());
    let get = |f: &str| std::fs::read_to_string(format!("/work/main/data/phrases/{f}")).unwrap();
    let (chunks, flags, layout) = (get("chunks.toml"), get("flags.toml"), get("layout.toml"));
    let mut texts = Vec::new();
    for l in ["it", "en"] {
        if let Ok(d) = std::fs::read_dir(format!("{root}/{l}")) {
            for f in d {
                let f = f.unwrap().path();
                if f.extension().is_some_and(|e| e == "toml") {
                    texts.push((
                        format!("{l}/{}", f.file_stem().unwrap().to_str().unwrap()),
                        std::fs::read_to_string(&f).unwrap(),
                    ));
                }
            }
        }
    }
    texts.sort();
    texts.retain(|(n, t)| {
        match filo_listen::phrase::Grammar::parse(&chunks, [(n.as_str(), t.as_str())]) {
            Err(e) => {
                eprintln!("{e}");
                false
            }
            Ok(_) => true,
        }
    });
    let reader = Reader::parse(
        &Sources {
            chunks: &chunks,
            flags: &flags,
            layout: &layout,
            phrases: texts.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect(),
        },
        filo_model::calendar::Calendar::new(
            filo_model::calendar::HolidaySet::Italy,
            vec![],
            vec![],
            filo_model::calendar::WeekHours::parse("mon-fri 9-18").unwrap(),
        ),
    )
    .unwrap();
    eprintln!(
        "{} conversations, {} phrases, {} concepts",
        labelled.len(),
        reader.grammar().phrases().len(),
        reader.grammar().concepts().len()
    );
    let run = |n: usize, job: &(dyn Fn(usize) -> Vec<f64> + Sync)| -> Vec<Vec<f64>> {
        let next = std::sync::atomic::AtomicUsize::new(0);
        let mut out = vec![Vec::new(); n];
        let parts: Vec<Vec<(usize, Vec<f64>)>> = std::thread::scope(|s| {
            let hs: Vec<_> = (0..2)
                .map(|_| {
                    s.spawn(|| {
                        let mut o = Vec::new();
                        loop {
                            let i = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                            if i >= n {
                                break;
                            }
                            o.push((i, job(i)));
                        }
                        o
                    })
                })
                .collect();
            hs.into_iter().map(|h| h.join().unwrap()).collect()
        });
        for p in parts {
            for (i, v) in p {
                out[i] = v;
            }
        }
        out
    };
    let learnt = train::train(&labelled, &reader, &run);
    let model = learnt.model().unwrap();
    eprintln!(
        "features {} {} bytes {}",
        model.signals.company.words.len(),
        model.signals.customer.words.len(),
        learnt.text.len()
    );
    if let Ok(f) = std::env::var("OUT") {
        std::fs::write(f, &learnt.text).unwrap();
    }
    // labels outside the body
    let mut lost = 0;
    let mut total = 0;
    for (t, one) in labelled.iter().enumerate() {
        for (m, ls) in one.signals.iter().enumerate() {
            for l in ls {
                total += 1;
                if !learnt.readings[t][m].sentences.iter().any(|h| {
                    h.sentence.place.start < l.place.end && l.place.start < h.sentence.place.end
                }) {
                    lost += 1;
                    if std::env::var("LOST").is_ok() {
                        println!("LOST {:?} {:?}", l.kind, &one.conversation.messages[m].text);
                    }
                }
            }
        }
    }
    println!("labels set apart {lost} of {total}");
    let count = |th: f32| {
        let mut by: BTreeMap<String, [usize; 3]> = BTreeMap::new();
        let mut per = vec![[0usize; 3]; 18];
        for (t, one) in labelled.iter().enumerate() {
            if one.writer >= eval {
                continue;
            }
            let talk = Talk::of(&one.conversation.messages, &learnt.readings[t], &reader);
            let found = signal::signals(&talk, &learnt.unseen[t], &[th; 18]);
            for (m, ls) in one.signals.iter().enumerate() {
                for k in SignalKind::ALL {
                    let lab: Vec<_> = ls.iter().filter(|l| l.kind == *k).collect();
                    let pr: Vec<_> =
                        found.iter().filter(|s| s.message == m && s.kind == *k).collect();
                    let mut used = vec![false; lab.len()];
                    for s in &pr {
                        if let Some(h) = (0..lab.len()).find(|h| {
                            !used[*h]
                                && s.quote.start < lab[*h].place.end
                                && lab[*h].place.start < s.quote.end
                        }) {
                            used[h] = true;
                        }
                    }
                    let right = used.iter().filter(|u| **u).count();
                    for c in [by.entry(langs[t].clone()).or_default(), &mut per[k.index()]] {
                        c[0] += right;
                        c[1] += pr.len();
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
    for th in [0.25f32, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55] {
        let (by, per) = count(th);
        print!("th {th:.2} ");
        for (l, c) in &by {
            let (p, r, f) = prf(c);
            print!(" {l}: P{p:.3} R{r:.3} F{f:.3}");
        }
        println!();
        if th == 0.4 && std::env::var("V").is_ok() {
            for (k, c) in per.iter().enumerate() {
                let (p, r, f) = prf(c);
                println!("   {:18} P{p:.2} R{r:.2} F{f:.2} n{}", SignalKind::ALL[k].name(), c[2]);
            }
        }
    }

    let mut f1s: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for k in DynamicKind::ALL {
        let count = |th: f32, lang: &str| {
            let mut c = [0usize; 3];
            for (t, one) in labelled.iter().enumerate() {
                if one.writer < eval && (lang.is_empty() || langs[t] == lang) {
                    let y = one.dynamics.contains(k);
                    let p = learnt.unseen_dynamics[t][*k as usize] >= th;
                    c[0] += usize::from(y && p);
                    c[1] += usize::from(p);
                    c[2] += usize::from(y);
                }
            }
            c
        };
        let th = (5..80)
            .map(|i| i as f32 / 100.0)
            .max_by(|a, b| prf(&count(*a, "")).2.total_cmp(&prf(&count(*b, "")).2))
            .unwrap();
        let (pp, r, f) = prf(&count(th, ""));
        print!("   {:24} th {th:.2} P{pp:.2} R{r:.2} F{f:.2}", k.name());
        for l in ["it", "en"] {
            let f = prf(&count(th, l)).2;
            print!(" {l} {f:.2}");
            f1s.entry(l.to_owned()).or_default().push(f);
        }
        println!();
    }
    for (l, f) in f1s {
        println!("macro {l} {:.3}", f.iter().sum::<f64>() / f.len() as f64);
    }
}
