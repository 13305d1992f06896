//! Whatever the bytes, every reader ends, and gives no more steps than the bytes can hold.

use std::path::PathBuf;

use filo_intake::read::{Encoding, Format, Limits, Options, drain, open_bytes};
use filo_intake::row::{Row, Step};
use proptest::prelude::*;

use crate::support::{boxed, gzip};

const FORMATS: [Format; 12] = [
    Format::Csv,
    Format::Xlsx,
    Format::Parquet,
    Format::JsonLines,
    Format::Mbox,
    Format::Eml,
    Format::Xes,
    Format::AsteriskCdr,
    Format::QueueLog,
    Format::ThreeCxCdr,
    Format::FatturaPa,
    Format::Camt,
];

/// The corpus of the fuzz targets of the formats of money, each file with its format.
fn corpus() -> Vec<(Format, Vec<u8>)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    let mut files = Vec::new();
    for (folder, format) in [("fatturapa", Format::FatturaPa), ("camt", Format::Camt)] {
        let listed = std::fs::read_dir(root.join(folder)).expect("the corpus is committed");
        let mut paths: Vec<PathBuf> = listed.map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        files.extend(paths.iter().map(|path| (format, std::fs::read(path).expect("a file"))));
    }
    files
}

/// Steps until the end; fails when a reader goes on after it.
fn steps(format: Format, bytes: &[u8], encoding: Encoding) -> Option<usize> {
    let limits = Limits {
        row_bytes_max: 64,
        message_bytes_max: 256,
        unpacked_bytes_max: 1 << 16,
        depth_max: 6,
        ..Limits::default()
    };
    let options = Options { encoding, limits, ..Options::new(format) };
    let mut reader = open_bytes(boxed(bytes), &options, &[]).ok()?;
    let mut row = Row::default();
    let mut count = 0;
    while reader.step(&mut row).expect("memory can be read") != Step::End {
        count += 1;
        assert!(count <= bytes.len() + 2, "{format:?} goes on and on");
    }
    assert_eq!(reader.step(&mut row).expect("memory can be read"), Step::End);
    Some(count)
}

fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "\"",
            ",",
            ";",
            "\n",
            "\r\n",
            "\r",
            "a",
            "1",
            "\u{feff}",
            "à",
            "{",
            "}",
            "[",
            "]",
            ":",
            "{\"a\":1}\n",
            "\\u",
            "From x\n",
            "From: a@b\n",
            "\n\n",
            "> ",
            "|",
            "17|1.2|q|a|ENTERQUEUE||0461999999|1\n",
            "17|1.2|q|a|CONNECT|3\n",
            "2026-03-02 10:15:00",
            "ANSWERED",
            "time-start,time-answered,from-no\n",
            "X-Trasporto: posta-certificata\n",
            "X-Ricevuta: accettazione\n",
            "<log>",
            "</log>",
            "<trace>",
            "</trace>",
            "<event>",
            "</event>",
            "<event/>",
            "<!--",
            "<!DOCTYPE x>",
            "&",
            "<string key=\"k\" value=\"v\"/>",
            "<DatiPagamento>",
            "<DettaglioPagamento>",
            "</Ntry>",
            "<NtryDtls><TxDtls>",
            "</TxDtls></NtryDtls>",
            "0\u{80}",
            "MII",
            "PK\u{3}\u{4}",
            "Content-Type: multipart/mixed; boundary=b\n",
            "--b\n",
            "Content-Type: text/html\n\n",
            "<b>",
            "a,b\n",
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..8),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_reader_ends(bytes in pieces(), which in 0..FORMATS.len(), start in 0..6_usize) {
        let starts = [
            "",
            "a,b\n",
            "<log><trace>",
            "From x\nFrom: a@b\n\n",
            "<FatturaElettronica><FatturaElettronicaBody>",
            "<BkToCstmrStmt><Ntry>",
        ];
        let mut input = starts[start].as_bytes().to_vec();
        input.extend(bytes);
        for encoding in [Encoding::Auto, Encoding::Utf8, Encoding::Windows1252, Encoding::Utf16] {
            steps(FORMATS[which], &input, encoding);
        }
        let packed = gzip(&input);
        let cut = packed.len() * 2 / 3;
        steps(FORMATS[which], &packed, Encoding::Auto);
        steps(FORMATS[which], &packed[..cut], Encoding::Auto);
    }

    #[test]
    fn damaged_documents_and_envelopes_end(
        file in any::<prop::sample::Index>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let files = corpus();
        let (format, whole) = file.get(&files);
        let mut bytes = whole.clone();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        drain(*format, &bytes);
        drain(*format, &bytes[..cut.index(bytes.len())]);
    }

    #[test]
    fn good_rows_come_back(rows in prop::collection::vec(("[^\u{0}\u{feff}]{0,12}", "[a-z;,\"\r\n]{1,12}"), 1..20)) {
        let quoted = |value: &str| format!("\"{}\"", value.replace('"', "\"\""));
        let text: String =
            rows.iter().map(|(a, b)| format!("{},{}\r\n", quoted(a), quoted(b))).collect();
        let options = Options { separator: Some(b','), ..Options::new(Format::Csv) };
        let wanted = ["a".to_owned(), "b".to_owned()];
        let text = format!("a,b\r\n{text}");
        let mut reader = open_bytes(boxed(text), &options, &wanted).expect("it opens");
        let mut row = Row::default();
        for (a, b) in &rows {
            prop_assert_eq!(reader.step(&mut row).expect("memory can be read"), Step::Row);
            prop_assert_eq!((row.value(0), row.value(1)), (a.as_str(), b.as_str()));
        }
        prop_assert_eq!(reader.step(&mut row).expect("memory can be read"), Step::End);
    }
}
