//! The program as people call it: arguments in; files, answers and exit codes out.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail loudly, in its helpers too

mod desk;

use baton::document::{DocumentSession, SaveState, Waker};
use baton::model::Dismissal;
use baton::platform::Folders;
use desk::Desk;
use serde_json::Value;
use std::fs;
use std::sync::Arc;

const KITCHEN: &str = "supplier,customer,what,customer kind,customers rating\n\
    Payroll,Delivery crew,pay run,,4\n\
    Warehouse,Delivery crew,picked order,,2\n\
    Delivery crew,Homeowner,installed kitchen,buyer,5\n\
    Planning,Warehouse,order,,\n\
    Warehouse,Planning,stock,,\n";

#[test]
fn a_table_becomes_a_map_that_is_well() {
    let desk = Desk::with(&[("kitchen.csv", KITCHEN)]);
    let answer = desk.done(&["import", "kitchen.csv", "-o", "kitchen.baton"]);
    assert_eq!(answer, "kitchen.csv: Made 5 parties and 5 supplies.\n");
    assert!(desk.done(&["check", "kitchen.baton"]).contains("all is well. 5 parties, 5 supplies, 0 notes"));
    assert_eq!(desk.files(), ["kitchen.baton", "kitchen.csv"]);
}

#[test]
fn info_counts_in_the_agreed_words_and_order() {
    let desk = Desk::with(&[("kitchen.csv", KITCHEN)]);
    desk.done(&["import", "kitchen.csv", "-o", "kitchen.baton"]);
    let printed = desk.done(&["info", "kitchen.baton", "--json"]);
    let compact: String = printed.split_whitespace().collect();
    assert_eq!(
        compact,
        "{\"title\":\"kitchen\",\"parties\":5,\"roles\":4,\"teams\":0,\"external_customers\":1,\"suppliers\":0,\
         \"supplies\":{\"delivers\":5,\"reports_to\":0,\"informs\":0},\"notes\":0,\"schema_version\":2}"
    );
    assert!(desk.done(&["info", "kitchen.baton"]).contains("external customers 1"));
}

#[test]
fn trace_answers_to_the_letter() {
    let desk = Desk::with(&[("kitchen.csv", KITCHEN)]);
    desk.done(&["import", "kitchen.csv", "-o", "kitchen.baton"]);
    let printed = desk.done(&["trace", "kitchen.baton", "payroll", "--json"]);
    let compact: String = printed.lines().map(str::trim_start).collect();
    assert_eq!(
        compact,
        "{\"role\": \"Payroll\",\"dependants\": 2,\
         \"direct_customers\": [{\"name\": \"Delivery crew\",\"kind\": \"role\",\"what\": [\"pay run\"]}],\
         \"ultimate_customers\": [{\"name\": \"Homeowner\",\"kind\": \"buyer\",\"handoffs\": 2,\"chains\": 1,\
         \"path\": [\"Payroll\",\"Delivery crew\",\"Homeowner\"],\"supplies\": [\"pay run\",\"installed kitchen\"],\
         \"weakest\": {\"supplier\": \"Payroll\",\"customer\": \"Delivery crew\",\"rating\": 4},\
         \"sentence\": \"Payroll → pay run → Delivery crew → installed kitchen → Homeowner, who buys.\"}],\
         \"loop\": [],\"line_of_sight\": true}"
    );
}

#[test]
fn without_a_role_every_role_is_traced() {
    let desk = Desk::with(&[("kitchen.csv", KITCHEN)]);
    desk.done(&["import", "kitchen.csv", "-o", "kitchen.baton"]);
    let all = desk.json(&["trace", "kitchen.baton", "--json"]);
    let answers: Vec<(&str, u64, usize)> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|role| {
            let looped = role["loop"].as_array().unwrap().len();
            (role["role"].as_str().unwrap(), role["dependants"].as_u64().unwrap(), looped)
        })
        .collect();
    assert_eq!(
        answers,
        [("Payroll", 2, 0), ("Delivery crew", 1, 0), ("Warehouse", 3, 2), ("Planning", 3, 2)]
    );
    let text = desk.done(&["trace", "kitchen.baton"]);
    assert!(text.contains("Warehouse: 3 dependants\n") && text.contains("serve each other"), "{text}");
}

