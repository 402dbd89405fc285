use super::builder::SceneBuilder;
use super::draw::figure;
use super::legend::{self, Entry};
use super::text::TextBlock;
use super::{Caption, Depth, Far, FontWeight, Item, Layer, Outline, Stroke, Tag, TextMeasurer};
use crate::model::{Organisation, Point, Rect};

const TITLE_SIZE: f32 = 24.0;
const DATE_SIZE: f32 = 13.0;
/// Between the map and what is written around it.
const GAP: f32 = 24.0;
/// Least width that the legend may use.
const LEAST_WIDTH: f32 = 520.0;
const ROW_HEIGHT: f32 = 32.0;
const BETWEEN_ENTRIES: f32 = 26.0;
const SAMPLE_TO_WORDS: f32 = 9.0;

/// Title, date and legend around a picture.
impl SceneBuilder {
    /// Writes the caption anew around what is drawn.
    pub(super) fn draw_caption(&mut self, organisation: &Organisation, measurer: &dyn TextMeasurer) {
        let Some(caption) = self.options.caption.clone() else { return };
        self.scene.remove(&depth(0));
        self.scene.remove(&depth(1));
        let figures = self.scene.current_figures();
        let Some(map) = figures.map(|figure| figure.bounds).reduce(Rect::union) else { return };
        if let Some(heading) = self.heading(&caption, map.min, measurer) {
            self.put(figure(Tag::default(), depth(0), heading, Far::Nothing));
        }
        if caption.legend {
            let entries = legend::entries(organisation, &self.scene, &self.options);
            let items = self.legend_rows(&entries, map, measurer);
            let tag = Tag { name: "Legend".to_owned(), ..Tag::default() };
            self.put(figure(tag, depth(1), items, Far::Nothing));
        }
    }

    fn heading(&self, caption: &Caption, map: Point, measurer: &dyn TextMeasurer) -> Option<Vec<Item>> {
        let line = |text: &str, size, weight, color| {
            let text = text.trim();
            (!text.is_empty()).then(|| (TextBlock::single(text, size, weight, measurer), color))
        };
        let lines = [
            line(&caption.title, TITLE_SIZE, FontWeight::Bold, self.theme.ink),
            line(&caption.date, DATE_SIZE, FontWeight::Regular, self.theme.faint_ink),
        ];
        let lines: Vec<_> = lines.into_iter().flatten().collect();
        let height: f32 = lines.iter().map(|(block, _)| block.height()).sum();
        let mut left = map.moved(0.0, -height - GAP);
        let items = lines.iter().map(|(block, color)| {
            let item = block.right_of(left, *color);
            left.y += block.height();
            item
        });
        let items: Vec<Item> = items.collect();
        (!items.is_empty()).then_some(items)
    }

    /// The entries in rows below the map, under a thin line.
    fn legend_rows(&self, entries: &[Entry], map: Rect, measurer: &dyn TextMeasurer) -> Vec<Item> {
        let width = map.width().max(LEAST_WIDTH);
        let top = map.max.y + GAP;
        let rule = vec![Point::new(map.min.x, top), Point::new(map.min.x + width, top)];
        let mut items = vec![Item::stroked(Outline::Polyline(rule), Stroke::solid(self.theme.line, 1.0))];
        let mut at = Point::new(map.min.x, top + 10.0 + ROW_HEIGHT / 2.0);
        for entry in entries {
            let words = TextBlock::single(&entry.words(), DATE_SIZE, FontWeight::Regular, measurer);
            let entry_width = legend::SAMPLE.width + SAMPLE_TO_WORDS + words.width();
            if at.x > map.min.x && at.x + entry_width > map.min.x + width {
                at = Point::new(map.min.x, at.y + ROW_HEIGHT);
            }
            let sample = Rect::around(at.moved(legend::SAMPLE.width / 2.0, 0.0), legend::SAMPLE);
            items.extend(entry.sample(sample, &self.theme, measurer));
            let left = at.moved(legend::SAMPLE.width + SAMPLE_TO_WORDS, -words.height() / 2.0);
            items.push(words.right_of(left, self.theme.ink));
            at.x += entry_width + BETWEEN_ENTRIES;
        }
        items
    }
}

fn depth(rank: u32) -> Depth {
    Depth { layer: Layer::Caption, rank, element: None }
}
