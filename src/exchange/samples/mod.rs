//! Maps to begin with: written in the text format, opened from the welcome screen and by `baton new`.

use super::text;
use crate::edit::perform;
use crate::model::{IdSource, Organisation};

/// A map to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// A short name for the command line.
    pub name: &'static str,
    /// What it shows, in a few words.
    pub title: &'static str,
    /// What there is to see in it, in a sentence.
    pub description: &'static str,
    text: &'static str,
}

/// Every sample; the first is the one that opens on the first start.
pub fn all() -> &'static [Sample] {
    &[
        Sample {
            name: "kitchen",
            title: "An assembly line up to the buyer",
            description: "A kitchen maker, from the timber merchant to the homeowner who cooks in it: \
                          follow one hand-off after the other and see where it gets dropped.",
            text: include_str!("kitchen.txt"),
        },
        Sample {
            name: "city",
            title: "A city service without a direct buyer",
            description: "Street repairs: a ministry pays, citizens and schoolchildren benefit, and nobody \
                          buys. By which channel does the payer hear how well it went?",
            text: include_str!("city.txt"),
        },
        Sample {
            name: "office",
            title: "An office whose people serve one another",
            description: "An architect's office full of give and take: who exchanges with whom in both \
                          directions, and which exchange goes one way only?",
            text: include_str!("office.txt"),
        },
        Sample {
            name: "software",
            title: "A software company with teams",
            description: "Teams in teams, ratings, notes and loops around software for a clinic, with a \
                          payer, a prospect and patients at the end of the chain.",
            text: include_str!("software.txt"),
        },
    ]
}

/// The sample with this name.
pub fn named(name: &str) -> Option<&'static Sample> {
    all().iter().find(|sample| sample.name == name)
}

impl Sample {
    /// The map. Its parties have no places yet.
    pub fn build(&self, ids: &mut dyn IdSource) -> Organisation {
        let mut map = Organisation::default();
        let import = text::import(self.text, &map, ids);
        // The tests build every sample, so that none is refused here.
        let _ = perform(&mut map, &import.command);
        map
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PartyKind, SequentialIds, SupplyKind, check_organisation};

    fn built() -> impl Iterator<Item = (&'static str, Organisation)> {
        all().iter().map(|sample| (sample.name, sample.build(&mut SequentialIds::default())))
    }

    #[test]
    fn every_line_of_every_sample_is_understood() {
        for sample in all() {
            let map = Organisation::default();
            let report = text::import(sample.text, &map, &mut SequentialIds::default()).report;
            assert_eq!(report.skipped, [], "{}", sample.name);
        }
    }

    #[test]
    fn samples_are_rich_and_keep_the_rules() {
        for (name, map) in built() {
            check_organisation(&map).unwrap();
            assert!((12..=27).contains(&map.parties().len()), "{name}: {} parties", map.parties().len());
            assert!(map.supplies().len() >= 20 && map.notes().len() >= 4, "{name}");
            assert!(map.parties().any(|party| party.kind.is_external_customer()), "{name}");
            let linked = |id| map.supplies_from(id).chain(map.supplies_to(id)).next().is_some();
            let lonely = map.parties().find(|party| !linked(party.id) && party.kind != PartyKind::Team);
            let silent = ["Ministry of Transport"]; // the question on the map is how it hears anything
            assert!(lonely.is_none_or(|party| silent.contains(&party.name.as_str())), "{name}: {lonely:?}");
        }
    }

    #[test]
    fn each_sample_shows_what_it_says() {
        let maps: Vec<Organisation> = built().map(|(_, map)| map).collect();
        let [kitchen, city, office, software] = maps.as_slice() else { panic!("four samples") };
        assert!(kitchen.parties_named("Homeowner").next().is_some());
        assert_eq!(city.count_kind(PartyKind::Buyer), 0);
        assert!(city.count_kind(PartyKind::Payer) > 0 && city.count_kind(PartyKind::Beneficiary) > 1);
        let is_returned = |map: &Organisation| {
            let delivers = |s: &&crate::model::Supply| s.kind == SupplyKind::Delivers && !s.is_to_self();
            map.supplies()
                .filter(delivers)
                .filter(|s| map.supplies_between(s.customer, s.supplier).any(|r| delivers(&r)))
                .count()
        };
        assert!(is_returned(office) >= 10);
        assert!(software.count_kind(PartyKind::Team) >= 4);
        assert!(software.parties().any(|party| software.teams_around(party.id).len() == 2));
    }
}