#[test]
fn a_lens_says_who_the_customer_is_and_why() {
    let desk = Desk::with(&[("kitchen.csv", KITCHEN)]);
    desk.done(&["import", "kitchen.csv", "-o", "kitchen.baton"]);
    let text = desk.done(&["trace", "kitchen.baton", "Payroll", "--lens", "serve-or-serve"]);
    assert!(
        text.contains("Homeowner: you serve someone who does: Delivery crew, 1 hand-off from you"),
        "{text}"
    );
    for lens in [
        "boss-and-buyers",
        "boss-team-customers",
        "colleagues-first",
        "serve-or-serve",
        "everyone-downstream",
    ] {
        let answer = desk.json(&["trace", "kitchen.baton", "Payroll", "--lens", lens, "--json"]);
        assert_eq!((&answer["role"], &answer["lens"]), (&"Payroll".into(), &lens.into()));
        assert!(answer["groups"].as_array().is_some_and(|groups| groups.len() == 3), "{answer}");
    }
    let every_role = desk.json(&["trace", "kitchen.baton", "--lens", "everyone-downstream", "--json"]);
    assert_eq!(every_role.as_array().map(Vec::len), Some(4));
    assert_eq!(desk.baton(&["trace", "kitchen.baton", "Payroll", "--lens", "sideways"]).code, 2);
}

#[test]
fn an_external_customer_is_traced_backwards_ring_by_ring() {
    let desk = Desk::with(&[("kitchen.csv", KITCHEN)]);
    desk.done(&["import", "kitchen.csv", "-o", "kitchen.baton"]);
    let text = desk.done(&["trace", "kitchen.baton", "Homeowner"]);
    assert_eq!(
        text,
        "Homeowner: 0 dependants\n  Touch them: Delivery crew\n  One step behind: Payroll, Warehouse\n  \
         Two steps behind: Planning\n"
    );
    let rings = desk.json(&["trace", "kitchen.baton", "Homeowner", "--json"]);
    assert_eq!(rings["behind"][1], serde_json::json!(["Payroll", "Warehouse"]));
    assert_eq!(desk.json(&["trace", "kitchen.baton", "Payroll", "--json"]).get("behind"), None);
}

#[test]
fn findings_are_questions_with_a_code_and_a_place() {
    let desk = Desk::with(&[("kitchen.csv", KITCHEN)]);
    desk.done(&["import", "kitchen.csv", "-o", "kitchen.baton"]);
    let found = desk.json(&["findings", "kitchen.baton", "--json"]);
    let thread = found.as_array().unwrap().iter().find(|finding| finding["code"] == "single_thread").unwrap();
    assert_eq!(
        thread["question"],
        "Homeowner hangs on a single thread: Delivery crew → installed kitchen → Homeowner. What if it failed?"
    );
    assert_eq!(thread["supplies"][0]["what"], "installed kitchen");
    assert_eq!(thread["count"], 4);
    let text = desk.done(&["findings", "kitchen.baton"]);
    assert!(
        text.contains("Weakest hand-off: The weakest hand-off on the way to Homeowner is Warehouse"),
        "{text}"
    );
    assert_eq!(thread["dismissed"], false);
    desk.done(&["new", "empty.baton"]);
    assert_eq!(desk.done(&["findings", "empty.baton"]), "Nothing to ask.\n");
}

#[test]
fn what_is_not_a_problem_is_counted_and_marked() {
    let desk = Desk::with(&[("kitchen.csv", KITCHEN)]);
    desk.done(&["import", "kitchen.csv", "-o", "kitchen.baton"]);
    let before = desk.done(&["findings", "kitchen.baton"]);
    let path = desk.path("kitchen.baton");
    let (folders, waker): (_, Waker) = (Folders::under(&desk.path("home")), Arc::new(|| {}));
    let mut session = DocumentSession::open(&path, &folders, &waker).unwrap();
    let answer = Dismissal { finding: "need_unknown".into(), count: 5 };
    session.apply(&baton::edit::Command::Dismiss(answer)).unwrap();
    assert_eq!(session.close(), SaveState::Saved);

    let text = desk.done(&["findings", "kitchen.baton"]);
    assert!(text.ends_with("1 question is set aside as not a problem.\n"), "{text}");
    assert_eq!(text.lines().count(), before.lines().count());
    let found = desk.json(&["findings", "kitchen.baton", "--json"]);
    let marked: Vec<&Value> =
        found.as_array().unwrap().iter().filter(|finding| finding["dismissed"] == true).collect();
    assert_eq!(marked.len(), 1, "{found}");
    assert_eq!(marked[0]["code"], "need_unknown");
}

