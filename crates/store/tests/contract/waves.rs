//! Waves of a questionnaire: a code counts once, and nothing tells who answered what, or when.

use filo_model::digest::Digest;
use filo_store::wave::{Ballot, Cast, NewWave, Voice, WaveDepartment};
use filo_store::{Error, Store};

use crate::Make;

fn open(store: &Store, name: &str) {
    let department = |name: &str| WaveDepartment { name: name.into(), invited: 6, parent: None };
    let departments = [department("sales"), department("technical")];
    let new = NewWave { name, instrument: "{}", opened_at: 10, departments: &departments };
    store.wave_open(&new).unwrap();
}

fn by_code(code: Digest, content: &str) -> Ballot {
    let seen = vec![("technical".into(), "[4,5]".into())];
    let words = vec![("una_cosa".into(), "answer sooner".into())];
    Ballot { voice: Voice::Code(code), content: content.into(), seen, words }
}

pub(crate) fn a_code_counts_once_and_says_its_department(make: Make) {
    let store = make().open();
    open(&store, "spring");
    open(&store, "autumn");
    let codes: Vec<Digest> = (0_u8..6).map(|one| Digest::of(&[one])).collect();
    let to = |name: &str| codes.iter().map(|code| (name.to_owned(), *code)).collect::<Vec<_>>();
    let nobody = [to("sales"), to("warehouse")].concat();
    let nobody = store.invitations_make("spring", &nobody).unwrap_err();
    assert!(matches!(nobody, Error::NoWaveDepartment(_)));
    assert_eq!(store.invitation_count("spring", "sales").unwrap(), 0, "all or none");
    store.invitations_make("spring", &to("sales")).unwrap();
    assert_eq!(store.invitation_find("spring", codes[0]).unwrap().as_deref(), Some("sales"));
    let ballot = by_code(codes[0], "a");
    let cast = |wave, ballot: &Ballot| {
        store.ballots_cast(wave, None, std::slice::from_ref(ballot)).unwrap()[0]
    };
    assert_eq!(cast("autumn", &ballot), Cast::NoSuchCode, "another wave's");
    assert_eq!(cast("spring", &ballot), Cast::Counted);
    assert_eq!(cast("spring", &ballot), Cast::NoSuchCode, "used");
    assert_eq!(store.invitation_find("spring", codes[0]).unwrap(), None);
    assert_eq!(store.invitation_count("spring", "sales").unwrap(), 6);
    let counts = store.wave_participation("spring").unwrap();
    assert_eq!(counts, [("sales".into(), 1), ("technical".into(), 0)]);
}

pub(crate) fn answers_are_told_when_the_wave_is_closed_and_no_more_are_taken(make: Make) {
    let backend = make();
    let store = backend.open();
    open(&store, "spring");
    let codes: Vec<Digest> = (0_u8..30).map(|one| Digest::of(&[one])).collect();
    let given: Vec<(String, Digest)> = codes.iter().map(|code| ("sales".into(), *code)).collect();
    store.invitations_make("spring", &given).unwrap();
    let ballots: Vec<Ballot> = codes.iter().map(|&code| by_code(code, &code.to_string())).collect();
    // One by one, as people answer.
    for ballot in &ballots {
        store.ballots_cast("spring", None, std::slice::from_ref(ballot)).unwrap();
    }
    assert!(matches!(store.wave_answers("spring"), Err(Error::WaveOpen(_))));
    store.wave_close("spring", 20).unwrap();
    assert!(matches!(store.wave_close("spring", 30), Err(Error::WaveClosed(_))));
    let late = store.ballots_cast("spring", None, &ballots[..1]);
    assert!(matches!(late, Err(Error::WaveClosed(_))));
    drop(store);

    let store = backend.open();
    let answers = store.wave_answers("spring").unwrap();
    let told: Vec<&str> = answers.ballots.iter().map(|(_, content)| &**content).collect();
    let given: Vec<&str> = ballots.iter().map(|ballot| &*ballot.content).collect();
    // 30 in the order they came by chance: once in 10^32.
    assert_ne!(told, given, "the order of arrival is not kept");
    let sorted = |mut list: Vec<String>| {
        list.sort_unstable();
        list
    };
    let owned = |list: Vec<&str>| sorted(list.into_iter().map(str::to_owned).collect());
    assert_eq!(owned(told), owned(given));
    assert_eq!((answers.seen.len(), answers.words.len()), (30, 30));
    let wave = &store.wave_list().unwrap()[0];
    assert_eq!((wave.opened_at, wave.closed_at), (10, Some(20)));
    assert_eq!(wave.departments.len(), 2);
}

pub(crate) fn a_file_of_answers_is_taken_in_once_and_whole(make: Make) {
    let store = make().open();
    open(&store, "spring");
    let by = |name: &str| Ballot {
        voice: Voice::Department(name.into()),
        content: "a".into(),
        seen: Vec::new(),
        words: Vec::new(),
    };
    let file = Digest::of(b"file");
    let ballots = [by("sales"), by("warehouse"), by("technical")];
    let cast = store.ballots_cast("spring", Some(file), &ballots).unwrap();
    assert_eq!(cast, [Cast::Counted, Cast::NoSuchDepartment, Cast::Counted]);
    let again = store.ballots_cast("spring", Some(file), &ballots);
    assert!(matches!(again, Err(Error::WaveFileKnown)));
    assert_eq!(store.wave_participation("spring").unwrap()[0].1, 1);
    store.wave_remove("spring").unwrap();
    assert!(store.wave_list().unwrap().is_empty());
    open(&store, "spring");
    assert_eq!(store.ballots_cast("spring", Some(file), &ballots).unwrap().len(), 3);
}

pub(crate) fn two_waves_of_one_name_are_refused(make: Make) {
    let store = make().open();
    open(&store, "spring");
    let new = NewWave { name: "spring", instrument: "{}", opened_at: 20, departments: &[] };
    assert!(matches!(store.wave_open(&new), Err(Error::WaveTaken(_))));
    assert_eq!(store.wave_list().unwrap()[0].departments.len(), 2);
    assert!(matches!(store.wave_answers("autumn"), Err(Error::NoWave(_))));
    store.wave_published_set("{\"one\":1}").unwrap();
    store.wave_published_set("{\"two\":2}").unwrap();
    assert_eq!(store.wave_published().unwrap().as_deref(), Some("{\"two\":2}"));
}

pub(crate) fn words_and_waves_expire_after_their_closing(make: Make) {
    let store = make().open();
    open(&store, "spring");
    open(&store, "autumn");
    for (place, name) in ["spring", "autumn"].into_iter().enumerate() {
        let code = Digest::of(name.as_bytes());
        store.invitations_make(name, &[("sales".into(), code)]).unwrap();
        store.ballots_cast(name, None, &[by_code(code, "a")]).unwrap();
        store.wave_close(name, 100 + i64::try_from(place).unwrap()).unwrap();
    }
    assert_eq!(store.wave_words_expire(101, true).unwrap(), 1);
    assert_eq!(store.wave_answers("spring").unwrap().words.len(), 1, "only asked");
    assert_eq!(store.wave_words_expire(101, false).unwrap(), 1);
    let kept = store.wave_answers("spring").unwrap();
    assert_eq!((kept.ballots.len(), kept.words.len()), (1, 0));
    assert_eq!(store.wave_answers("autumn").unwrap().words.len(), 1);
    assert_eq!(store.wave_expire(101, false).unwrap(), 1);
    assert!(matches!(store.wave_answers("spring"), Err(Error::NoWave(_))));
    assert_eq!(store.wave_list().unwrap().len(), 1);
}
