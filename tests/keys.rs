//! The table "Drawing: hands and keys" of the product, row by row, with real keys and a real pointer in the window.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail loudly, in its helpers too

mod hands;

use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, TouchPhase, Vec2, vec2};
use egui_kittest::kittest::Queryable;
use hands::Hand;

/// A place on the canvas where nothing is.
const BLANK: Pos2 = Pos2::new(420.0, 250.0);

fn empty() -> Hand {
    Hand::at("")
}

fn near(a: Pos2, b: Pos2) -> bool {
    a.distance(b) < 2.0
}

#[test]
fn new_role() {
    for begin in ["double-click", "R", "Enter"] {
        let hand = match begin {
            "double-click" => empty().double_clicks_at(BLANK),
            "R" => empty().keys("R").clicks_at(BLANK, Modifiers::NONE),
            _ => empty().keys("Enter"),
        };
        let hand = hand.enters("Depot");
        assert!(hand.sees("1 party"), "{begin}");
        assert!(
            begin == "Enter" || near(hand.place("Depot"), BLANK),
            "{begin}: {} is not where the hand was",
            hand.place("Depot")
        );
        let (_, step) = hand.last_step();
        assert_eq!(step, "Add “Depot”", "{begin}");
    }
    let hand = empty().double_clicks_at(BLANK).keys("Escape");
    assert!(hand.sees("0 parties") && hand.keys("Ctrl+Z").sees("0 parties"), "no trace in the history");
}

#[test]
fn external_customer_supplier_and_team_and_another_kind_later() {
    let table =
        [("C", "External customer who buys"), ("S", "Supplier, outside"), ("M", "Team"), ("R", "Role")];
    for (key, kind) in table {
        let hand = empty().keys(key).clicks_at(BLANK, Modifiers::NONE).enters("Somebody");
        assert!(hand.sees(kind), "{key}");
    }
    let mut hand = Hand::at("Somebody").clicks("Somebody");
    for (key, kind) in table {
        hand = hand.keys(&format!("Shift+{key}"));
        assert!(hand.sees(kind), "Shift+{key}");
    }
}

#[test]
fn new_customer_of_the_selected_one() {
    let hand = Hand::at_a_small_map().clicks("Sales").keys("Tab").enters("Landlord").enters("report");
    hand.window.get_by_label("Sales → Landlord: report");
    let hand = hand.clicks("Payroll").keys("Tab").types("landl").keys("Down").keys("Enter").enters("slip");
    hand.window.get_by_label("Payroll → Landlord: slip");
    assert!(hand.sees("5 parties"), "the landlord was there already");
}

#[test]
fn new_supplier_of_the_selected_one() {
    let hand = Hand::at_a_small_map().clicks("Sales").keys("Shift+Tab").enters("Designer").enters("drawing");
    hand.window.get_by_label("Designer → Sales: drawing");
    assert!(hand.place("Designer").x < hand.place("Sales").x, "it stands before its customer");
}

#[test]
fn another_customer_of_the_same_supplier() {
    let hand = Hand::at_a_small_map().clicks("Homeowner").keys("Enter").enters("Tenant").enters("help");
    hand.window.get_by_label("Sales → Tenant: help");
}

#[test]
fn connected_role_in_a_direction() {
    let table = [
        ("Right", "Payroll → New: slip", vec2(1.0, 0.0)),
        ("Left", "New → Payroll: slip", vec2(-1.0, 0.0)),
        ("Down", "Payroll → New: slip", vec2(0.0, 1.0)),
        ("Up", "Payroll → New: slip", vec2(0.0, -1.0)),
    ];
    for (arrow, supply, way) in table {
        let hand = Hand::at("Payroll").clicks("Payroll").keys(&format!("Ctrl+{arrow}"));
        let hand = hand.enters("New").enters("slip");
        hand.window.get_by_label(supply);
        assert!((hand.place("New") - hand.place("Payroll")).dot(way) > 20.0, "{arrow}");
    }
}

#[test]
fn connect_by_mouse() {
    let handle = |hand: &Hand| hand.box_of("Payroll").right_center() + vec2(12.0, 0.0);
    let hand = Hand::at_a_small_map();
    let (from, to) = (handle(&hand), hand.place("Planner"));
    let middle = hand.place("Payroll");
    let hand = hand.clicks_at(middle, Modifiers::NONE).drags(from, to).enters("pay run");
    hand.window.get_by_label("Payroll → Planner: pay run");
    let blank = handle(&hand) + vec2(60.0, 120.0);
    let (from, middle) = (handle(&hand), hand.place("Payroll"));
    let hand = hand.clicks_at(middle, Modifiers::NONE).drags(from, blank).enters("Auditor").enters("books");
    hand.window.get_by_label("Payroll → Auditor: books");
    assert!(near(hand.place("Auditor"), blank), "where it was let go");
}

