use super::draw::figure;
use super::legend::{self, SAMPLE};
use super::{Depth, Far, Layer, Scene, SceneBuilder, Tag, TextMeasurer};
use crate::model::{Organisation, Point, Rect};

/// What the picture on the screen means: a small example of everything that is on it, with words beside.
#[derive(Clone, Debug, Default)]
pub struct Legend {
    /// The words, from top to bottom.
    pub lines: Vec<String>,
    /// The examples, one below the other: the first in the middle of [`Legend::sample_at`] 0.
    pub samples: Scene,
}

impl Legend {
    /// Height of a line, in map units.
    pub const LINE: f32 = 31.0;

    /// The width of an example and what it needs around it.
    pub const WIDTH: f32 = SAMPLE.width + 18.0;

    /// Where the example of a line is drawn.
    pub fn sample_at(line: usize) -> Rect {
        Rect::around(Point::new(Self::WIDTH / 2.0, (line as f32 + 0.5) * Self::LINE), SAMPLE)
    }
}

impl SceneBuilder {
    /// Explains exactly what is on the picture now.
    pub fn legend(&self, organisation: &Organisation, measurer: &dyn TextMeasurer) -> Legend {
        let entries = legend::entries(organisation, &self.scene, &self.options);
        let mut samples = Scene::default();
        for (line, entry) in entries.iter().enumerate() {
            let items = entry.sample(Legend::sample_at(line), &self.theme, measurer);
            let depth = Depth { layer: Layer::Caption, rank: line as u32, element: None };
            let figure = figure(Tag::default(), depth, items, Far::Nothing);
            let area = figure.bounds;
            samples.put(figure, vec![area]);
        }
        samples.settle();
        Legend { lines: entries.iter().map(|entry| entry.words()).collect(), samples }
    }
}
