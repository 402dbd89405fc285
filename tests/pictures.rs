//! Every sample leaves as a picture, in every theme, and can be read back by strangers.

#![allow(clippy::unwrap_used)] // a test may fail loudly, in its helpers too

use baton::edit::perform;
use baton::exchange::samples;
use baton::export::{Fit, PngOptions, SvgOptions, SvgText, png, svg};
use baton::job::{Progress, tidy};
use baton::model::{Flow, Organisation, Point, Rect, SequentialIds};
use baton::platform::{FontMeasurer, Fonts};
use baton::scene::{Caption, Options, Scene, Theme, build};
use resvg::tiny_skia::Pixmap;
use resvg::usvg::roxmltree::Document;
use std::sync::Arc;

const THEMES: [fn() -> Theme; 4] = [Theme::light, Theme::dark, Theme::print, Theme::high_contrast];

/// Every sample, placed as it is when it is opened.
fn maps() -> impl Iterator<Item = (&'static str, Organisation)> {
    maps_that_flow(Flow::default())
}

fn maps_that_flow(flow: Flow) -> impl Iterator<Item = (&'static str, Organisation)> {
    samples::all().iter().map(move |sample| {
        let mut map = sample.build(&mut SequentialIds::default());
        let tidied = tidy(&map, flow, &FontMeasurer::new(fonts()), &Progress::default()).unwrap();
        perform(&mut map, &tidied).unwrap();
        (sample.name, map)
    })
}

/// No fonts of the system: the test must see the same on every machine.
fn fonts() -> Arc<Fonts> {
    Arc::new(Fonts::built_in_only())
}

fn picture(map: &Organisation, options: &Options, theme: &Theme) -> Scene {
    build(map, options, theme, &FontMeasurer::new(fonts()))
}

#[test]
fn samples_are_pictures_and_themes_work() {
    let caption = Caption { title: "Whom do we serve?".to_owned(), date: String::new(), legend: true };
    let options = Options { caption: Some(caption), ..Options::default() };
    for ((name, map), theme) in maps().zip(THEMES) {
        let scene = picture(&map, &options, &theme());
        let fit = PngOptions { fit: Fit::Frame(640, 360), transparent: false };
        let pixels = Pixmap::decode_png(&png(&scene, &fonts(), &fit).unwrap()).unwrap();
        let ground = pixels.pixels()[0];
        let inked = pixels.pixels().iter().filter(|pixel| **pixel != ground).count();
        assert!(inked > 2_000, "{name}: only {inked} pixels differ from the ground");
    }
}

#[test]
fn every_party_and_supply_is_told_in_the_svg() {
    for (name, map) in maps() {
        let scene = picture(&map, &Options::default(), &Theme::light());
        let text = svg(&scene, &fonts(), &SvgOptions::default()).unwrap();
        let document = Document::parse(&text).unwrap();
        let titles: Vec<&str> = document
            .descendants()
            .filter(|node| node.has_tag_name("title"))
            .filter_map(|node| node.text())
            .collect();
        for party in map.parties() {
            assert!(titles.contains(&party.name.as_str()), "{name}: {} is not told", party.name);
        }
        let arrows = titles.iter().filter(|title| title.contains(" → ")).count();
        assert_eq!(arrows, map.supplies().len(), "{name}");
        let outlines = SvgOptions { text: SvgText::Outlines, ..SvgOptions::default() };
        assert!(Document::parse(&svg(&scene, &fonts(), &outlines).unwrap()).is_ok(), "{name}");
    }
}

#[test]
fn a_public_picture_names_no_holder_and_shows_no_note() {
    for (name, map) in maps() {
        let scene = picture(&map, &Options::public(), &Theme::light());
        let text = svg(&scene, &fonts(), &SvgOptions::default()).unwrap();
        for holder in map.parties().map(|party| party.holder.as_str()).filter(|holder| !holder.is_empty()) {
            assert!(!text.contains(&format!(">{holder}<")), "{name}: {holder} is written");
            assert!(!text.contains(&format!("held by {holder}")), "{name}: {holder} is told");
        }
        assert!(!text.contains("Rated") && !text.contains("rates it") && !text.contains(" note"), "{name}");
    }
}

#[test]
fn no_label_hides_a_box_or_another_label() {
    for (name, map) in maps() {
        let scene = picture(&map, &Options::default(), &Theme::light());
        let labels: Vec<_> =
            map.supplies().filter_map(|supply| scene.supply_line(supply.id)?.label).collect();
        let boxes = scene.party_boxes().filter(|(_, place)| !place.is_frame()).map(|(_, place)| place.rect);
        let boxes: Vec<_> = boxes.collect();
        let hidden = labels
            .iter()
            .enumerate()
            .filter(|(at, label)| {
                let others = labels.iter().take(*at);
                boxes.iter().chain(others).any(|other| label.grown(-3.0).overlaps(*other))
            })
            .count();
        assert!(hidden * 20 <= labels.len(), "{name}: {hidden} of {} labels lie on something", labels.len());
    }
}

#[test]
fn what_is_written_on_lines_covers_no_box_no_title_and_nothing_else_that_is_written() {
    for sample in samples::all() {
        for flow in Flow::ALL {
            let mut map = sample.build(&mut SequentialIds::default());
            let tidied = tidy(&map, flow, &FontMeasurer::new(fonts()), &Progress::default()).unwrap();
            perform(&mut map, &tidied).unwrap();
            let scene = picture(&map, &Options { flow, ..Options::default() }, &Theme::light());
            let boxes = scene.party_boxes().map(|(_, place)| place.title.unwrap_or(place.rect));
            let boxes: Vec<Rect> = boxes.collect();
            let written = map.supplies().filter_map(|supply| {
                let line = scene.supply_line(supply.id)?;
                let is_drawn = line.bundle.as_ref().is_none_or(|bundle| bundle.drawn() == Some(supply.id));
                Some((supply, line.words().filter(|_| is_drawn)?))
            });
            let written: Vec<_> = written.collect();
            for (at, (supply, words)) in written.iter().enumerate() {
                let others = written.iter().skip(at + 1).map(|(_, other)| other);
                let covered = boxes.iter().chain(others).find(|other| words.overlaps(**other));
                assert_eq!(covered, None, "{} {flow:?}: {} covers it", sample.name, supply.what);
            }
        }
    }
}

#[test]
fn no_words_on_the_samples_hide_where_the_line_of_another_supply_ends() {
    let mut hidden = Vec::new();
    for flow in [Flow::LeftToRight, Flow::TopToBottom] {
        for (name, map) in maps_that_flow(flow) {
            let scene = picture(&map, &Options { flow, ..Options::default() }, &Theme::light());
            let lines: Vec<_> = map.supplies().filter_map(|s| Some((s, scene.supply_line(s.id)?))).collect();
            for (supply, words) in lines.iter().filter_map(|(supply, line)| Some((supply, line.words()?))) {
                let others = lines.iter().filter(|(other, _)| other.id != supply.id);
                let over = others.filter(|(_, line)| words.grown(3.0).contains(middle_of_head(&line.path)));
                hidden.extend(over.map(|(other, _)| format!("{name}: {} over {}", supply.what, other.what)));
            }
        }
    }
    assert_eq!(hidden, [""; 0]);
}

fn middle_of_head(path: &[Point]) -> Point {
    const HALF: f32 = 5.5;
    let [.., before, tip] = path else { return Point::default() };
    let share = HALF / before.distance(*tip);
    tip.moved(share * (before.x - tip.x), share * (before.y - tip.y))
}