#[test]
fn connect_by_key() {
    let hand = Hand::at_a_small_map().clicks("Payroll").keys("L").enters("Planner").enters("pay run");
    hand.window.get_by_label("Payroll → Planner: pay run");
    let hand = hand.clicks("Payroll").keys("L").clicks("Homeowner").enters("thanks");
    hand.window.get_by_label("Payroll → Homeowner: thanks");
    let hand = hand.clicks("Payroll").keys("L").enters("Payroll").enters("an hour to think");
    hand.window.get_by_label("Payroll → Payroll: an hour to think");
}

#[test]
fn rename_and_edit_what_is_supplied() {
    let hand = Hand::at_a_small_map().clicks("Sales").keys("F2").enters("Shop");
    hand.box_of("Shop");
    let at = hand.place("Shop");
    let hand = hand.double_clicks_at(at).types("Front").keys("Shift+Enter").enters("office");
    hand.box_of("Front office");
    let hand = hand.keys("F2").types("nonsense").keys("Escape");
    hand.box_of("Front office");
    let at = hand.place("Planner → Front office: weekly plan");
    let hand = hand.double_clicks_at(at).enters("daily plan");
    hand.window.get_by_label("Planner → Front office: daily plan");
}

#[test]
fn swap_supplier_and_customer_and_attach_an_end_elsewhere() {
    let supply = "Planner → Sales: weekly plan";
    let hand = Hand::at_a_small_map().clicks(supply).keys("X");
    hand.window.get_by_label("Sales → Planner: weekly plan");
    let hand = Hand::at_a_small_map().clicks(supply);
    let (end, payroll) = (hand.box_of("Sales").left_center(), hand.place("Payroll"));
    let hand = hand.drags(end, payroll);
    hand.window.get_by_label("Planner → Payroll: weekly plan");
}

#[test]
fn note_on_anything() {
    for thing in ["Sales", "Planner → Sales: weekly plan"] {
        let hand = Hand::at_a_small_map().clicks(thing).keys("N").enters("! late on Mondays");
        let (hand, step) = hand.last_step();
        assert_eq!(step, "Add note", "{thing}");
        assert!(hand.sees("late on Mondays"), "{thing}");
    }
}

#[test]
fn quick_entry_and_paste_of_text() {
    let hand = empty().keys("Slash").types("Planner -> Sales: plan");
    assert!(hand.sees("Makes 2 parties and 1 supply."));
    let hand = hand.keys("Enter").keys("Escape");
    hand.window.get_by_label("Planner → Sales: plan");
    let hand = empty().paste("Depot -> Crew: boards");
    assert!(hand.sees("Makes 2 parties and 1 supply.") && hand.sees("0 parties"), "one look first");
    let hand = hand.keys("Enter").keys("Escape");
    hand.window.get_by_label("Depot → Crew: boards");
}

#[test]
fn select() {
    let hand = Hand::at_a_small_map().clicks("Planner");
    assert!(hand.sees("1 selected"));
    let payroll = hand.place("Payroll");
    let hand = hand.clicks_at(payroll, Modifiers::SHIFT);
    assert!(hand.sees("2 selected"));
    let hand = hand.keys("Escape").keys("Ctrl+A");
    assert!(hand.sees("6 selected"), "four parties, two supplies");
    let table =
        [("D", "2 selected"), ("Shift+D", "3 selected"), ("U", "1 selected"), ("Shift+U", "1 selected")];
    for (keys, seen) in table {
        assert!(Hand::at_a_small_map().clicks("Planner").keys(keys).sees(seen), "{keys}");
    }
    assert!(Hand::at_a_small_map().clicks("Homeowner").keys("U").sees("2 selected"));
    let hand = Hand::at_a_small_map();
    let (planner, sales) = (hand.box_of("Planner"), hand.box_of("Sales"));
    let around = planner.union(sales).expand(6.0);
    assert!(hand.drags(around.left_top(), around.right_bottom()).sees("3 selected"), "and what lies between");
}

