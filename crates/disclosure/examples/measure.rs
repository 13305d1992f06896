//! Measures masking on files of planted mentions, and shows what it does to texts.
#![allow(
    clippy::all,
    clippy::print_stdout,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    clippy::unwrap_used
)]
use filo_disclosure::mask::*;
use std::io::BufRead;
fn main() {
    let mut args = std::env::args().skip(1);
    let mode = args.next().unwrap();
    let placeholders = Placeholders::new(|k| k.name().replace('_', " "));
    let vocabulary = Vocabulary::new(placeholders, []);
    let known = Known::new();
    let masker = Masker::new(&known, &vocabulary);
    let (mut all, mut hit) = ([0, 0], [0, 0]);
    let (mut keep_all, mut keep_hit) = ([0, 0], [0, 0]);
    let mut kinds: std::collections::BTreeMap<(usize, String), i32> = Default::default();
    let start = std::time::Instant::now();
    let mut n = 0;
    let mut bytes = 0;
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        if mode == "text" {
            let m = masker.mask(&line);
            let again = masker.mask(&m.text);
            println!(
                "{}{}",
                m.text,
                if again.text != m.text {
                    format!("   <<<< NOT IDEMPOTENT {}", again.text)
                } else {
                    String::new()
                }
            );
            continue;
        }
        let v: serde_json::Value = serde_json::from_str(&line).unwrap();
        if mode == "speed" || mode == "train" {
            for m in v["messages"].as_array().unwrap() {
                let t = m["text"].as_str().unwrap();
                n += 1;
                bytes += t.len();
                let masked = masker.mask(t);
                if mode == "train" {
                    let again = masker.mask(&masked.text);
                    if again.text != masked.text {
                        println!("NOT IDEMPOTENT {t:?} {:?} {:?}", masked.text, again.text);
                    }
                    if !masked.spans.is_empty() {
                        let s: Vec<String> = masked
                            .spans
                            .iter()
                            .map(|s| format!("{}={}", s.kind.name(), &t[s.start..s.end]))
                            .collect();
                        println!("{} || {}", s.join(" | "), t.replace('\n', "⏎"));
                    }
                }
            }
            continue;
        }
        if v["complete"].as_bool() == Some(true) {
            break;
        }
        let text = v["text"].as_str().unwrap();
        let id = v["id"].as_str().unwrap();
        let number: usize =
            id.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap();
        let half = number % 2;
        let masked = masker.mask(text);
        let again = masker.mask(&masked.text);
        if again.text != masked.text && half == 1 {
            println!("NOT IDEMPOTENT {id}");
        }
        let covered = |a: usize, b: usize| {
            text[a..b]
                .char_indices()
                .filter(|(_, c)| c.is_alphanumeric())
                .all(|(i, _)| masked.spans.iter().any(|s| s.start <= a + i && a + i < s.end))
        };
        let mut used: Vec<(usize, usize)> = vec![];
        for m in v["mentions"].as_array().unwrap() {
            let t = m["text"].as_str().unwrap();
            all[half] += 1;
            let whole = |i: usize| {
                let b = text[..i].chars().next_back();
                let a = text[i + t.len()..].chars().next();
                !b.is_some_and(char::is_alphanumeric) && !a.is_some_and(char::is_alphanumeric)
            };
            let places: Vec<(usize, usize)> = text
                .match_indices(t)
                .filter(|(i, _)| whole(*i))
                .map(|(i, _)| (i, i + t.len()))
                .filter(|p| !used.contains(p))
                .collect();
            let place = places.iter().find(|p| covered(p.0, p.1)).or(places.first()).copied();
            let Some(p) = place else {
                *kinds.entry((half, format!("notfound {}", m["kind"]))).or_insert(0) += 1;
                if half == 1 {
                    println!("{id} not found {t}");
                }
                continue;
            };
            used.push(p);
            if covered(p.0, p.1) {
                hit[half] += 1;
            } else {
                let any = text[p.0..p.1].char_indices().any(|(i, _)| {
                    masked.spans.iter().any(|s| s.start <= p.0 + i && p.0 + i < s.end)
                });
                let first = t.split([' ', '.']).next().unwrap_or("");
                *kinds
                    .entry((
                        half,
                        format!(
                            "{} lower={} partly={any} words={} title={} lang={} ch={} shout={}",
                            m["kind"],
                            t.to_lowercase() == t,
                            t.split(' ').count(),
                            [
                                "sig", "dott", "avv", "mr", "mrs", "ms", "dr", "ing", "geom",
                                "rag", "prof", "signora", "signor", "don", "nonna", "nonno", "zia",
                                "zio"
                            ]
                            .contains(&first.to_lowercase().as_str()),
                            v["lang"],
                            v["channel"],
                            text.to_uppercase() == text
                        ),
                    ))
                    .or_insert(0) += 1;
            }
            if !covered(p.0, p.1) && half == 1 {
                println!(
                    "MISS {id} {} [{t}] || {} || {}",
                    m["kind"],
                    text.replace('\n', "⏎"),
                    masked.text.replace('\n', "⏎")
                );
            }
        }
        if let Some(keep) = v["keep"].as_array() {
            for k in keep {
                let k = k.as_str().unwrap();
                keep_all[half] += 1;
                if let Some(i) = text.find(k) {
                    if masked.spans.iter().all(|s| s.end <= i || s.start >= i + k.len()) {
                        keep_hit[half] += 1;
                    } else if half == 1 {
                        println!("OVER {id} [{k}] || {}", text.replace('\n', "⏎"));
                    }
                }
            }
        }
        if v["free_of"].as_bool() == Some(true) && !masked.spans.is_empty() && half == 1 {
            println!("FREE {id} {}", masked.text);
        }
    }
    for k in &kinds {
        println!("{k:?}");
    }
    println!("{n} texts {bytes} bytes {:?}", start.elapsed());
    for half in [1, 0] {
        println!(
            "half {half}: {}/{} = {:.4}; kept {}/{}",
            hit[half],
            all[half],
            hit[half] as f64 / all[half] as f64,
            keep_hit[half],
            keep_all[half]
        );
    }
}
