use crate::analysis::lenses::Lens;
use crate::model::Flow;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Draws an organisation as a chain of customers and shows whose needs each role ultimately serves.
#[derive(Debug, Parser)]
#[command(name = "baton", version = env!("BATON_VERSION"), args_conflicts_with_subcommands = true)]
#[command(after_help = "Examples:
  baton                                  open the window
  baton kitchen.baton                    open a map in the window
  baton new kitchen.baton --sample kitchen
  baton trace kitchen.baton Payroll

Exit code: 0 done, 1 could not (one line says what, where and what to do), 2 wrong usage.
`baton help COMMAND` shows examples of each command.")]
pub(super) struct Arguments {
    /// A map, or a table, text or diagram to import, to open in the window.
    pub file: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a new map, empty or from a sample.
    #[command(after_help = "Examples:
  baton new workshop.baton
  baton new kitchen.baton --sample kitchen")]
    New(NewArguments),
    /// Read tables, texts and diagrams into a new map, or with --into into one that exists.
    #[command(after_help = "Examples:
  baton import supplies.csv -o company.baton
  baton import roles.csv who-reports-to-whom.csv -o company.baton
  baton import parts.csv -o car.baton --external car
  baton import more.txt -o company.baton --into
  baton import processes.drawio -o company.baton

Tables are comma-, semicolon- or tab-separated lists of supplies (supplier, customer, what), of parties
(name, kind, team, holder, purpose) or of who reports to whom (id, name, reports_to). The headings say
which; their order does not matter. Diagrams are DOT (.dot, .gv), GraphML, Mermaid (.mmd, or in Markdown and
web pages), draw.io (also inside .xml and .svg) and JSON: boxes are parties, frames are teams, and a line is a
supply along its head. Nothing on an existing map is deleted, and one undo takes all back.")]
    Import(ImportArguments),
    /// Write a map in another form; the ending of the output says which.
    #[command(after_help = "Examples:
  baton export company.baton -o company.svg
  baton export company.baton -o slide.png --scale 3 --theme dark
  baton export company.baton -o payroll.png --role Payroll --public
  baton export company.baton -o company.csv
  baton export company.baton -o parties.csv --list parties
  baton export company.baton -o matrix.csv --view matrix
  baton export company.baton -o matrix.csv --view matrix --matrix supplies
  baton export company.baton -o company.txt
  baton export company.baton -o company.dot
  baton export company.baton -o payroll.md --view chain --role Payroll
  baton export --sample kitchen -o kitchen.svg")]
    Export(ExportArguments),
    /// Show whom a role ultimately serves, and by which chain.
    #[command(after_help = "Examples:
  baton trace company.baton Payroll
  baton trace company.baton 'Finance / Payroll' --json
  baton trace company.baton Payroll --lens everyone-downstream
  baton trace company.baton --json          every role")]
    Trace(TraceArguments),
    /// List what is worth asking about, the most consequential first.
    #[command(after_help = "Examples:
  baton findings company.baton
  baton findings company.baton --json")]
    Findings(ReadArguments),
    /// Count what a map holds.
    #[command(after_help = "Examples:
  baton info company.baton
  baton info company.baton --json")]
    Info(ReadArguments),
    /// Place every party anew that nobody has placed by hand; one step that undo takes back.
    #[command(after_help = "Examples:
  baton tidy company.baton
  baton tidy company.baton --flow down
  baton tidy company.baton --json")]
    Tidy(TidyArguments),
    /// Look a map file over, thoroughly; nothing is changed.
    #[command(after_help = "Example:
  baton check company.baton")]
    Check {
        /// The map.
        map: PathBuf,
    },
    /// Say how a second map differs from a first one; places do not count.
    #[command(after_help = "Examples:
  baton diff before.baton after.baton

Each line is one difference: + is only in the second map, - only in the first, ~ says something else.
The same thing is found by its id, else by its name.")]
    Diff {
        /// The first map.
        before: PathBuf,
        /// The second map.
        after: PathBuf,
    },
    /// Put two maps into a new one: all of the first, and what the second says besides or otherwise.
    #[command(after_help = "Examples:
  baton merge mine.baton yours.baton -o both.baton

Nothing of the first map is left out. The same party is found by its id, else by its name; where both maps say
something about it, the second counts. What the second adds is one step that undo takes back.")]
    Merge(MergeArguments),
}

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    /// The map to make; an existing file is never written over.
    pub map: PathBuf,
    /// Begin with a sample instead of an empty map.
    #[arg(long, value_name = "NAME", value_parser = sample_names())]
    pub sample: Option<String>,
    /// Which way the sample flows.
    #[arg(long, value_name = "F", value_enum, default_value_t = FlowWord::Right)]
    pub flow: FlowWord,
}

fn sample_names() -> clap::builder::PossibleValuesParser {
    let values = crate::exchange::samples::all().iter();
    values
        .map(|sample| clap::builder::PossibleValue::new(sample.name).help(sample.title))
        .collect::<Vec<_>>()
        .into()
}

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// The files to read, in this order.
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// The map to make.
    #[arg(short, long, value_name = "MAP")]
    pub output: PathBuf,
    /// Add to a map that exists, as one step.
    #[arg(long)]
    pub into: bool,
    /// What the inputs are, where their endings do not say.
    #[arg(long, value_name = "F")]
    pub format: Option<Format>,
    /// Make this party an external customer who buys; may be given several times.
    #[arg(long, value_name = "NAME")]
    pub external: Vec<String>,
    /// Where customers go from their suppliers.
    #[arg(long, value_name = "F", value_enum, default_value_t = FlowWord::Right)]
    pub flow: FlowWord,
}