#[test]
fn move_by_drag_and_by_arrows() {
    let hand = Hand::at_a_small_map();
    let before = hand.place("Payroll");
    let hand = hand.drags(before, before + vec2(37.0, 91.0));
    assert!((hand.place("Payroll") - before - vec2(37.0, 91.0)).length() < 10.0, "as far as it snaps");
    let (hand, step) = hand.last_step();
    assert_eq!(step, "Move");
    let before = hand.place("Payroll");
    let hand = hand.keys("Right").keys("Right").keys("Down");
    let small = hand.place("Payroll") - before;
    assert!(small.x > 4.0 && small.y > 2.0, "{small}");
    let hand = hand.keys("Shift+Right");
    let large = hand.place("Payroll") - before;
    assert!((large.x - small.x) > 4.0 * small.x, "ten times as far: {small} {large}");
}

#[test]
fn a_drag_with_three_keys_makes_room() {
    let hand = Hand::at_a_small_map();
    let (planner, sales) = (hand.place("Planner"), hand.place("Sales"));
    let from = Pos2::new(f32::midpoint(planner.x, sales.x), sales.y + 150.0);
    let hand = make_room(hand, from, vec2(80.0, 0.0));
    assert!(near(hand.place("Planner"), planner) && near(hand.place("Sales"), sales + vec2(80.0, 0.0)));
    assert_eq!(hand.last_step().1, "Make room");
}

#[test]
fn duplicate_delete_copy_cut_and_paste() {
    assert!(Hand::at_a_small_map().clicks("Payroll").keys("Ctrl+D").sees("5 parties"));
    let hand = Hand::at_a_small_map();
    let from = hand.place("Payroll");
    let hand = hand.holding(Modifiers::ALT).drags(from, from + vec2(0.0, 120.0)).holding(Modifiers::NONE);
    assert!(hand.sees("5 parties"), "Alt+drag");
    assert!(Hand::at_a_small_map().clicks("Payroll").keys("Delete").sees("3 parties"));
    let hand = Hand::at_a_small_map().clicks("Payroll").keys("Ctrl+X");
    assert!(hand.sees("3 parties"));
    assert!(hand.paste("Payroll").sees("4 parties"), "what was cut comes back");
}

#[test]
fn what_is_copied_is_text_that_another_window_understands() {
    let hand = Hand::at_a_small_map().keys("Ctrl+A");
    hand.window.event_modifiers(Event::Copy, Modifiers::COMMAND);
    let mut hand = hand;
    let text = hand.next_copied_text();
    assert!(text.contains("Planner -> Sales: weekly plan"), "{text}");
    let other = empty().paste(&text);
    assert!(other.sees("Makes 4 parties and 2 supplies."));
    let other = other.keys("Enter").keys("Escape");
    other.window.get_by_label("Sales → Homeowner: kitchen");
}

#[test]
fn group_drop_into_a_team_and_fold_it() {
    let hand = Hand::at_a_small_map().clicks("Planner");
    let sales = hand.place("Sales");
    let hand = hand.clicks_at(sales, Modifiers::SHIFT).keys("Ctrl+G").enters("Line");
    let frame = hand.box_of("Line");
    assert!(frame.contains_rect(hand.box_of("Planner")) && frame.contains_rect(hand.box_of("Sales")));
    let from = hand.place("Payroll");
    let hand = hand.keys("Escape").drags(from, frame.center() + vec2(0.0, 30.0));
    assert!(
        hand.box_of("Line").contains_rect(hand.box_of("Payroll")),
        "the frame grows around who is dropped"
    );
    let title = hand.box_of("Line").left_top() + vec2(20.0, 8.0);
    let mut hand = hand.clicks_at(title, Modifiers::NONE);
    hand.window.state_mut().ask_for(baton::action::Action::ToggleFold);
    hand.window.run();
    assert!(hand.window.query_by_label("Planner").is_none(), "inside");
    hand.window.get_by_label("Sales → Homeowner: kitchen");
}

#[test]
fn align_and_distribute() {
    use baton::action::Action;
    let mut hand = Hand::at_a_small_map().keys("Ctrl+A");
    hand.window.state_mut().ask_for(Action::AlignTop);
    hand.window.run();
    let hand = hand.keys("Home");
    assert!((hand.box_of("Payroll").top() - hand.box_of("Planner").top()).abs() < 1.0);
    assert_eq!(hand.last_step().1, "Align");
}

