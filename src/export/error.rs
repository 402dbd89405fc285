use thiserror::Error;

/// Why a picture could not be made. The map itself is as it was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExportError {
    /// The scene holds no figure.
    #[error("there is nothing to draw yet; add a role or choose another part of the map")]
    Empty,
    /// More pixels than the program can hold.
    #[error(
        "the picture would be {width} × {height} pixels, more than {most_side} on a side or {most_megapixels} \
         million in all; choose a smaller scale, a part of the map, or SVG"
    )]
    TooLarge {
        /// Pixels across.
        width: u64,
        /// Pixels down.
        height: u64,
        /// Most pixels on a side.
        most_side: u64,
        /// Most pixels in all, in millions.
        most_megapixels: u64,
    },
    /// The scale is not a positive number.
    #[error("a scale of {0} makes no picture; choose a number from 0.1 to 8")]
    BadScale(String),
    /// The picture could not be drawn; a mistake in this program.
    #[error("the picture could not be drawn ({0}); the map is untouched, please report this")]
    NotDrawn(String),
}
