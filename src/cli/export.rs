use super::args::{Colours, ExportArguments, Letters, List, Matrix, View};
use super::failure::Failure;
use super::picture::Picture;
use super::write_file::write_file;
use super::{party_names, sample, session};
use crate::analysis::{Graph, Reach, SightMatrix, SupplyMatrix};
use crate::exchange::{DataForm, public_copy, samples, table, write_card};
use crate::export::{Fit, PngOptions, SvgOptions, SvgText, png, svg};
use crate::model::{Organisation, PartyId};
use crate::scene::{Emphasis, Only, Options, Theme};
use std::path::Path;

/// `baton export MAP -o OUT [--view V] [--role NAME] [--scale N] [--theme T] …`
pub(super) fn run(arguments: &ExportArguments) -> Result<String, Failure> {
    let output = &arguments.output;
    let form = Form::of(output)?;
    let mut map = read(arguments)?;
    if arguments.public {
        map = public_copy(&map);
    }
    if arguments.view == View::Chain {
        return card(&map, form, arguments);
    }
    if arguments.role.is_some() && !matches!(form, Form::Svg | Form::Png) {
        return Err(Failure::new(
            "--role goes with pictures and --view chain only; leave it out, or end the output in .svg or .png.",
        ));
    }
    if arguments.view == View::Matrix && form != Form::Table {
        return Err(Failure::new("the matrix is a table; end the name of the output in .csv."));
    }
    let bytes = match (form, arguments.list) {
        (Form::Table, _) if arguments.view == View::Matrix => matrix(&map, arguments.matrix).into_bytes(),
        (Form::Table, List::Supplies) => table::write_supplies(&map).into_bytes(),
        (Form::Table, List::Parties) => table::write_parties(&map).into_bytes(),
        (Form::Data(form), _) => form.write(&map).into_bytes(),
        (Form::Svg | Form::Png, _) => picture(&map, form, arguments)?,
    };
    write_file(output, &bytes)?;
    Ok(format!("Wrote {}.\n", output.display()))
}

/// The card of one role.
fn card(map: &Organisation, form: Form, arguments: &ExportArguments) -> Result<String, Failure> {
    if form != Form::Data(DataForm::Markdown) {
        return Err(Failure::new("the card of a role is text; end the name of the output in .md."));
    }
    let Some(role) = &arguments.role else {
        return Err(Failure::new("whose card is it? Name the role with --role."));
    };
    let card = write_card(map, party_names::party_called(map, role)?);
    write_file(&arguments.output, card.as_bytes())?;
    Ok(format!("Wrote {}.\n", arguments.output.display()))
}

fn read(arguments: &ExportArguments) -> Result<Organisation, Failure> {
    if let Some(map) = &arguments.map {
        return session::read(map);
    }
    let sample = arguments.sample.as_deref().and_then(samples::named);
    sample.map_or_else(
        || Err(Failure::new("name a map or a sample.".to_owned())),
        |sample| sample::placed(sample, arguments.flow.into()),
    )
}

/// What the ending of the output asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Svg,
    Png,
    Table,
    Data(DataForm),
}

impl Form {
    fn of(output: &Path) -> Result<Self, Failure> {
        let ending = output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("svg") => Ok(Self::Svg),
            Some("png") => Ok(Self::Png),
            Some("csv") => Ok(Self::Table),
            _ => DataForm::of(output).map(Self::Data).ok_or_else(|| {
                Failure::new(format!(
                    "“{}” does not say which form is wanted; end its name in .svg, .png, .csv, .txt, .md, .drawio, .dot, \
                 .graphml, .mmd or .json.",
                    output.display()
                ))
            }),
        }
    }
}

fn matrix(map: &Organisation, which: Matrix) -> String {
    match which {
        Matrix::Customers => table::write_rows(SightMatrix::of(&Graph::of(map)).table(map)),
        Matrix::Supplies => table::write_rows(SupplyMatrix::of(map).table(map)),
    }
}

fn picture(map: &Organisation, form: Form, arguments: &ExportArguments) -> Result<Vec<u8>, Failure> {
    let traced = arguments.role.as_deref().map(|name| party_names::party_called(map, name)).transpose()?;
    let options = Options {
        flow: arguments.flow.into(),
        notes: if arguments.public { Options::public().notes } else { Options::default().notes },
        ..traced.map_or_else(Options::default, |party| trace_only(map, party))
    };
    let theme = match arguments.theme {
        Colours::Light => Theme::light(),
        Colours::Dark => Theme::dark(),
        Colours::Print => Theme::print(),
    };
    let picture = Picture::of(map, &options, &theme);
    let transparent = arguments.transparent;
    let drawn = if form == Form::Svg {
        let text = match arguments.svg_text {
            Letters::Text => SvgText::Text,
            Letters::Outlines => SvgText::Outlines,
        };
        let options = SvgOptions { text, transparent, title: map.title().to_owned() };
        svg(&picture.scene, &picture.fonts, &options).map(String::into_bytes)
    } else {
        let options = PngOptions { fit: Fit::Scale(arguments.scale), transparent };
        png(&picture.scene, &picture.fonts, &options)
    };
    drawn.map_err(|error| Failure::new(format!("“{}”: {error}.", arguments.output.display())))
}

/// Whoever stands on a chain through `party`, and nothing else.
fn trace_only(map: &Organisation, party: PartyId) -> Options {
    let emphasis = Emphasis::of(&[party], &Reach::of(&Graph::of(map), &[party], None));
    let only = Only {
        parties: emphasis.parties.keys().copied().chain([party]).collect(),
        supplies: Some(emphasis.supplies.keys().copied().collect()),
    };
    Options { emphasis: Some(emphasis.into()), only: Some(only), ..Options::default() }
}
