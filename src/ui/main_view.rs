/// What the middle of the window shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MainView {
    /// The map, where everything is drawn and edited.
    #[default]
    Map,
    /// One role in the middle of its chain.
    Chain,
    /// Everybody against everybody whom they serve.
    Matrix,
    /// All parties, or all supplies, as rows that are edited in place.
    Table,
}