#[test]
fn a_name_that_is_not_plain_is_answered_with_help() {
    let desk = Desk::with(&[("team.txt", "Finance / Clerk -> Payroll\nSales / Clerk -> Payroll\n")]);
    desk.done(&["import", "team.txt", "-o", "map.baton"]);
    let unknown = desk.refused(&["trace", "map.baton", "Payrol"]);
    assert!(unknown.contains("did you mean “Payroll”?"), "{unknown}");
    let ambiguous = desk.refused(&["trace", "map.baton", "clerk"]);
    assert!(ambiguous.contains("“Finance / Clerk”, “Sales / Clerk”"), "{ambiguous}");
    let found = desk.json(&["trace", "map.baton", "Sales / Clerk", "--json"]);
    assert_eq!(found["role"], "Clerk");
}

#[test]
fn an_external_customer_can_be_named_at_import() {
    let desk = Desk::with(&[("parts.csv", "id,name,supplier\n1,Gears,\n2,Axle,\n3,Car,\"1,2\"\n")]);
    let wrong = desk.refused(&["import", "parts.csv", "-o", "car.baton", "--external", "Cat"]);
    assert!(wrong.contains("did you mean “Car”?") && !desk.path("car.baton").exists(), "{wrong}");
    desk.done(&["import", "parts.csv", "-o", "car.baton", "--external", "Car"]);
    assert_eq!(desk.json(&["trace", "car.baton", "Axle", "--json"])["ultimate_customers"][0]["name"], "Car");
}

#[test]
fn several_inputs_and_into_are_one_step_each() {
    let more = "Payroll ! pays late\nNight shift -> Warehouse: cleared floor\n";
    let desk =
        Desk::with(&[("a.csv", KITCHEN), ("b.csv", "name,holder\nPayroll,Ingrid\n"), ("more.txt", more)]);
    desk.done(&["import", "a.csv", "b.csv", "-o", "map.baton"]);
    let answer = desk.done(&["import", "more.txt", "-o", "map.baton", "--into"]);
    assert_eq!(answer, "more.txt: Made 1 party, 1 supply and 1 note; 2 parties already there.\n");
    assert!(desk.done(&["check", "map.baton"]).contains("2 steps can be undone"));
    desk.done(&["export", "map.baton", "-o", "parties.csv", "--list", "parties"]);
    assert!(fs::read_to_string(desk.path("parties.csv")).unwrap().contains("Payroll,role,,Ingrid,"));
}

#[test]
fn what_was_skipped_is_told_by_line() {
    let desk = Desk::with(&[("roles.csv", "id,name,boss\n1,Head,XX\n1,Head again,\n2,Clerk,2\n")]);
    let answer = desk.done(&["import", "roles.csv", "-o", "map.baton"]);
    for line in [
        "line 2: “XX” names no boss",
        "line 3: The id “1” is taken by line 2",
        "line 4: It reports to itself",
    ] {
        assert!(answer.contains(line), "{answer}");
    }
}

#[test]
fn maps_leave_and_come_back_as_tables_and_texts() {
    let desk = Desk::new();
    for sample in ["kitchen", "city", "office", "software"] {
        let (map, text, again) =
            (format!("{sample}.baton"), format!("{sample}.txt"), format!("{sample}2.baton"));
        desk.done(&["new", &map, "--sample", sample]);
        desk.done(&["export", &map, "-o", &text]);
        desk.done(&["import", &text, "-o", &again]);
        assert_eq!(desk.json(&["info", &map, "--json"]), desk.json(&["info", &again, "--json"]));
        assert_eq!(desk.traces(&map), desk.traces(&again), "{sample}");

        let (table, third) = (format!("{sample}.csv"), format!("{sample}3.baton"));
        desk.done(&["export", &map, "-o", &table]);
        desk.done(&["import", &table, "-o", &third]);
        let supplies = |map: &str| desk.json(&["info", map, "--json"])["supplies"].clone();
        assert_eq!(supplies(&map), supplies(&third), "{sample}");
    }
}