#[test]
fn tidy_leaves_what_is_pinned() {
    let hand = Hand::at_a_small_map();
    let before_the_homeowner = hand.box_of("Homeowner").left_bottom() + vec2(-12.0, 60.0);
    let from = hand.place("Payroll");
    let hand = hand.drags(from, from + vec2(90.0, 130.0)).keys("P").clicks("Planner").keys("P");
    assert!(hand.hears("Payroll").contains("pinned") && hand.hears("Planner").contains("pinned"));
    let hand = make_room(hand, before_the_homeowner, vec2(170.0, 0.0)).keys("Ctrl+0");
    let apart = |hand: &Hand, name: &str| hand.place(name) - hand.place("Planner");
    let (payroll, homeowner) = (apart(&hand, "Payroll"), apart(&hand, "Homeowner"));
    let mut hand = hand.keys("Ctrl+Shift+L");
    for _ in 0..3_000 {
        hand.window.step();
        std::thread::sleep(std::time::Duration::from_millis(2));
        if (apart(&hand, "Homeowner") - homeowner).length() > 2.0 {
            break;
        }
    }
    hand.window.run();
    let hand = hand.keys("Ctrl+0");
    assert!((apart(&hand, "Payroll") - payroll).length() < 2.0, "both are where they were");
    assert!((apart(&hand, "Homeowner") - homeowner).length() > 2.0, "others are not");
    assert_eq!(hand.last_step().1, "Tidy");
}

#[test]
fn tidying_the_selection_moves_nobody_else() {
    use baton::action::Action;
    let hand = Hand::at_a_small_map();
    // Sales is dragged above Planner: by hand, so that tidying the whole map would leave it there.
    let hand = hand.clicks("Sales");
    let (from, to) = (hand.place("Sales"), hand.place("Planner") - vec2(0.0, 110.0));
    let hand = hand.drags(from, to).keys("Ctrl+0");
    let apart = |hand: &Hand, name: &str| hand.place(name) - hand.place("Payroll");
    let (homeowner, sales) = (apart(&hand, "Homeowner"), apart(&hand, "Sales"));
    let sales_now = hand.place("Sales");
    let mut hand = hand.clicks("Planner").clicks_at(sales_now, Modifiers::SHIFT);
    hand.window.state_mut().ask_for(Action::TidySelection);
    for _ in 0..3_000 {
        hand.window.step();
        std::thread::sleep(std::time::Duration::from_millis(2));
        if (apart(&hand, "Sales") - sales).length() > 2.0 {
            break;
        }
    }
    hand.window.run();
    let hand = hand.keys("Ctrl+0");
    assert!(
        hand.place("Sales").x > hand.place("Planner").x + 100.0,
        "a customer stands right of its supplier"
    );
    assert!((apart(&hand, "Homeowner") - homeowner).length() < 2.0, "others are where they were");
    let (hand, step) = hand.last_step();
    assert_eq!(step, "Tidy the selection");
    let hand = hand.keys("Ctrl+Z").keys("Ctrl+0");
    assert!((apart(&hand, "Sales") - sales).length() < 2.0, "one step back");
}

fn make_room(hand: Hand, from: Pos2, way: Vec2) -> Hand {
    let keys = Modifiers::COMMAND | Modifiers::SHIFT | Modifiers::ALT;
    hand.holding(keys).drags(from, from + way).holding(Modifiers::NONE)
}

#[test]
fn trace_and_its_steps() {
    let words = "who buys.";
    let hand = Hand::at_a_small_map().clicks("Planner").keys("T");
    assert!(hand.sees(words));
    let hand = hand.keys("Minus");
    assert!(hand.sees("1 step") || hand.sees("1 hand-off"), "one hand-off less");
    let hand = hand.keys("Plus").keys("0").keys("T");
    assert!(!hand.sees(words));
}

#[test]
fn focus() {
    let mut hand = Hand::at_a_small_map().clicks("Planner").keys("F");
    let on_the_map = |hand: &Hand| hand.window.query_by_label("Payroll").is_some();
    assert!(on_the_map(&hand), "dimmed and still there");
    hand = hand.keys("Escape");
    assert!(hand.sees("1 selected"), "Escape leaves the focus first");
    assert!(hand.keys("Escape").sees("4 parties"));
}

