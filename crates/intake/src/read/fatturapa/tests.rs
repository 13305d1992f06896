//! The names by which files and receipts find each other.

use super::bare_name;

#[test]
fn a_name_is_bare_without_folder_and_endings() {
    for (path, name) in [
        ("2026/03/IT01234567890_00001.xml.p7m", "IT01234567890_00001"),
        ("IT01234567890_00001.XML.P7M.p7m", "IT01234567890_00001"),
        ("a\\fattura 1.2026.xml.gz", "fattura 1.2026"),
        (".xml", ".xml"),
        ("", ""),
    ] {
        assert_eq!(bare_name(path), name, "{path}");
    }
}
