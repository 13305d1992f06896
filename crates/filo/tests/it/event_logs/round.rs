//! What is written is read again as it was, in each form and from form to form.

use std::path::Path;

use filo::journey::ocel::{WriteError, form, write};
use filo_intake::read::ocel::{Fault, Form, Options, Reading, read, recognise};
use filo_model::event_log::{Event, EventLog, Misfit};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use tempfile::TempDir;

use super::arbitrary::log;

pub(super) const FORMS: [(Form, &str); 3] =
    [(Form::Json, "log.jsonocel"), (Form::Xml, "log.xmlocel"), (Form::Sqlite, "log.sqlite")];

pub(super) fn read_in(path: &Path, zone: &str) -> Reading {
    read(path, &Options::new(TimeZone::get(zone).unwrap())).expect("the log is read")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn a_log_is_read_as_it_was_written_from_form_to_form(first in log()) {
        let folder = TempDir::new().unwrap();
        let mut log = first.clone();
        // From each form into the next, so that the last has gone through all of them.
        for (form, name) in FORMS {
            let path = folder.path().join(name);
            write(&log, form, &path).expect("the log is written");
            // Times carry their offset, so no zone changes them.
            let reading = read_in(&path, "Europe/Rome");
            // A text that is not what its attribute declares is told, and kept.
            let is_kept = reading.apart.iter().all(|apart| apart.fault == Fault::Unfit);
            prop_assert!(is_kept, "{:?}: {:?}", form, reading.apart);
            prop_assert_eq!(reading.form, form);
            prop_assert_eq!(&reading.log, &first, "{:?}", form);
            prop_assert_eq!(recognise(&path).unwrap(), Some(form));
            log = reading.log;
        }
    }

    #[test]
    fn the_same_log_gives_the_same_bytes(log in log()) {
        let folder = TempDir::new().unwrap();
        for (form, name) in FORMS {
            let path = folder.path().join(name);
            write(&log, form, &path).unwrap();
            let first = std::fs::read(&path).unwrap();
            write(&log, form, &path).unwrap();
            prop_assert_eq!(first, std::fs::read(&path).unwrap());
        }
        prop_assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), FORMS.len());
    }
}

#[test]
fn the_name_of_a_file_tells_its_form() {
    for (name, expected) in [
        ("a.json", Some(Form::Json)),
        ("a.JSONOCEL", Some(Form::Json)),
        ("a.xml", Some(Form::Xml)),
        ("a.b.xmlocel", Some(Form::Xml)),
        ("a.sqlite", Some(Form::Sqlite)),
        ("a.xes", None),
        ("sqlite", None),
    ] {
        assert_eq!(form(Path::new(name)), expected, "{name}");
    }
}

#[test]
fn a_log_that_is_not_sound_leaves_what_was_there() {
    let folder = TempDir::new().unwrap();
    let log = EventLog {
        events: vec![Event { id: "e".into(), ..Event::default() }],
        ..EventLog::default()
    };
    for (form, name) in FORMS {
        let path = folder.path().join(name);
        std::fs::write(&path, "before").unwrap();
        let error = write(&log, form, &path).unwrap_err();
        assert!(matches!(error, WriteError::Misfit(Misfit::Type)), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), b"before");
        assert!(
            write(&EventLog::default(), form, &folder.path().join("nowhere").join(name)).is_err()
        );
    }
}
