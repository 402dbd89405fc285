use super::super::App;
use super::super::start::placed_sample;
use crate::exchange::samples;
use egui::Context;

impl App {
    /// Opens a map that comes with the program, as an untitled map of one's own.
    pub(super) fn open_sample(&mut self, name: &str, context: &Context) {
        if let Some(sample) = samples::named(name) {
            let flow = self.desk.preferences.flow;
            let map = placed_sample(sample, flow, self.desk.picture.measurer().as_ref());
            self.open_new(&map, context);
        }
    }
}
