use super::columns::{Columns, RowFault, flag_value, optional_value, party_value, supply_value, text_value};
use super::table_row::TableRow;
use crate::model::{Answer, Delivery, PartyId, Rating, Standing, Supply, SupplyId, SupplyKind, Terms};
use rusqlite::types::Value;

pub(super) const SUPPLY_TABLE: &str = "CREATE TABLE supply(
  id BLOB NOT NULL PRIMARY KEY CHECK(length(id) = 16),
  supplier BLOB NOT NULL CHECK(length(supplier) = 16),
  customer BLOB NOT NULL CHECK(length(customer) = 16),
  kind TEXT NOT NULL CHECK(kind IN ('delivers', 'reports to', 'informs')),
  what TEXT NOT NULL CHECK(length(what) <= 500),
  informal INTEGER NOT NULL CHECK(informal IN (0, 1)),
  need TEXT NOT NULL CHECK(length(need) <= 16000),
  promise TEXT NOT NULL CHECK(length(promise) <= 16000),
  quality TEXT NOT NULL CHECK(length(quality) <= 16000),
  by_when TEXT NOT NULL CHECK(length(by_when) <= 16000),
  lead_time TEXT NOT NULL CHECK(length(lead_time) <= 16000),
  answer TEXT CHECK(answer IN ('yes', 'no', 'I will try', 'whatever')),
  delivery TEXT NOT NULL CHECK(delivery IN
    ('not discussed', 'asked', 'agreed', 'kept early', 'kept', 'late', 'broken')),
  standing TEXT NOT NULL CHECK(standing IN
    ('claimed', 'confirmed', 'received but unused', 'needed but missing')),
  own_rating INTEGER CHECK(own_rating BETWEEN 1 AND 5),
  customers_rating INTEGER CHECK(customers_rating BETWEEN 1 AND 5)
) STRICT";

impl TableRow for Supply {
    const TABLE: &'static str = "supply";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "supplier",
        "customer",
        "kind",
        "what",
        "informal",
        "need",
        "promise",
        "quality",
        "by_when",
        "lead_time",
        "answer",
        "delivery",
        "standing",
        "own_rating",
        "customers_rating",
    ];

    fn values(&self) -> Vec<Value> {
        vec![
            supply_value(self.id),
            party_value(self.supplier),
            party_value(self.customer),
            text_value(self.kind.word()),
            text_value(&self.what),
            flag_value(self.informal),
            text_value(&self.terms.need),
            text_value(&self.terms.promise),
            text_value(&self.terms.quality),
            text_value(&self.terms.by_when),
            text_value(&self.terms.lead_time),
            optional_value(self.terms.answer, |answer| text_value(answer.word())),
            text_value(self.terms.delivery.word()),
            text_value(self.standing.word()),
            optional_value(self.own_rating, Rating::value),
            optional_value(self.customers_rating, Rating::value),
        ]
    }

    fn read(columns: &mut Columns<'_>) -> Result<Self, RowFault> {
        Ok(Self {
            id: SupplyId::from_u128(columns.id()?),
            supplier: PartyId::from_u128(columns.id()?),
            customer: PartyId::from_u128(columns.id()?),
            kind: columns.word(&SupplyKind::ALL, SupplyKind::word)?,
            what: columns.text()?,
            informal: columns.flag()?,
            terms: Terms {
                need: columns.text()?,
                promise: columns.text()?,
                quality: columns.text()?,
                by_when: columns.text()?,
                lead_time: columns.text()?,
                answer: columns.optional_word(&Answer::ALL, Answer::word)?,
                delivery: columns.word(&Delivery::ALL, Delivery::word)?,
            },
            standing: columns.word(&Standing::ALL, Standing::word)?,
            own_rating: columns.optional_rating()?,
            customers_rating: columns.optional_rating()?,
        })
    }
}
