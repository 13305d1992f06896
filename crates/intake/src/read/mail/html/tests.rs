//! What HTML becomes, hostile HTML above all.

use std::time::Duration;

use proptest::prelude::*;

use super::*;

#[test]
fn blocks_become_lines() {
    for (html, text) in [
        ("<p>Buongiorno,</p><p>ho  già\n pagato.</p>", "Buongiorno,\n\nho già pagato.\n"),
        ("a<br>b<br/>c<div>d</div>e", "a\nb\nc\nd\ne\n"),
        ("<ul><li>uno<li>due</ul>", "uno\ndue\n"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc\n"),
        ("vedi <a href='https://x.it/?a>b'>la <b>fattura</b></a>.", "vedi la fattura.\n"),
        ("<pre>a\n  b</pre>", "a\n  b\n"),
        (
            "citt&agrave; &amp;lt; &#232; &#x20AC; &#146; &nbsp;x &unknown; & y",
            "città &lt; è € ’ x &unknown; & y\n",
        ),
        ("No.<blockquote>prima<br>dopo</blockquote>Sì.", "No.\n> prima\n> dopo\nSì.\n"),
        ("<head><title>t</title><style>x{}</style></head><body>ok</body>", "ok\n"),
        ("<head><p>open head", "open head\n"),
    ] {
        assert_eq!(html_to_text(html), text, "{html}");
    }
}

#[test]
fn hostile_markup_does_not_survive() {
    for html in [
        "<script>alert(1)</script>",
        "<SCRIPT src=x>alert(1)</SCRIPT >",
        "<script>alert(1)",
        "<style>a{}</style><!-- <p>x</p> -->",
        "<!--><script>alert(1)</script>",
        "<svg><script>alert(1)</script></svg>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<img src=x onerror=alert(1)>",
        "<a title='",
        "<?php echo 1 ?><![if !mso]>",
    ] {
        assert_eq!(html_to_text(html), "", "{html}");
    }
    assert_eq!(html_to_text("<<b></b>script>x"), "< script>x\n");
    assert_eq!(html_to_text("<scr<script>ipt>x"), "ipt>x\n");
    assert_eq!(html_to_text("a < b and 3<4"), "a < b and 3<4\n");
}

#[test]
fn hostile_size_costs_linear_time() {
    for piece in
        ["<div>", "<blockquote>", "<a x='", "<a x=\"'", "</", "<!", "&", "<script></scrip", "<"]
    {
        let html = piece.repeat(2_000_000 / piece.len());
        let (sender, receiver) = std::sync::mpsc::channel();
        std::thread::spawn(move || sender.send(html_to_text(&html).len()));
        assert!(receiver.recv_timeout(Duration::from_secs(20)).is_ok(), "{piece}");
    }
}

proptest! {
    #[test]
    fn no_tag_is_left(html in "([<>/!a-z'\"= ]|<b>|</p>|<!--|-->|<script>|</script>|&#60;|<blockquote>){0,60}") {
        let html = html.replace("&#60;", "");
        let text = html_to_text(&html);
        let tag = text.as_bytes().windows(2).any(|two| {
            two[0] == b'<' && (two[1].is_ascii_alphabetic() || matches!(two[1], b'/' | b'!' | b'?'))
        });
        prop_assert!(!tag, "{html:?} left {text:?}");
    }

    #[test]
    fn any_text_ends(html in any::<String>()) {
        let text = html_to_text(&html);
        prop_assert!(text.is_empty() || text.ends_with('\n'));
    }
}
