use super::frame::{body_ui, buttons_ui, dialog_frame};
use crate::ui::widget::{heading_ui, remark_ui};
use egui::{RichText, Ui};

/// Names and versions of everything that was built in, as cargo wrote them down.
const LOCK: &str = include_str!("../../../Cargo.lock");
const FONT_LICENCE: &str = include_str!("../../../assets/fonts/OFL.txt");

/// Version, licence, and what the program is made of.
pub(super) fn about_ui(ui: &mut Ui) -> bool {
    dialog_frame(ui, "About Baton", 560.0, |ui| {
        body_ui(ui, |ui| {
            ui.label(format!("Version {}", env!("CARGO_PKG_VERSION")));
            ui.label("Draws an organisation as a chain of customers, and shows whose needs each role ultimately serves.");
            ui.add_space(6.0);
            remark_ui(
                ui,
                "One map is one file on this computer. No account, no network, nothing is sent anywhere.",
            );
            heading_ui(ui, "Licence");
            ui.label("Baton may be used under the MIT licence or the Apache licence 2.0, as you choose.");
            heading_ui(ui, "Built with");
            remark_ui(
                ui,
                "Open libraries under permissive licences (MIT, Apache-2.0, BSD, ISC, Zlib, Unicode), and Noto fonts under the SIL Open Font License.",
            );
            ui.collapsing("Libraries", |ui| {
                ui.label(RichText::new(libraries(LOCK).join(", ")).small());
            });
            ui.collapsing("Licence of the fonts", |ui| {
                ui.label(RichText::new(FONT_LICENCE).small());
            });
        });
        buttons_ui(ui, &["Close"], true).is_some()
    })
}

/// `name version` of every package in a lock file but Baton itself.
fn libraries(lock: &str) -> Vec<String> {
    let packages = lock.split("[[package]]").skip(1).filter_map(|package| {
        let value = |key: &str| {
            let line = package.lines().find(|line| line.starts_with(key))?;
            line.split('"').nth(1)
        };
        Some((value("name = ")?, value("version = ")?))
    });
    packages.filter(|(name, _)| *name != "baton").map(|(name, version)| format!("{name} {version}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_library_is_named_with_its_version() {
        let found = libraries(LOCK);
        assert!(found.iter().any(|library| library.starts_with("egui 0.36")));
        assert!(!found.iter().any(|library| library.starts_with("baton ")));
    }
}