#[test]
fn pan_and_zoom() {
    for button in [PointerButton::Middle, PointerButton::Secondary] {
        let hand = Hand::at_a_small_map();
        let before = hand.place("Sales");
        let hand = hand.drags_with(button, BLANK, BLANK + vec2(60.0, 30.0));
        assert!(near(hand.place("Sales"), before + vec2(60.0, 30.0)), "{button:?}");
    }
    let hand = Hand::at_a_small_map();
    let before = hand.place("Sales");
    hand.window.key_down(Key::Space);
    let mut hand = hand.drags(BLANK, BLANK + vec2(60.0, 30.0));
    hand.window.key_up(Key::Space);
    hand.window.run();
    assert!(near(hand.place("Sales"), before + vec2(60.0, 30.0)), "Space");
    let hand = hand.scrolls(vec2(0.0, -50.0), Modifiers::NONE);
    assert!(hand.place("Sales").y < before.y, "the wheel moves the map");
    let zoomed = hand.scrolls(vec2(0.0, 100.0), Modifiers::COMMAND).keys("Ctrl+Plus");
    let large = zoomed.box_of("Sales").width();
    let hand = zoomed.keys("Ctrl+0");
    assert!(hand.box_of("Sales").width() < large && hand.sees("100 %"));
    for keys in ["Home", "Shift+1"] {
        let hand = Hand::at_a_small_map().scrolls(vec2(0.0, -4000.0), Modifiers::NONE).keys(keys);
        hand.box_of("Sales");
        hand.box_of("Payroll");
    }
    let hand = Hand::at_a_small_map().clicks("Payroll").scrolls(vec2(0.0, -4000.0), Modifiers::NONE);
    let hand = hand.keys("Shift+2");
    assert!(hand.window.ctx.content_rect().contains(hand.place("Payroll")));
}

#[test]
fn walk() {
    let hand = Hand::at_a_small_map().clicks("Planner").keys("Alt+Right");
    assert!(hand.reads("Sales"), "the inspector has it");
    assert!(hand.keys("Alt+Left").reads("Planner"));
}

#[test]
fn present() {
    let hand = Hand::at_a_small_map().keys("F5");
    assert!(!hand.sees("4 parties"));
    let hand = hand.keys("F5").keys("Shift+F5");
    hand.window.get_by_label("The map for the room");
}

#[test]
fn copy_image_and_export() {
    assert!(Hand::at_a_small_map().keys("Ctrl+Shift+E").sees("Export a picture"));
    let mut hand = Hand::at_a_small_map();
    hand.window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    for _ in 0..2_000 {
        hand.window.step();
        let commands = &hand.window.output().platform_output.commands;
        if commands.iter().any(|command| matches!(command, egui::OutputCommand::CopyImage(_))) {
            return;
        }
        std::thread::yield_now();
    }
    panic!("no picture came to the clipboard");
}

#[test]
fn leave_the_canvas() {
    let hand = Hand::at_a_small_map().clicks("Planner").keys("F6");
    let hand = hand.keys("End").types(" of the week").keys("Tab");
    hand.box_of("Planner of the week");
}

impl Hand {
    fn scrolls(mut self, delta: Vec2, modifiers: Modifiers) -> Self {
        self.window.hover_at(BLANK);
        let wheel =
            Event::MouseWheel { unit: MouseWheelUnit::Point, delta, phase: TouchPhase::Move, modifiers };
        self.window.event_modifiers(wheel, modifiers);
        self.window.run_steps(40);
        self
    }

    fn next_copied_text(&mut self) -> String {
        for _ in 0..5 {
            self.window.step();
            for command in &self.window.output().platform_output.commands {
                if let egui::OutputCommand::CopyText(text) = command {
                    return text.clone();
                }
            }
        }
        panic!("nothing was copied");
    }
}

#[test]
fn a_dialog_that_opens_over_the_canvas_has_the_keyboard() {
    let mut hand = Hand::at("Office / Ada\nBo").clicks("Bo");
    hand.window.state_mut().ask_for(baton::action::Action::MoveToTeam);
    hand.window.run();
    let hand = hand.types("off");
    assert!(hand.reads("off"));
    let (_, step) = hand.keys("Enter").last_step();
    assert!(step.contains("team"), "{step}");
}

#[test]
fn the_menu_of_the_selection_is_walked_with_the_arrows_and_left_with_escape() {
    let hand = Hand::at_a_small_map().clicks("Sales");
    let before = hand.place("Sales");
    let hand = hand.keys("Shift+F10");
    assert!(hand.sees("Customer of this"), "a key opens what a right click opens");
    let hand = hand.keys("R").keys("Down").keys("Down").keys("Up").keys("Escape");
    assert!(!hand.sees("Customer of this"), "Escape closes the menu");
    assert!(near(hand.place("Sales"), before), "the arrows were for the menu");
    assert!(hand.sees("1 selected of"), "Escape was for the menu");
    let hand = hand.keys("Shift+F10").keys("Down").keys("Enter").enters("Selling");
    assert!(hand.place("Selling").is_finite() && !hand.sees("Customer of this"), "the first row renames");
    let hand = hand.keys("Shift+F10").keys("Up").keys("Enter").keys("Down").keys("Down").keys("Enter");
    assert!(hand.sees("Team"), "the last row opens the kinds, and the second is Team");
}
