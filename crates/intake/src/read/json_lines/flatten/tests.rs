//! What objects become, and what is refused.

use super::*;

fn check(json: &str) -> Result<Vec<String>, Fault> {
    let mut found = Vec::new();
    flatten(json, 4, &mut |name, value| {
        found.push(format!("{name}={value}"));
        Ok(())
    })?;
    Ok(found)
}

#[test]
fn objects_are_flattened() {
    let found = check(r#" {"a": {"b": 1.50, "c": {"d": true}}, "e": null, "f": ""} "#);
    assert_eq!(found, Ok(vec!["a.b=1.50".into(), "a.c.d=true".into()]));
    let found = check(r#"{"n": 12345678901234567890.10e+2, "s": "\u00e8 \ud83d\ude00\n\ud800x"}"#);
    assert_eq!(found, Ok(vec!["n=12345678901234567890.10e+2".into(), "s=è 😀\n\u{fffd}x".into()]));
}

#[test]
fn arrays_are_joined_or_kept() {
    let found = check(r#"{"a": [1, "b", null, false], "b": [], "c": [{"x" : [1 , 2]}, "\""]}"#);
    assert_eq!(found, Ok(vec!["a=1; b; false".into(), r#"c=[{"x":[1,2]},"\""]"#.into()]));
}

#[test]
fn faults_are_told_apart() {
    for json in ["[1]", "1", "{'a':1}", "{\"a\":01}", "{\"a\":1} x", "{\"a\":1,}", "{\"a\" 1}"] {
        assert_eq!(check(json), Err(Fault::Syntax), "{json}");
    }
    for json in ["", "{", "{\"a\"", "{\"a\":", "{\"a\":[1,", "{\"a\":\"b", "{\"a\":tr"] {
        assert_eq!(check(json), Err(Fault::Ended), "{json}");
    }
    assert_eq!(check(r#"{"a":{"b":{"c":{"d":{}}}}}"#), Err(Fault::TooDeep));
    assert_eq!(check(&format!("{{\"a\":{}", "[".repeat(100_000))), Err(Fault::TooDeep));
}
