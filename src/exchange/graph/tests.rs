use super::*;
use crate::edit::perform;
use crate::exchange::samples;
use crate::model::{PartyKind, SequentialIds, SupplyKind, check_organisation};
use proptest::prelude::*;

const ALL: [GraphFormat; 5] =
    [GraphFormat::Dot, GraphFormat::GraphMl, GraphFormat::Mermaid, GraphFormat::Drawio, GraphFormat::Json];

/// The map that a diagram makes, as lines: parties with kind and team, then supplies.
fn lines(map: &Organisation) -> Vec<String> {
    let name = |id| map.party(id).map_or("?", |party| party.name.as_str());
    let parties = map.parties().map(|party| {
        let kind = if party.kind == PartyKind::Role { "" } else { party.kind.word() };
        let team = party.team.map(|team| format!(" in {}", name(team))).unwrap_or_default();
        format!("{} {kind}{team}", party.name).trim().replace("  ", " ")
    });
    let supplies = map.supplies().map(|supply| {
        let dashed = if supply.informal { "~" } else { "" };
        let sign = match supply.kind {
            SupplyKind::Delivers => "->",
            SupplyKind::ReportsTo => "^",
            SupplyKind::Informs => "~>",
        };
        format!("{} {dashed}{sign} {}: {}", name(supply.supplier), name(supply.customer), supply.what)
    });
    parties.chain(supplies).collect()
}

fn read(format: GraphFormat, text: &str) -> (Organisation, crate::exchange::Report) {
    let (mut map, mut ids) = (Organisation::default(), SequentialIds::default());
    let first = import(format, text.as_bytes(), &map, &mut ids).unwrap();
    perform(&mut map, &first.command).unwrap();
    check_organisation(&map).unwrap();
    let again = import(format, text.as_bytes(), &map, &mut ids).unwrap();
    assert_eq!(again.report.made, crate::exchange::Tally::default(), "a second time makes nothing new");
    (map, first.report)
}

#[test]
fn a_graphviz_graph_is_read_with_clusters_chains_ports_and_heads() {
    let text = r#"// a workshop
        strict digraph "Kitchen" { rankdir=LR; node [shape=box]; edge [style=dashed]
        subgraph cluster_w { label="Workshop"; a [label="Cut\nting"]; b:p [label=<<b>Paint</b> &amp; dry>] }
        a -> b:n -> { c d } [label="parts" style=""];
        d -> Homeowner [dir=back]; Homeowner [kind=buyer holder="Ada"];
        r [shape=record label="<f>Depot|{racks|"+"lifts}"]; /* done */ }"#;
    let (map, report) = read(GraphFormat::Dot, text);
    assert_eq!(
        lines(&map),
        [
            "Workshop team",
            "Cut\nting in Workshop",
            "Paint & dry in Workshop",
            "c",
            "d",
            "Homeowner buyer",
            "Depot",
            "Cut\nting -> Paint & dry: parts",
            "Paint & dry -> c: parts",
            "Paint & dry -> d: parts",
            "Homeowner ~-> d:",
        ]
        .map(|line| if line.ends_with(':') { format!("{line} ") } else { line.to_owned() })
    );
    assert!(report.warnings.is_empty() && report.skipped.is_empty());
    assert_eq!(map.parties().last().map(|party| party.purpose.as_str()), Some("racks, lifts"));
}

#[test]
fn a_mermaid_flowchart_is_read_with_shapes_links_and_subgraphs() {
    let text = "---\ntitle: x\n---\nflowchart LR\n  %% remark\n  A[\"Sales &amp; design\"] -->|orders| B(Planning)\n  \
                B -- week plan --> C{Workshop} & D[[Depot]]\n  C -.-> E((Homeowner)):::buyer; E <--> A\n  \
                subgraph fin [Finance]\n    P@{ shape: rect, label: \"Pay-roll\" } ==> C\n  end\n  \
                x-1 --- A\n  P -- reports to --> B\n  style A fill:#fff\n  click A \"x\" \"two\nlines\"\n  what is this?\n";
    let (map, report) = read(GraphFormat::Mermaid, text);
    let expected = [
        "Sales & design",
        "Planning",
        "Workshop in Finance",
        "Depot",
        "Homeowner buyer",
        "Finance team",
        "Pay-roll in Finance",
        "x-1",
        "what",
        "Sales & design -> Planning: orders",
        "Planning -> Workshop: week plan",
        "Planning -> Depot: week plan",
        "Workshop ~-> Homeowner: ",
        "Homeowner -> Sales & design: ",
        "Sales & design -> Homeowner: ",
        "Pay-roll -> Workshop: ",
        "x-1 -> Sales & design: ",
        "Pay-roll ^ Planning: ",
    ];
    assert_eq!(lines(&map), expected);
    assert_eq!(report.skipped.len(), 1, "{:?}", report.skipped);
    assert_eq!(report.skipped.first().map(|skipped| skipped.line), Some(17));
}

