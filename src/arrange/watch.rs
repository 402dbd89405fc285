/// Looks over the engine's shoulder: hears how far it is and may stop it.
pub struct Watch<'a> {
    go_on: &'a dyn Fn(f32) -> bool,
}

impl<'a> Watch<'a> {
    /// Calls `go_on` every few milliseconds with the share done (0 to 1); `false` stops the work.
    pub fn new(go_on: &'a dyn Fn(f32) -> bool) -> Self {
        Self { go_on }
    }

    /// Nobody watches; the work runs to its end.
    pub fn nobody() -> Watch<'static> {
        Watch { go_on: &|_| true }
    }

    /// Whether to go on, with `share` of the work done.
    pub(super) fn goes_on(&self, share: f32) -> bool {
        (self.go_on)(share)
    }
}