#[test]
fn matrices_are_written_as_tables() {
    let desk =
        Desk::with(&[("in.txt", "Ada -> Bo: =plan\nAda -> Bo: map\nBo -> Homeowner (buyer): kitchen")]);
    desk.done(&["import", "in.txt", "-o", "map.baton"]);
    desk.done(&["export", "map.baton", "-o", "sight.csv", "--view", "matrix"]);
    let sight = fs::read_to_string(desk.path("sight.csv")).unwrap();
    assert_eq!(sight, "role,team,customers reached,Homeowner\nAda,,1,2\nBo,,1,1\n");
    desk.done(&["export", "map.baton", "-o", "what.csv", "--view", "matrix", "--matrix", "supplies"]);
    let what = fs::read_to_string(desk.path("what.csv")).unwrap();
    assert_eq!(what, "supplier,Bo,Homeowner\nAda,'=plan; map,\nBo,,kitchen\n");
    let refused = desk.refused(&["export", "map.baton", "-o", "matrix.png", "--view", "matrix"]);
    assert!(refused.contains("the matrix is a table"), "{refused}");
}

#[test]
fn pictures_are_written_without_a_display() {
    let desk = Desk::new();
    desk.done(&["new", "map.baton", "--sample", "kitchen"]);
    let svg_of = |desk: &Desk, arguments: &[&str]| {
        desk.done(&[&["export", "map.baton", "-o", "map.svg"], arguments].concat());
        fs::read_to_string(desk.path("map.svg")).unwrap()
    };
    let whole = svg_of(&desk, &[]);
    assert!(whole.contains("<svg") && whole.contains("Homeowner") && whole.contains("Ingrid"));
    let public = svg_of(&desk, &["--public"]);
    assert!(
        public.contains("Homeowner") && !public.contains("Ingrid") && !public.contains("late in December")
    );
    let trace = svg_of(&desk, &["--role", "Payroll", "--theme", "dark"]);
    assert!(trace.contains("Homeowner") && !trace.contains("Landlord"));

    desk.done(&["export", "map.baton", "-o", "map.png", "--scale", "0.5", "--transparent"]);
    assert!(fs::read(desk.path("map.png")).unwrap().starts_with(b"\x89PNG"));
    let refused = desk.refused(&["export", "map.baton", "-o", "map.png", "--scale", "0"]);
    assert!(refused.contains("a scale of 0"), "{refused}");
}

#[test]
fn tidying_is_one_step_and_tells_its_figures() {
    let desk = Desk::new();
    desk.done(&["new", "map.baton", "--sample", "office"]);
    let figures = desk.json(&["tidy", "map.baton", "--json"]);
    let words: Vec<&String> = figures.as_object().unwrap().keys().collect();
    let agreed = [
        "crossings",
        "height",
        "milliseconds",
        "overlaps",
        "parties",
        "places_milliseconds",
        "routes_milliseconds",
        "supplies",
        "total_edge_length",
        "width",
    ];
    assert_eq!(words, agreed);
    let [places, routes] =
        ["places_milliseconds", "routes_milliseconds"].map(|part| figures[part].as_f64().unwrap());
    assert!(places > 0.0 && routes > 0.0, "fractions, so that a small map does not take no time");
    assert_eq!(figures["milliseconds"].as_u64(), Some(places as u64), "whole ones, of the places");
    assert_eq!((figures["parties"].as_u64(), figures["overlaps"].as_u64()), (Some(14), Some(0)));
    assert!(figures["width"].as_f64().unwrap() > 500.0);
    assert!(desk.done(&["tidy", "map.baton"]).starts_with("Placed 14 parties in"));
}

#[test]
fn a_map_flows_downwards_where_that_is_asked_for() {
    let desk = Desk::new();
    let shape = |figures: &Value| (figures["width"].as_f64().unwrap(), figures["height"].as_f64().unwrap());
    desk.done(&["new", "map.baton", "--sample", "kitchen"]);
    let (width, height) = shape(&desk.json(&["tidy", "map.baton", "--json"]));
    assert!(width > 2.0 * height, "{width} × {height}");
    let down = desk.json(&["tidy", "map.baton", "--flow", "down", "--json"]);
    let (width, height) = shape(&down);
    assert!(height > width, "{width} × {height}");
    assert_eq!(down["overlaps"].as_u64(), Some(0));
}

