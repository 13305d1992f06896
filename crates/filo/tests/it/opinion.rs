//! A second opinion by HTTP: what a stand-in server on this machine receives, and what is made of its answers.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Output;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::company::Company;

/// What no request may hold: people, their numbers, and what the file says of the conversation.
const PRIVATE: &[&str] = &[
    "Ermelinda",
    "Sgarlata",
    "Brancaleoni",
    "ermelinda",
    "sgarlata",
    "brancaleoni",
    "333 1234567",
    "1234567",
    "posta.example",
    "IT60X0542811101000000123456",
    "0542811101",
    "SGRRLN70A41H501X",
    "conversation-4471",
    "2026-03-02",
    "T09:",
    "logistics",
    "ag1",
    "Compagnia Elettrica",
];

/// Messages that leave room for doubt, of a customer and of a company in turn; whatever weights the
/// program has, of several of them it is unsure.
const VAGUE: &[&str] = &[
    "Buongiorno, sono Ermelinda Sgarlata, cell. 333 1234567. Aspetto ancora, direi.",
    "Vedremo cosa si può fare. Magari le facciamo sapere, la pratica è di un altro ufficio.",
    "Come dicevo la volta scorsa a Brancaleoni, la cosa va avanti da un po'. Così non va.",
    "Purtroppo non dipende da noi, forse provi a scrivere di nuovo. La sentiamo presto.",
    "Scrivetemi a ermelinda@posta.example, oppure niente. Mi pareva di averlo detto a sgarlata.",
    "Per questa volta chiudiamo un occhio, in linea di massima. Ci spiace se è andata così.",
    "Il rimborso su IT60X0542811101000000123456 quando? Penso che farò in altro modo.",
    "In genere no. Si potrebbe vedere con il tecnico, entro qualche giorno magari.",
    "Il mio codice fiscale è SGRRLN70A41H501X, ve l'avevo dato. Ne parlerò con chi di dovere.",
    "Prendo nota e passo la cosa. Le conviene comunque richiamare domani.",
    "Alla fine è andata, più o meno. Almeno qualcuno ha risposto.",
    "Potrebbe mandarci una foto, se crede. Altrimenti la sostituiamo, pare.",
    "Mi avevate detto altro, mi sembra. Cambierò, probabilmente.",
    "Non è previsto, ma un buono si può forse dare. Ci penso io, poi vediamo.",
];

/// What the stand-in answers.
struct Reply {
    status: &'static str,
    headers: String,
    body: String,
    delay: Duration,
}

impl Reply {
    fn of(status: &'static str, body: impl Into<String>) -> Self {
        Self { status, headers: String::new(), body: body.into(), delay: Duration::ZERO }
    }

    fn well(signals: &Value) -> Self {
        let content = json!({ "signals": signals }).to_string();
        let body =
            json!({ "choices": [{ "message": { "content": content }, "finish_reason": "stop" }] });
        Self::of("200 OK", body.to_string())
    }

    fn with_header(mut self, header: &str) -> Self {
        self.headers.push_str(header);
        self.headers.push_str("\r\n");
        self
    }
}

/// A request as it was received.
#[derive(Clone)]
struct Received {
    head: String,
    body: String,
}

impl Received {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// The passages that were asked about.
    fn passages(&self) -> Vec<String> {
        let content = self.json()["messages"][1]["content"].as_str().unwrap().to_owned();
        let content: Value = serde_json::from_str(&content).unwrap();
        serde_json::from_value(content["passages"].clone()).unwrap()
    }

    /// The first kind that was asked about.
    fn kind(&self) -> String {
        let schema = &self.json()["response_format"]["json_schema"]["schema"];
        let kinds = &schema["properties"]["signals"]["items"]["properties"]["kind"]["enum"];
        kinds[0].as_str().unwrap().to_owned()
    }

    /// A signal whose quote is the longest word of the passages outside brackets.
    fn signal(&self) -> Value {
        let passages = self.passages().join(" ");
        let outside =
            passages.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest));
        let words = outside.flat_map(|part| part.split(|one: char| !one.is_alphanumeric()));
        let word = words.max_by_key(|word| word.len()).unwrap_or_default().to_owned();
        json!({ "kind": self.kind(), "quote": word })
    }
}

/// A server of chat completions that answers what it is told to.
struct StandIn {
    port: u16,
    received: Arc<Mutex<Vec<Received>>>,
}

impl StandIn {
    /// `reply` is given each request and how many came before it.
    fn new(reply: impl Fn(usize, &Received) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let received = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&received);
        let reply = Arc::new(reply);
        thread::spawn(move || {
            for stream in listener.incoming() {
                // Each on a thread of its own: a slow answer keeps nobody else waiting.
                let (stream, log, reply) = (stream.unwrap(), Arc::clone(&log), Arc::clone(&reply));
                thread::spawn(move || answer(stream, &log, &*reply));
            }
        });
        Self { port, received }
    }

    fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// A company that asks it, with a file of conversations.
    fn company(&self, more: &str) -> Company {
        let url = format!("http://127.0.0.1:{}/v1/", self.port);
        company(&format!("url = \"{url}\"\nmodel = \"m\"\n{more}"))
    }
}

