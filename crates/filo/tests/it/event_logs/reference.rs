//! The reference example of the standard, where its folder is there; it is not part of this project.

use std::path::{Path, PathBuf};

use filo::journey::ocel::write;
use filo_intake::read::ocel::{Form, recognise};
use filo_model::event_log::{INITIAL, Value};
use tempfile::TempDir;

use super::round::{FORMS, read_in};

/// The zone in which the example's XML and SQLite tell times without one; its JSON tells them in UTC.
const ZONE: &str = "Europe/Berlin";

fn examples() -> Option<[(Form, PathBuf); 3]> {
    // Beside the checkout, or a folder further up where it is one of several.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folders =
        ["..", "../.."].map(|up| root.join(up).join("shared/data/eventlogs")).into_iter();
    let folder = folders.find(|folder| folder.is_dir())?;
    let names = [(Form::Json, "jsonocel"), (Form::Xml, "xmlocel"), (Form::Sqlite, "sqlite")];
    Some(names.map(|(form, name)| (form, folder.join(format!("ocel20_example.{name}")))))
}

#[test]
fn the_reference_example_reads_to_one_log_in_all_forms() {
    let Some(examples) = examples() else {
        return eprintln!("left out: ../shared/data/eventlogs is not there");
    };
    let first = read_in(&examples[0].1, ZONE);
    assert_eq!(first.apart, []);
    let log = first.log;
    assert_eq!((log.events.len(), log.objects.len()), (13, 9));
    assert_eq!((log.event_types.len(), log.object_types.len()), (8, 4));
    let relations = |count: &mut dyn Iterator<Item = usize>| count.sum::<usize>();
    assert_eq!(relations(&mut log.events.iter().map(|event| event.relations.len())), 20);
    assert_eq!(relations(&mut log.objects.iter().map(|object| object.relations.len())), 7);
    let blocked = log.objects.iter().find(|object| object.id == "R3").unwrap();
    let told: Vec<(i64, &Value)> =
        blocked.attributes.iter().map(|setting| (setting.at, &setting.value)).collect();
    let (no, yes) = (Value::String("No".to_owned()), Value::String("Yes".to_owned()));
    assert_eq!(told, [(INITIAL, &no), (1_643_869_800_000, &yes), (1_643_927_400_000, &no)]);
    for (form, path) in &examples {
        let reading = read_in(path, ZONE);
        assert_eq!((reading.form, recognise(path).unwrap()), (*form, Some(*form)));
        assert_eq!((reading.apart.as_slice(), &reading.log), (&[][..], &log), "{form:?}");
    }
    let folder = TempDir::new().unwrap();
    for (form, name) in FORMS {
        let path = folder.path().join(name);
        write(&log, form, &path).unwrap();
        assert_eq!(read_in(&path, "UTC").log, log, "{form:?}");
    }
}
