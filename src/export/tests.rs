//! What leaves the program, read back as a stranger would.

use super::*;
use crate::edit::{Command, perform};
use crate::model::*;
use crate::platform::{FontMeasurer, Fonts};
use crate::scene::{Options, Scene, Theme, build};
use resvg::tiny_skia::Pixmap;
use resvg::usvg::roxmltree::{Document, Node};
use std::sync::Arc;

const NASTY: [&str; 6] = [
    "</text><script>alert(1)</script>",
    "]]> & <b>",
    "a\u{202E}b \"quoted\" 'so'",
    "品質管理 مخطط 🚚",
    "&lt;already&gt;",
    "https://example.org/?a=1&b=2",
];

fn fonts() -> Arc<Fonts> {
    Arc::new(Fonts::built_in_only())
}

fn picture(names: &[&str]) -> Scene {
    let mut organisation = Organisation::default();
    let mut ids = SequentialIds::default();
    let mut before: Option<PartyId> = None;
    for (n, name) in names.iter().enumerate() {
        let kind = PartyKind::ALL[n % 7];
        let party = Party::new(ids.party(), kind, *name, Point::new(n as f32 * 380.0, 0.0));
        let id = party.id;
        perform(&mut organisation, &Command::AddParty(party)).unwrap();
        if let Some(supplier) = before {
            let supply = Supply::new(ids.supply(), supplier, id, *name);
            perform(&mut organisation, &Command::Connect(supply)).unwrap();
        }
        before = Some(id);
    }
    build(&organisation, &Options::default(), &Theme::light(), &FontMeasurer::new(fonts()))
}

fn texts<'a>(document: &'a Document, tag: &str) -> Vec<&'a str> {
    let named = |node: &Node| node.has_tag_name(tag);
    document.descendants().filter(named).filter_map(|node| node.text()).collect()
}

#[test]
fn names_come_out_as_they_are_and_never_as_markup() {
    let svg = svg(&picture(&NASTY), &fonts(), &SvgOptions::default()).unwrap();
    let document = Document::parse(&svg).unwrap();
    for node in document.descendants().filter(Node::is_element) {
        let allowed =
            ["svg", "g", "title", "desc", "style", "rect", "ellipse", "polygon", "polyline", "path", "text"];
        assert!(allowed.contains(&node.tag_name().name()), "{node:?}");
        assert!(
            node.attributes().all(|a| !a.name().starts_with("on") && !a.name().contains("href")),
            "{node:?}"
        );
    }
    let titles = texts(&document, "title");
    for name in NASTY {
        assert!(titles.contains(&name), "{name} not in {titles:?}");
    }
    // Every load from elsewhere would be a url() or a link; the only ones are fonts that come along.
    let style = texts(&document, "style").concat();
    assert_eq!(style.matches("url(").count(), style.matches("url(data:font/ttf;base64,").count());
}

#[test]
fn text_stays_text_with_its_fonts_or_becomes_outlines() {
    let scene = picture(&["Planner", "Homeowner"]);
    let as_text = svg(&scene, &fonts(), &SvgOptions::default()).unwrap();
    let document = Document::parse(&as_text).unwrap();
    assert!(texts(&document, "text").contains(&"Planner"));
    assert!(texts(&document, "desc").iter().any(|text| text.contains("Supplies Homeowner to Homeowner")));
    assert!(as_text.contains("@font-face") && as_text.len() < 60_000, "{} bytes", as_text.len());

    let options = SvgOptions { text: SvgText::Outlines, title: "A & B".to_owned(), ..SvgOptions::default() };
    let as_shapes = svg(&scene, &fonts(), &options).unwrap();
    let document = Document::parse(&as_shapes).unwrap();
    assert!(texts(&document, "text").is_empty());
    assert_eq!(texts(&document, "title"), ["A & B"]);
    let shapes = document.descendants().filter_map(|node| node.attribute("d"));
    assert!(shapes.map(str::len).sum::<usize>() > 5_000, "letters are curves");
}

#[test]
fn a_png_is_as_large_as_asked_for_and_shows_something() {
    let scene = picture(&["Planner", "Homeowner"]);
    let size = scene.bounds().unwrap().grown(24.0).size();
    let table = [
        (Fit::Scale(1.0), (size.width.ceil() as u32, size.height.ceil() as u32)),
        (Fit::Scale(2.0), ((size.width * 2.0).ceil() as u32, (size.height * 2.0).ceil() as u32)),
        (Fit::Frame(960, 540), (960, 540)),
    ];
    for (fit, expected) in table {
        let bytes = png(&scene, &fonts(), &PngOptions { fit, transparent: false }).unwrap();
        let pixels = Pixmap::decode_png(&bytes).unwrap();
        assert_eq!((pixels.width(), pixels.height()), expected, "{fit:?}");
        let background = pixels.pixels()[0];
        assert!(background.is_opaque());
        let inked = pixels.pixels().iter().filter(|pixel| **pixel != background).count();
        assert!(inked > pixels.pixels().len() / 100, "{fit:?}: {inked} pixels differ");
    }
}

#[test]
fn a_transparent_picture_has_no_ground() {
    let scene = picture(&["Planner", "Homeowner"]);
    let options = PngOptions { fit: Fit::Scale(1.0), transparent: true };
    let raster = raster(&scene, &fonts(), &options).unwrap();
    assert_eq!(raster.rgba.len(), raster.width as usize * raster.height as usize * 4);
    assert_eq!(raster.rgba[3], 0, "the corner shines through");
    assert!(raster.rgba.chunks(4).any(|pixel| pixel[3] == 255), "the boxes do not");
}

#[test]
fn what_cannot_be_made_is_refused_with_a_remedy() {
    let scene = picture(&["Planner", "Homeowner"]);
    let make = |fit| png(&scene, &fonts(), &PngOptions { fit, transparent: false });
    assert!(matches!(make(Fit::Scale(400.0)), Err(ExportError::TooLarge { .. })));
    assert!(matches!(make(Fit::Scale(f32::INFINITY)), Err(ExportError::BadScale(_))));
    assert!(matches!(make(Fit::Scale(0.0)), Err(ExportError::BadScale(_))));
    assert!(matches!(make(Fit::Frame(30_000, 10)), Err(ExportError::TooLarge { .. })));
    let nothing = png(&Scene::default(), &fonts(), &PngOptions::default());
    assert_eq!(nothing, Err(ExportError::Empty));
    assert!(make(Fit::Scale(400.0)).unwrap_err().to_string().contains("choose a smaller scale"));
}

#[test]
fn the_same_map_gives_the_same_bytes() {
    let twice = [0, 1].map(|_| svg(&picture(&NASTY), &fonts(), &SvgOptions::default()).unwrap());
    assert_eq!(twice[0], twice[1]);
}
