//! Diagrams that keep places: draw.io and JSON Canvas.

use super::write::{Keys, escaped, label_with_kind, line};
use crate::model::{Organisation, Party, PartyId, PartyKind, Point, Rect, Size};
use serde_json::{Value, json};
use std::collections::HashMap;

/// A box without members, in map units. Other programs set names in their own letters.
const BOX: Size = Size { width: 150.0, height: 54.0 };
/// From the members of a team to its edge.
const AROUND: f32 = 20.0;
/// For the name of a team, above its members.
const TITLE: f32 = 28.0;

/// The map as a draw.io page: teams are containers, everything has its place.
pub(in crate::exchange) fn write_drawio(map: &Organisation) -> String {
    let (keys, places) = (Keys::of(map), places(map));
    let mut out = "<mxfile host=\"Baton\">\n".to_owned();
    let title = if map.title().is_empty() { "Map" } else { map.title() };
    line(&mut out, 1, &format!("<diagram id=\"map\" name=\"{}\">", escaped(title)));
    line(&mut out, 2, "<mxGraphModel>");
    line(&mut out, 3, "<root>");
    line(&mut out, 4, "<mxCell id=\"0\"/>");
    line(&mut out, 4, "<mxCell id=\"1\" parent=\"0\"/>");
    for party in in_order(map) {
        let Some(place) = places.get(&party.id) else { continue };
        drawio_party(&keys, &places, party, *place, &mut out);
    }
    for (at, supply) in map.supplies().enumerate() {
        let dashed = if supply.informal { "dashed=1;" } else { "" };
        let cell = format!(
            "<mxCell id=\"s{}\" value=\"{}\" style=\"html=1;endArrow=block;{dashed}\" edge=\"1\" parent=\"1\" \
             source=\"{}\" target=\"{}\"><mxGeometry relative=\"1\" as=\"geometry\"/></mxCell>",
            at + 1,
            in_html(&label_with_kind(supply)),
            keys.key(supply.supplier),
            keys.key(supply.customer),
        );
        line(&mut out, 4, &cell);
    }
    out.push_str("      </root>\n    </mxGraphModel>\n  </diagram>\n</mxfile>\n");
    out
}

fn drawio_party(keys: &Keys, places: &HashMap<PartyId, Rect>, party: &Party, place: Rect, out: &mut String) {
    let around = party.team.and_then(|team| Some((team, *places.get(&team)?)));
    let corner = around.map_or(Point::default(), |(_, frame)| frame.min);
    let parent = around.map_or("1", |(team, _)| keys.key(team));
    let style = match party.kind {
        PartyKind::Team => "swimlane;startSize=24;html=1;whiteSpace=wrap;",
        PartyKind::Role => "rounded=1;html=1;whiteSpace=wrap;",
        PartyKind::Supplier => "shape=step;perimeter=stepPerimeter;fixedSize=1;html=1;whiteSpace=wrap;",
        _ => "shape=hexagon;perimeter=hexagonPerimeter2;fixedSize=1;html=1;whiteSpace=wrap;",
    };
    let said = [("kind", party.kind.word()), ("holder", &party.holder), ("purpose", &party.purpose)];
    let said = said.iter().filter(|(_, text)| !text.is_empty());
    let said: Vec<String> = said.map(|(name, text)| format!("{name}=\"{}\"", attribute(text))).collect();
    let object = format!(
        "<object id=\"{}\" label=\"{}\" {}><mxCell style=\"{style}\" vertex=\"1\" parent=\"{parent}\"><mxGeometry \
         x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" as=\"geometry\"/></mxCell></object>",
        keys.key(party.id),
        in_html(&party.name),
        said.join(" "),
        (place.min.x - corner.x).round(),
        (place.min.y - corner.y).round(),
        place.width().round(),
        place.height().round(),
    );
    line(out, 4, &object);
}

/// The map as JSON Canvas: teams are groups, everything has its place.
pub(in crate::exchange) fn write_canvas(map: &Organisation) -> String {
    let (keys, places) = (Keys::of(map), places(map));
    let node = |party: &Party| -> Option<Value> {
        let place = places.get(&party.id)?;
        let (kind, text) = if party.kind == PartyKind::Team { ("group", "label") } else { ("text", "text") };
        Some(json!({
            "id": keys.key(party.id), "type": kind, text: party.name,
            "x": place.min.x.round(), "y": place.min.y.round(),
            "width": place.width().round(), "height": place.height().round(),
        }))
    };
    let edge = |(at, supply): (usize, &crate::model::Supply)| {
        json!({
            "id": format!("s{}", at + 1), "label": label_with_kind(supply),
            "fromNode": keys.key(supply.supplier), "toNode": keys.key(supply.customer),
        })
    };
    let nodes: Vec<Value> = in_order(map).into_iter().filter_map(node).collect();
    let edges: Vec<Value> = map.supplies().enumerate().map(edge).collect();
    format!("{:#}\n", json!({ "nodes": nodes, "edges": edges }))
}

/// Teams before what is in them.
fn in_order(map: &Organisation) -> Vec<&Party> {
    let mut parties: Vec<&Party> = map.parties().collect();
    parties.sort_by_key(|party| map.teams_around(party.id).len());
    parties
}

/// Where everything stands; a team around its members.
fn places(map: &Organisation) -> HashMap<PartyId, Rect> {
    let mut places = HashMap::new();
    for party in in_order(map).into_iter().rev() {
        let members = map.members_of(party.id).filter_map(|member| places.get(&member.id).copied());
        let place = match members.reduce(Rect::union) {
            Some(inside) => {
                let grown = inside.grown(AROUND);
                Rect::new(Point::new(grown.min.x, grown.min.y - TITLE), grown.max)
            }
            None => Rect::around(party.place, BOX),
        };
        places.insert(party.id, place);
    }
    places
}

/// A text as HTML inside an attribute.
fn in_html(text: &str) -> String {
    attribute(&escaped(text).replace('\n', "<br>"))
}

/// A text as it may stand in an attribute; line breaks stay.
fn attribute(text: &str) -> String {
    escaped(text).replace('"', "&quot;").replace('\n', "&#10;")
}