#[test]
fn nothing_is_written_over() {
    let desk = Desk::with(&[("kitchen.csv", KITCHEN)]);
    desk.done(&["new", "map.baton"]);
    let before = fs::read(desk.path("map.baton")).unwrap();
    for arguments in [
        &["new", "map.baton"][..],
        &["new", "map.baton", "--sample", "city"],
        &["import", "kitchen.csv", "-o", "map.baton"],
    ] {
        assert!(desk.refused(arguments).contains("exists already"), "{arguments:?}");
    }
    assert_eq!(fs::read(desk.path("map.baton")).unwrap(), before);
}

#[test]
fn bad_input_is_one_sentence_and_changes_nothing() {
    let files = [
        ("abc.csv", "a,b,c\n1,2,3\n"),
        ("empty.csv", "\n"),
        ("heading.csv", "supplier,customer\n"),
        ("picture.csv", "\u{89}PNG\r\n"),
        ("graph.txt", "{\"nodes\": []}"),
        ("page.txt", "<html></html>"),
        ("graph.dot", "digraph { a ->\n }\n"),
        ("graph.docx", "x"),
        ("words.txt", "to whom: it may concern\n"),
        ("fake.baton", "not a map"),
        ("good.csv", KITCHEN),
    ];
    let desk = Desk::with(&files);
    fs::create_dir(desk.path("folder")).unwrap();
    let before = desk.files();
    let cases: [(&[&str], &str); 17] = [
        (&["import", "abc.csv", "-o", "m.baton"], "no column names a supplier and a customer"),
        (&["import", "empty.csv", "-o", "m.baton"], "nothing to import"),
        (&["import", "heading.csv", "-o", "m.baton"], "nothing to import"),
        (&["import", "graph.txt", "-o", "m.baton"], "JSON"),
        (&["import", "page.txt", "-o", "m.baton"], "web page"),
        (&["import", "graph.dot", "-o", "m.baton"], "line 2: a name or"),
        (&["import", "graph.docx", "-o", "m.baton"], "Baton reads tables"),
        (&["import", "words.txt", "-o", "m.baton"], "line 1"),
        (&["import", "folder", "-o", "m.baton"], "could not be read"),
        (&["import", "gone.csv", "-o", "m.baton"], "could not be read"),
        (&["import", "good.csv", "abc.csv", "-o", "m.baton"], "Nothing was changed"),
        (&["import", "good.csv", "-o", "none/m.baton"], "none"),
        (&["import", "good.csv", "-o", "m.baton", "--into"], "m.baton"),
        (&["info", "fake.baton"], "not a Baton map"),
        (&["trace", "gone.baton"], "not there"),
        (&["check", "folder"], "is a folder"),
        (&["export", "fake.baton", "-o", "m.doc"], "end its name in .svg, .png, .csv, .txt"),
    ];
    for (arguments, expected) in cases {
        let sentence = desk.refused(arguments);
        assert!(sentence.contains(expected), "{arguments:?}: {sentence}");
    }
    assert_eq!(desk.files(), before);
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let desk = Desk::new();
    for arguments in [
        &["import"][..],
        &["import", "a.csv"],
        &["export", "map.baton"],
        &["new", "map.baton", "--sample", "castle"],
        &["trace", "map.baton", "--jsn"],
        &["import", "a.csv", "-o", "m.baton", "--format", "docx"],
    ] {
        assert_eq!(desk.baton(arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn every_command_helps_with_examples() {
    let desk = Desk::new();
    let overview = desk.done(&["--help"]);
    for command in ["new", "import", "export", "trace", "findings", "info", "tidy", "check"] {
        assert!(overview.contains(command), "{command}");
        let help = desk.done(&[command, "--help"]);
        assert!(help.contains(&format!("baton {command} ")), "{help}");
    }
    assert!(desk.done(&["--version"]).starts_with("baton 0."));
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_the_window_says_so_and_what_works() {
    let sentence = Desk::new().refused(&[]);
    assert!(sentence.contains("no display") && sentence.contains("baton --help"), "{sentence}");
    assert!(!sentence.contains(".rs"), "{sentence}");
}
