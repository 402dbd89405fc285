use crate::action::Action;
use egui::{Key, Modifiers, PointerButton};
use proptest::prelude::*;

/// Something that hands do.
#[derive(Clone, Debug)]
pub(super) struct Gesture {
    pub deed: Deed,
    /// So many events reach the window in one frame.
    pub at_once: usize,
    /// So many frames pass before the next gesture.
    pub rest: usize,
}

#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// A key goes down, is repeated by the keyboard so many times, and comes up.
    Key(Modifiers, Key, usize),
    Type(&'static str),
    Click {
        at: Spot,
        button: PointerButton,
        modifiers: Modifiers,
        times: usize,
    },
    Drag {
        from: Spot,
        to: Spot,
        parts: usize,
        button: PointerButton,
        modifiers: Modifiers,
        then: Then,
    },
    Wheel {
        at: Spot,
        amount: f32,
        modifiers: Modifiers,
    },
    Move(Spot),
    Resize(f32, f32),
    Ask(Action),
    Paste(&'static str),
    /// What was copied last comes back.
    PasteBack,
    LoseFocus,
}

/// How a drag ends.
#[derive(Clone, Copy, Debug)]
pub(super) enum Then {
    LetGo,
    Key(Key),
}

/// Where on the screen.
#[derive(Clone, Copy, Debug)]
pub(super) enum Spot {
    /// On the so-manieth thing on the canvas that has a node, at this share of its box.
    Thing(usize, f32, f32),
    /// The handle at the right of the so-manieth thing.
    Handle(usize),
    /// At this share of the canvas.
    Canvas(f32, f32),
    /// At this share of the window below its menus.
    Window(f32, f32),
}

pub(super) fn gestures() -> impl Strategy<Value = Gesture> {
    (
        deed(),
        prop_oneof![2 => Just(1), 2 => 2..5_usize, 1 => Just(1_000)],
        prop_oneof![1 => Just(0), 3 => 1..4_usize],
    )
        .prop_map(|(deed, at_once, rest)| Gesture { deed, at_once, rest })
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        12 => key(),
        3 => text().prop_map(Deed::Type),
        4 => click(),
        6 => drag(),
        1 => (spot(), -300.0..300.0_f32, prop_oneof![Just(Modifiers::NONE), Just(Modifiers::COMMAND)])
            .prop_map(|(at, amount, modifiers)| Deed::Wheel { at, amount, modifiers }),
        1 => spot().prop_map(Deed::Move),
        1 => (640.0..1900.0_f32, 420.0..1080.0_f32).prop_map(|(w, h)| Deed::Resize(w, h)),
        3 => action().prop_map(Deed::Ask),
        1 => Just(Deed::Ask(Action::ToggleFold)),
        1 => prop::sample::select(vec!["Depot -> Crew: boards", "a\nb\nc", "Party 3 -> Party 9: more\nParty 4 -> Party 3", "nonsense -> -> x"])
            .prop_map(Deed::Paste),
        1 => Just(Deed::PasteBack),
        1 => Just(Deed::LoseFocus),
    ]
}