#[test]
fn flowcharts_in_markdown_and_web_pages_are_found_and_other_diagrams_named() {
    let page =
        "<pre class=\"mermaid\">graph TD\nA[One] --&gt; B</pre> <pre class=\"mermaid\">pie\n\"a\": 1</pre>";
    let markdown =
        "# Title\n```mermaid\ngraph TD\nA[One] --> B\n```\ntext\n```mermaid\ngraph TD\nA[One] --> C\n```\n";
    let (map, report) = read(GraphFormat::Mermaid, page);
    assert_eq!(lines(&map), ["One", "B", "One -> B: "]);
    assert_eq!(report.warnings, ["1 diagram is no flowchart; left out."]);
    let (map, _) = read(GraphFormat::Mermaid, markdown);
    assert_eq!(lines(&map), ["One", "B", "C", "One -> B: ", "One -> C: "], "boxes of one name are one party");
}

#[test]
fn a_drawio_page_is_read_with_containers_labels_on_lines_and_loose_ends() {
    let cell = |rest: &str| format!("<mxCell {rest}/>");
    let cells = [
        cell("id=\"0\""),
        cell("id=\"1\" parent=\"0\""),
        cell(
            "id=\"lane\" value=\"Work&amp;lt;b&amp;gt;shop\" style=\"swimlane;html=1\" vertex=\"1\" parent=\"1\"",
        ),
        cell("id=\"a\" value=\"Cutting\" vertex=\"1\" parent=\"lane\""),
        cell("id=\"b\" value=\"Home&lt;br&gt;owner\" vertex=\"1\" parent=\"1\""),
        cell("id=\"t\" value=\"a remark\" style=\"text;html=1\" vertex=\"1\" parent=\"1\""),
        cell("id=\"e\" edge=\"1\" parent=\"1\" source=\"a\" target=\"b\" style=\"dashed=1;\""),
        cell("id=\"l\" value=\"panels\" style=\"edgeLabel\" vertex=\"1\" parent=\"e\""),
        cell("id=\"f\" value=\"gone\" edge=\"1\" parent=\"1\" source=\"a\""),
        "<UserObject id=\"u\" label=\"%job%\" job=\"Planner\" placeholders=\"1\"><mxCell vertex=\"1\" \
         parent=\"1\"/></UserObject>"
            .to_owned(),
        cell(
            "id=\"g\" edge=\"1\" parent=\"1\" source=\"a\" target=\"u\" style=\"startArrow=classic;endArrow=none\"",
        ),
    ];
    let page = format!("<mxGraphModel>\n<root>\n{}\n</root>\n</mxGraphModel>", cells.join("\n"));
    let (map, report) = read(GraphFormat::Drawio, &page);
    let expected = [
        "Work<b>shop team",
        "Cutting in Work<b>shop",
        "Home\nowner",
        "Planner",
        "Cutting ~-> Home\nowner: panels",
        "Planner -> Cutting: ",
    ];
    assert_eq!(lines(&map), expected);
    let skipped = report.skipped.first().map(|skipped| (skipped.line, skipped.reason.as_str()));
    assert_eq!(skipped, Some((11, "The line “gone” is not joined to a box at both ends.")));
    assert_eq!(report.warnings.len(), 1, "{:?}", report.warnings);
}

#[test]
fn json_is_read_in_its_usual_forms() {
    let table: [(&str, &[&str]); 6] = [
        (
            r#"{"nodes":[{"name":"A"},{"name":"B","kind":"buyer"}],"links":[{"source":0,"target":1,"what":"x"}]}"#,
            &["A", "B buyer", "A -> B: x"],
        ),
        (
            r#"{"nodes":[{"id":"a","label":"A"}],"edges":[{"from":"a","to":"a"},{"from":"a","to":"z"}]}"#,
            &["A", "A -> A: "],
        ),
        (
            r#"{"name":"Boss","children":[{"name":"Clerk","children":[]}]}"#,
            &["Boss", "Clerk", "Clerk ^ Boss: "],
        ),
        (
            r#"[{"id":1,"name":"Boss"},{"id":2,"name":"Clerk","parent":1}]"#,
            &["Boss", "Clerk", "Clerk ^ Boss: "],
        ),
        (r#"[{"source":"A","target":"B","label":"x"}]"#, &["A", "B", "A -> B: x"]),
        (
            r##"{"nodes":[{"id":"g","type":"group","label":"T","x":0,"y":0,"width":90,"height":90},
                {"id":"n","type":"text","text":"# A\nmore","x":5,"y":5,"width":9,"height":9},
                {"id":"m","type":"text","text":"B","x":500,"y":5,"width":9,"height":9}],
                "edges":[{"id":"e","fromNode":"n","toNode":"m","label":"x"}]}"##,
            &["T team", "A in T", "B", "A -> B: x"],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(lines(&read(GraphFormat::Json, text).0), expected, "{text}");
    }
}