/// Reads one request and answers it.
fn answer(
    mut stream: TcpStream,
    log: &Mutex<Vec<Received>>,
    reply: &impl Fn(usize, &Received) -> Reply,
) {
    let Some(request) = receive(&stream) else { return };
    let before = {
        let mut log = log.lock().unwrap();
        log.push(request.clone());
        log.len() - 1
    };
    let Reply { status, headers, body, delay } = reply(before, &request);
    thread::sleep(delay);
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close");
    // Who asked may have gone.
    drop(write!(stream, "{head}\r\n{headers}\r\n{body}"));
}

fn receive(stream: &TcpStream) -> Option<Received> {
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Received { head, body: String::from_utf8(body).ok()? })
}

fn company(opinion: &str) -> Company {
    let company = Company::empty();
    let config = format!(
        "[company]\nname = \"Compagnia Elettrica\"\nlanguage = \"en\"\n\n[disclosure]\nstaff = [\"Elio Brancaleoni\"]\n\n[listen.opinion]\n{opinion}\n"
    );
    company.write("filo.toml", config.as_bytes());
    let messages = VAGUE.iter().enumerate().map(|(index, text)| {
        if index % 2 == 0 {
            json!({ "n": index + 1, "side": "customer", "at": "2026-03-02T09:14:00+01:00", "text": text })
        } else {
            json!({ "n": index + 1, "side": "company", "department": "logistics", "agent": "ag1",
                "at": "2026-03-02T09:14:00+01:00", "text": text })
        }
    });
    let messages: Vec<Value> = messages.collect();
    let line = json!({ "id": "conversation-4471", "lang": "it", "channel": "email",
        "company": "Compagnia Elettrica", "messages": messages });
    company.write("c.jsonl", format!("{line}\n").as_bytes());
    company
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Listens with a second opinion, which has to go well; gives the line and what was said.
fn listen(company: &Company) -> (Value, String) {
    let output = company.run(&["--lang", "en", "listen", "c.jsonl", "--opinion", "--json"]);
    assert!(output.status.success(), "{}", said(&output));
    (serde_json::from_slice(&output.stdout).unwrap(), said(&output))
}

fn signals(line: &Value) -> Vec<Value> {
    let messages = line["messages"].as_array().unwrap();
    messages.iter().flat_map(|one| one["signals"].as_array().unwrap().clone()).collect()
}

/// What the model alone tells.
fn alone(company: &Company) -> Value {
    serde_json::from_str(&company.run_well(&["--lang", "en", "listen", "c.jsonl", "--json"]))
        .unwrap()
}

/// A line without what an opinion put into it.
fn without_opinion(mut line: Value) -> Value {
    for message in line["messages"].as_array_mut().unwrap() {
        let signals = message["signals"].as_array_mut().unwrap();
        signals.retain(|signal| signal["by"] != "opinion");
        for signal in signals {
            let signal = signal.as_object_mut().unwrap();
            signal.remove("by");
            signal.remove("opinion");
        }
    }
    line
}

#[test]
fn nothing_that_leaves_names_anybody() {
    let server = StandIn::new(|_, _| Reply::well(&json!([])));
    listen(&server.company(""));
    let received = server.received();
    assert!(received.len() >= 6, "only {} messages were unsure", received.len());
    for Received { head, body } in &received {
        for private in PRIVATE {
            assert!(!head.contains(private) && !body.contains(private), "{private} left: {body}");
        }
    }
    // What was asked about is there all the same, and nothing besides.
    let all = received.iter().flat_map(Received::passages).collect::<Vec<_>>().concat();
    assert!(all.contains('['), "{all}");
    let request = received[0].json();
    let mut keys: Vec<&String> = request.as_object().unwrap().keys().collect();
    keys.sort_unstable();
    assert_eq!(keys, ["messages", "model", "response_format"]);
    assert!(received[0].head.starts_with("POST /v1/chat/completions HTTP/1.1"));
}

#[test]
fn a_good_answer_is_shown_as_an_opinion_and_changes_nothing_of_the_model() {
    let server = StandIn::new(|_, request| Reply::well(&json!([request.signal()])));
    let company = server.company("");
    let (line, said) = listen(&company);
    let added: Vec<Value> =
        signals(&line).into_iter().filter(|signal| signal["by"] == "opinion").collect();
    assert!(!added.is_empty(), "{said}");
    for signal in &added {
        assert!(signal.get("probability").is_none());
        let quote = signal["quote"].as_str().unwrap();
        assert!(VAGUE.iter().any(|text| text.contains(quote)), "{quote}");
    }
    assert!(
        signals(&line).iter().all(|signal| signal["by"] == "opinion" || signal["by"] == "model")
    );
    assert_eq!(without_opinion(line), alone(&company));
}

#[test]
fn what_is_not_verbatim_or_of_no_kind_is_dropped_and_counted() {
    let server = StandIn::new(|_, request| {
        let quote = request.signal()["quote"].clone();
        Reply::well(&json!([
            { "kind": request.kind(), "quote": "words that nobody wrote" },
            { "kind": request.kind(), "quote": "Ermelinda" },
            { "kind": "anger", "quote": quote },
        ]))
    });
    let company = server.company("");
    let (line, said) = listen(&company);
    let asked = server.received().len();
    assert!(signals(&line).iter().all(|signal| signal["by"] == "model"));
    assert!(said.contains(&format!("{} with a quote that is not verbatim", 2 * asked)), "{said}");
    assert!(said.contains(&format!("{asked} of an unknown kind")), "{said}");
    assert_eq!(without_opinion(line), alone(&company));
}

#[test]
fn every_failure_is_said_and_the_run_goes_on() {
    let server = StandIn::new(|before, request| match before {
        0 => Reply::of("200 OK", "<html>come back later</html>"),
        1 => {
            let content = "I would say that the customer is annoyed.";
            let body = json!({ "choices": [{ "message": { "content": content } }] });
            Reply::of("200 OK", body.to_string())
        }
        3 => Reply { delay: Duration::from_secs(4), ..Reply::well(&json!([])) },
        4 => Reply::of("500 Internal Server Error", "Ermelinda"),
        _ => Reply::well(&json!([request.signal()])),
    });
    let (line, said) = listen(&server.company("timeout_seconds = 1"));
    assert!(said.contains("not that of a compatible service"), "{said}");
    assert!(said.contains("not in the form that was asked for"), "{said}");
    assert!(said.contains("no answer within the configured time"), "{said}");
    assert!(said.contains("answered with status 500"), "{said}");
    assert!(!said.contains("Ermelinda"), "{said}");
    assert!(signals(&line).iter().any(|signal| signal["by"] == "opinion"));
}

#[test]
fn a_busy_server_is_asked_again_once_it_is_free() {
    let server = StandIn::new(|before, request| match before {
        0 => Reply::of("429 Too Many Requests", "").with_header("retry-after: 1"),
        _ => Reply::well(&json!([request.signal()])),
    });
    let (_, said) = listen(&server.company("messages_max = 2"));
    let received = server.received();
    assert_eq!(received.len(), 3);
    assert_eq!(received[0].body, received[1].body);
    assert!(said.contains("2 messages asked about, 2 answers used"), "{said}");
    assert!(said.contains("unsure messages not asked about"), "{said}");

    let server = StandIn::new(|_, _| {
        Reply::of("429 Too Many Requests", "").with_header("retry-after: 86400")
    });
    let (_, said) = listen(&server.company(""));
    assert_eq!(server.received().len(), 1);
    assert!(said.contains("nothing more is asked in this run"), "{said}");
}

#[test]
fn the_key_goes_to_the_endpoint_and_nowhere_else() {
    let elsewhere = StandIn::new(|_, _| Reply::well(&json!([])));
    let target = format!("location: http://127.0.0.1:{}/v1/chat/completions", elsewhere.port);
    let server = StandIn::new(move |before, _| match before {
        0 => Reply::well(&json!([])),
        1 => Reply::of("307 Temporary Redirect", "").with_header(&target),
        _ => Reply::of("401 Unauthorized", "wrong key: word-of-trust-81"),
    });
    for _ in 0..2 {
        let company = server.company("key_env = \"OPINION_KEY\"");
        let mut command = company.command(&["-vv", "listen", "c.jsonl", "--opinion", "--json"]);
        let output = command.env("OPINION_KEY", "word-of-trust-81").output().unwrap();
        assert!(output.status.success());
        assert!(!said(&output).contains("word-of-trust"), "{}", said(&output));
        assert!(!String::from_utf8_lossy(&output.stdout).contains("word-of-trust"));
    }
    // The redirection ends the first run, the refusal the second.
    let received = server.received();
    assert_eq!(received.len(), 3);
    assert!(received[0].head.to_lowercase().contains("authorization: bearer word-of-trust-81"));
    assert_eq!(elsewhere.received().len(), 0);

    let output =
        server.company("key_env = \"OPINION_KEY\"").run(&["listen", "c.jsonl", "--opinion"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("`OPINION_KEY`"), "{}", said(&output));
}

#[test]
fn without_a_configuration_it_says_what_to_write() {
    let company = company("url = \"http://127.0.0.1:9/v1\"\nmodel = \"m\"");
    let output =
        company.run(&["--lang", "en", "--config", "none.toml", "listen", "c.jsonl", "--opinion"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("[listen.opinion]"), "{}", said(&output));
    assert!(output.stdout.is_empty());

    let open = "http://user:word-of-trust@10.0.0.7/v1";
    company.write(
        "filo.toml",
        format!("[company]\nname = \"L\"\nlanguage = \"en\"\n[listen.opinion]\nurl = \"{open}\"\nmodel = \"m\"\n")
            .as_bytes(),
    );
    let output = company.run(&["--lang", "en", "listen", "c.jsonl", "--opinion"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("line 5"), "{}", said(&output));
    assert!(!said(&output).contains("word-of-trust"), "{}", said(&output));
}

#[test]
fn nobody_is_asked_unless_the_option_is_given() {
    let server = StandIn::new(|_, _| Reply::well(&json!([])));
    alone(&server.company(""));
    assert_eq!(server.received().len(), 0);
}