fn key() -> impl Strategy<Value = Deed> {
    let bare = vec![
        Key::R,
        Key::C,
        Key::S,
        Key::M,
        Key::Tab,
        Key::Enter,
        Key::Enter,
        Key::L,
        Key::F2,
        Key::X,
        Key::N,
        Key::Slash,
        Key::D,
        Key::U,
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::ArrowUp,
        Key::ArrowDown,
        Key::Delete,
        Key::Delete,
        Key::Backspace,
        Key::P,
        Key::T,
        Key::Plus,
        Key::Minus,
        Key::Num0,
        Key::F,
        Key::Escape,
        Key::Escape,
        Key::Escape,
        Key::Home,
        Key::F5,
        Key::F6,
        Key::Z,
        Key::K,
        Key::B,
        Key::F1,
        Key::Space,
    ];
    let shift = vec![
        Key::R,
        Key::M,
        Key::S,
        Key::C,
        Key::D,
        Key::U,
        Key::T,
        Key::Tab,
        Key::Num1,
        Key::Num2,
        Key::ArrowLeft,
        Key::ArrowDown,
        Key::F10,
        Key::Enter,
    ];
    // Not Ctrl+K: whoever types at random there opens another map.
    let command = vec![
        Key::A,
        Key::A,
        Key::D,
        Key::G,
        Key::Z,
        Key::Z,
        Key::Z,
        Key::Y,
        Key::Num0,
        Key::Num1,
        Key::Num1,
        Key::Num2,
        Key::Num4,
        Key::Num5,
        Key::Num3,
        Key::F,
        Key::ArrowRight,
        Key::ArrowLeft,
        Key::ArrowUp,
        Key::C,
        Key::X,
        Key::Plus,
        Key::Minus,
        Key::OpenBracket,
        Key::CloseBracket,
        Key::Num6,
    ];
    let both = vec![Key::L, Key::L, Key::Z, Key::G];
    let alt = vec![Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown];
    let with = |modifiers: Modifiers, keys: Vec<Key>| {
        (prop::sample::select(keys), prop_oneof![4 => Just(0), 1 => 1..6_usize])
            .prop_map(move |(key, repeats)| Deed::Key(modifiers, key, repeats))
    };
    prop_oneof![
        6 => with(Modifiers::NONE, bare),
        2 => with(Modifiers::SHIFT, shift),
        4 => with(Modifiers::COMMAND, command),
        1 => with(Modifiers::COMMAND | Modifiers::SHIFT, both),
        1 => with(Modifiers::ALT, alt),
    ]
}

fn text() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Depot",
        "a",
        "Party 7",
        "",
        "weekly plan",
        "Team 1 / x",
        "! late",
        "rclx",
        "é€",
    ])
}

fn modifiers() -> impl Strategy<Value = Modifiers> {
    prop_oneof![
        5 => Just(Modifiers::NONE),
        2 => Just(Modifiers::SHIFT),
        1 => Just(Modifiers::COMMAND),
        1 => Just(Modifiers::ALT),
        1 => Just(Modifiers::COMMAND | Modifiers::ALT | Modifiers::SHIFT),
    ]
}

fn button() -> impl Strategy<Value = PointerButton> {
    prop_oneof![6 => Just(PointerButton::Primary), 1 => Just(PointerButton::Secondary), 1 => Just(PointerButton::Middle)]
}

fn click() -> impl Strategy<Value = Deed> {
    (spot(), button(), modifiers(), 1..4_usize).prop_map(|(at, button, modifiers, times)| Deed::Click {
        at,
        button,
        modifiers,
        times,
    })
}

fn drag() -> impl Strategy<Value = Deed> {
    let then = prop_oneof![6 => Just(Then::LetGo), 1 => prop::sample::select(vec![Key::Escape, Key::Delete, Key::R, Key::Z, Key::Tab]).prop_map(Then::Key)];
    (spot(), spot(), 1..8_usize, button(), modifiers(), then).prop_map(
        |(from, to, parts, button, modifiers, then)| Deed::Drag { from, to, parts, button, modifiers, then },
    )
}

fn spot() -> impl Strategy<Value = Spot> {
    let share = || 0.0..1.0_f32;
    prop_oneof![
        4 => (any::<u16>(), 0.05..0.95_f32, 0.05..0.95_f32).prop_map(|(n, x, y)| Spot::Thing(n as usize, x, y)),
        1 => any::<u16>().prop_map(|n| Spot::Handle(n as usize)),
        3 => (share(), share()).prop_map(|(x, y)| Spot::Canvas(x, y)),
        1 => (share(), share()).prop_map(|(x, y)| Spot::Window(x, y)),
    ]
}

fn action() -> impl Strategy<Value = Action> {
    use Action::{
        CopyImage, ExportCard, ExportData, ExportMatrix, ExportPicture, ExportTable, FullScreen, ImportTable,
        MoveFile, NewMap, OpenMap, OpenSample, Paste, Preferences, Quit, SaveCopy, ToggleProjector,
    };
    let left_out = [
        OpenMap,
        ImportTable,
        SaveCopy,
        MoveFile,
        ExportCard,
        ExportData,
        ExportMatrix,
        ExportTable,
        ExportPicture,
        Quit,
        NewMap,
        OpenSample,
        Paste,
        CopyImage,
        FullScreen,
        ToggleProjector,
        Preferences,
    ];
    let all: Vec<Action> = Action::ALL.iter().copied().filter(|action| !left_out.contains(action)).collect();
    prop::sample::select(all)
}