#[test]
fn what_is_no_diagram_is_told_with_the_line() {
    let table = [
        (GraphFormat::Dot, "digraph {\n a -> \n}", "line 3"),
        (GraphFormat::Dot, "digraph { \"a", "does not end"),
        (GraphFormat::Dot, "a,b\n1,2", "begins with “digraph”"),
        (GraphFormat::GraphMl, "<graphml>\n<node></graphml>", "line 2"),
        (GraphFormat::GraphMl, "<graphml/>", "no boxes"),
        (GraphFormat::Drawio, "<mxfile><diagram>!!</diagram></mxfile>", "unpacked"),
        (GraphFormat::Drawio, "<svg content=\"x\"/>", "no diagram"),
        (GraphFormat::Json, "{\n\"nodes\": [", "line 2"),
        (GraphFormat::Json, "[1, 2]", "neither nodes"),
        (GraphFormat::Mermaid, "pie\n\"a\": 1", "no flowchart"),
    ];
    for (format, text, said) in table {
        let error = import(format, text.as_bytes(), &Organisation::default(), &mut SequentialIds::default());
        let error = error.unwrap_err().to_string();
        assert!(error.contains(said), "{text}: {error}");
    }
}

#[test]
fn a_canvas_keeps_boxes_groups_lines_and_places() {
    let mut map = samples::named("kitchen").unwrap().build(&mut SequentialIds::default());
    let ids: Vec<_> = map.parties().map(|party| party.id).collect();
    let apart = |(at, id)| (id, crate::model::Point::new(400.0 * at as f32, 300.0 * (at % 2) as f32));
    let places = ids.into_iter().enumerate().map(apart).collect();
    perform(&mut map, &crate::edit::Command::Move { places, by_hand: false }).unwrap();
    let (read, _) = read(GraphFormat::Json, &write_canvas(&map));
    let counts = |map: &Organisation| (map.parties().len(), map.supplies().len());
    assert_eq!(counts(&read), counts(&map));
    let workshop = read.parties_named("Workshop").next().unwrap();
    assert_eq!(workshop.kind, PartyKind::Team);
    let members: Vec<&str> = read.members_of(workshop.id).map(|party| party.name.as_str()).collect();
    for member in ["Cutting", "Painting", "Assembly"] {
        assert!(members.contains(&member), "{members:?}");
    }
}

proptest! {
    #[test]
    fn no_text_is_too_odd_to_be_read_or_refused(
        text in "(digraph|flowchart LR\\n|<graphml>|<mxfile>|\\[|\\{)?[a-c \\[\\](){}<>|/\\\\\"'`~=.:;&#@%xo>ä→\\n-]{0,60}",
    ) {
        for format in ALL {
            let read = import(format, text.as_bytes(), &Organisation::default(), &mut SequentialIds::default());
            if let Ok(read) = read {
                perform(&mut Organisation::default(), &read.command).unwrap();
            }
        }
    }
}

#[test]
fn what_is_written_reads_back_to_the_same_map() {
    type Writer = fn(&Organisation) -> String;
    let forms: [(GraphFormat, Writer); 5] = [
        (GraphFormat::Drawio, write_drawio),
        (GraphFormat::Dot, write_dot),
        (GraphFormat::GraphMl, write_graphml),
        (GraphFormat::Mermaid, write_mermaid),
        (GraphFormat::Json, write_json),
    ];
    for sample in samples::all() {
        let map = sample.build(&mut SequentialIds::default());
        let sorted = |map: &Organisation| {
            let mut lines = lines(map);
            lines.sort();
            lines
        };
        for (format, write) in forms {
            let text = write(&map);
            assert_eq!(sorted(&read(format, &text).0), sorted(&map), "{} as {}", sample.name, format.word());
            let mut ids = SequentialIds::after(1 << 20);
            let onto_itself = import(format, text.as_bytes(), &map, &mut ids).unwrap();
            assert_eq!(onto_itself.report.made, crate::exchange::Tally::default(), "{}", format.word());
        }
    }
}