/// Forms in which a map can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A table whose cells are separated by commas, semicolons or bars.
    Csv,
    /// A table whose cells are separated by tabs.
    Tsv,
    /// Baton's text format: Warehouse -> Delivery crew: picked order.
    Text,
    /// A Graphviz diagram.
    Dot,
    /// A GraphML diagram, of yEd too.
    Graphml,
    /// Mermaid flowcharts.
    Mermaid,
    /// A draw.io diagram.
    Drawio,
    /// Nodes and links, a nested tree, a list with parents, or JSON Canvas.
    Json,
}

#[derive(Debug, Args)]
pub(super) struct MergeArguments {
    /// The first map.
    pub first: PathBuf,
    /// The second map.
    pub second: PathBuf,
    /// The map to make; an existing file is never written over.
    #[arg(short, long, value_name = "MAP")]
    pub output: PathBuf,
    /// Where customers go from their suppliers.
    #[arg(long, value_name = "F", value_enum, default_value_t = FlowWord::Right)]
    pub flow: FlowWord,
}

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    /// The map.
    #[arg(required_unless_present = "sample", conflicts_with = "sample")]
    pub map: Option<PathBuf>,
    /// Write a sample instead of a map of yours.
    #[arg(long, value_name = "NAME", value_parser = sample_names())]
    pub sample: Option<String>,
    /// The file to write: a picture (.svg, .png), a table (.csv), a text (.txt, .md) or a diagram (.drawio,
    /// .graphml, .dot, .mmd, .canvas, .json).
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    /// Which view is written.
    #[arg(long, value_enum, default_value_t = View::Map)]
    pub view: View,
    /// Draw only whom this party serves and who stands behind it, or write its card.
    #[arg(long, value_name = "NAME")]
    pub role: Option<String>,
    /// Pixels for each map unit of a PNG, 0.1 to 8.
    #[arg(long, value_name = "N", default_value_t = 2.0)]
    pub scale: f32,
    /// Colours of a picture.
    #[arg(long, value_name = "T", value_enum, default_value_t = Colours::Light)]
    pub theme: Colours,
    /// Which way a sample flows, and lines where the places of the parties do not say.
    #[arg(long, value_name = "F", value_enum, default_value_t = FlowWord::Right)]
    pub flow: FlowWord,
    /// Let what lies behind a picture shine through.
    #[arg(long)]
    pub transparent: bool,
    /// Leave out notes, ratings and holders.
    #[arg(long)]
    pub public: bool,
    /// What letters become in an SVG.
    #[arg(long, value_enum, default_value_t = Letters::Text)]
    pub svg_text: Letters,
    /// Which list a table holds.
    #[arg(long, value_enum, default_value_t = List::Supplies)]
    pub list: List,
    /// Which matrix is written.
    #[arg(long, value_enum, default_value_t = Matrix::Customers)]
    pub matrix: Matrix,
}

/// What can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum View {
    /// The map as on the canvas.
    Map,
    /// The card of the role that --role names, as Markdown (.md).
    Chain,
    /// Everybody against everybody whom they serve, as a table (.csv).
    Matrix,
}

/// Which matrix is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Matrix {
    /// Roles against ultimate customers: how many hand-offs.
    Customers,
    /// Suppliers against those whom they supply: what is supplied.
    Supplies,
}

/// Colours of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colours {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Little ink, and clear without colour.
    Print,
}

/// What letters become in an SVG.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Letters {
    /// Real text with its fonts.
    Text,
    /// Shapes, the same everywhere.
    Outlines,
}

/// What the rows of an exported table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum List {
    /// Who supplies whom with what.
    Supplies,
    /// Roles, teams and who is outside.
    Parties,
}

#[derive(Debug, Args)]
pub(super) struct TraceArguments {
    /// The map.
    pub map: PathBuf,
    /// The name of a role or another party; every role if left out.
    pub role: Option<String>,
    /// One of five answers to the question who the customer is, instead of the chains.
    #[arg(long, value_name = "L", value_parser = lens_words())]
    pub lens: Option<String>,
    /// Answer in JSON.
    #[arg(long)]
    pub json: bool,
}

fn lens_words() -> clap::builder::PossibleValuesParser {
    let values = Lens::ALL.into_iter();
    values
        .map(|lens| clap::builder::PossibleValue::new(lens.word()).help(lens.title()))
        .collect::<Vec<_>>()
        .into()
}

#[derive(Debug, Args)]
pub(super) struct TidyArguments {
    /// The map.
    pub map: PathBuf,
    /// Where customers go from their suppliers.
    #[arg(long, value_name = "F", value_enum, default_value_t = FlowWord::Right)]
    pub flow: FlowWord,
    /// Answer in JSON.
    #[arg(long)]
    pub json: bool,
}

/// Which way a map flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FlowWord {
    /// From left to right.
    Right,
    /// From top to bottom.
    Down,
}

impl From<FlowWord> for Flow {
    fn from(word: FlowWord) -> Self {
        match word {
            FlowWord::Right => Self::LeftToRight,
            FlowWord::Down => Self::TopToBottom,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct ReadArguments {
    /// The map.
    pub map: PathBuf,
    /// Answer in JSON.
    #[arg(long)]
    pub json: bool,
}
