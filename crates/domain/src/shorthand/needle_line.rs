//! A needle line: side, target, then everything else in any order, then free text.

use crate::quantity::NeedleSize;
use crate::site::Side;

use super::free_text;
use super::reading::{Depth, Ltr, NeedleRow, Technique};
use super::refusal::{Code, Refusal, Slip};
use super::token::{Token, is_digits, number, tokens};
use super::word_tokens::{Item, item};
use super::words::{LineTarget, LineWords, ShortName};

/// Reads a needle line.
pub(super) fn read(line: &str, words: &dyn LineWords) -> Result<NeedleRow, Refusal> {
    let head_end = line.find([';', '\u{37e}']).unwrap_or(line.len());
    let (head, free) = line.split_at(head_end);
    let all = tokens(head);
    let (side, rest) = side(line, &all, words)?;
    let (target, rest) = target(line, side, rest, words)?;
    let mut row = Row::new(target.0, target.1.id);
    let mut rest = rest;
    while let Some((token, after)) = rest.split_first() {
        let (item, used) = read_item(line, rest, words)?;
        let last = rest.get(used.saturating_sub(1)).unwrap_or(token);
        row.take(item, token.text)
            .map_err(|slip| slip.at(line, token.start..last.end()))?;
        if row.depth_at.is_none() && row.depth.is_some() {
            row.depth_at = Some(token.span());
        }
        rest = after.get(used.saturating_sub(1)..).unwrap_or_default();
    }
    let end = all.last().map_or(0, Token::end);
    let free_start = head_end + free.chars().next().map_or(0, char::len_utf8);
    free_text::check(line, free_start)?;
    let free = line.get(free_start..).unwrap_or_default();
    row.finish(line, end, free_text::pieces(free))
}

/// Sides as many write them; each could mean something else as well.
const SIDE_WORDS: [(&str, &str); 13] = [
    ("lt", "L"),
    ("rt", "R"),
    ("bl", "B"),
    ("b/l", "B"),
    ("bil", "B"),
    ("left", "L"),
    ("right", "R"),
    ("both", "B"),
    ("bilateral", "B"),
    ("l", "L"),
    ("r", "R"),
    ("b", "B"),
    ("m", "M"),
];

/// The side in plain words.
fn side_name(letter: &str) -> &'static str {
    match letter {
        "L" => Side::Left.words(),
        "R" => Side::Right.words(),
        "B" => Side::Both.words(),
        _ => Side::Midline.words(),
    }
}

type Rest<'a, 'b> = &'b [Token<'a>];

fn side<'a, 'b>(
    line: &str,
    all: Rest<'a, 'b>,
    words: &dyn LineWords,
) -> Result<(Option<Side>, Rest<'a, 'b>), Refusal> {
    let Some((first, rest)) = all.split_first() else {
        let slip = Slip::new(Code::TargetNeeded, "target needed, like L UT");
        return Err(slip.at(line, 0..0));
    };
    let side = match first.text {
        "L" => Side::Left,
        "R" => Side::Right,
        "B" => Side::Both,
        "M" => Side::Midline,
        other => {
            let slip = side_word(other, rest.first(), words);
            return slip.map_or(Ok((None, all)), |slip| Err(slip.at(line, first.span())));
        }
    };
    Ok((Some(side), rest))
}

/// `LT` for L: corrected where a target follows, and asked about where it could be the target itself.
fn side_word(typed: &str, next: Option<&Token<'_>>, words: &dyn LineWords) -> Option<Slip> {
    let lower = typed.to_lowercase();
    let (_, letter) = SIDE_WORDS.iter().find(|(word, _)| *word == lower)?;
    let slip = Slip::new(Code::SideWord, format!("{typed}: write L, R, B or M"));
    let target_follows = next.is_some_and(|next| words.short_name(next.text) != ShortName::Unknown);
    if target_follows {
        return Some(slip.offering([(*letter, side_name(letter))]).fixed(*letter));
    }
    let as_target = match words.short_name(typed) {
        ShortName::Refused { offered, .. } => offered,
        _ => Vec::new(),
    };
    let targets = as_target
        .into_iter()
        .map(|target| (target.short, target.name));
    Some(
        slip.offering([(*letter, side_name(letter))])
            .offering(targets),
    )
}

fn target<'a, 'b>(
    line: &str,
    side: Option<Side>,
    rest: Rest<'a, 'b>,
    words: &dyn LineWords,
) -> Result<((Side, LineTarget), Rest<'a, 'b>), Refusal> {
    let Some((token, after)) = rest.split_first() else {
        let end = line.trim_end().len();
        let slip = Slip::new(Code::TargetNeeded, "target needed, like L UT");
        return Err(slip.at(line, end..end));
    };
    let found = match words.short_name(token.text) {
        ShortName::Target(target) => target,
        ShortName::Refused { ask, offered } => {
            let message = format!("{} is ambiguous: {ask}", token.text);
            let offered = offered
                .into_iter()
                .map(|target| (target.short, target.name));
            let slip = Slip::new(Code::Ambiguous, message).offering(offered);
            return Err(slip.at(line, token.span()));
        }
        ShortName::Unknown => return Err(unknown(token.text, words).at(line, token.span())),
    };
    let side = match (found.paired, side) {
        (true, None) => {
            let sides = ["L", "R", "B"].map(|letter| (format!("{letter} "), side_name(letter)));
            let slip = Slip::new(Code::SideNeeded, "side L, R or B needed").offering(sides);
            return Err(slip.at(line, token.start..token.start));
        }
        (true, Some(Side::Midline)) => {
            let sides = ["L", "R", "B"].map(|letter| (letter, side_name(letter)));
            let slip = Slip::new(Code::SideNeeded, "side L, R or B needed").offering(sides);
            return Err(match line.find('M') {
                Some(at) => slip.at(line, at..at + 1),
                None => slip.at(line, token.span()),
            });
        }
        (false, Some(Side::Left | Side::Right | Side::Both)) => {
            let message = format!("{} lies on the midline: write M or nothing", found.short);
            let at = line.find(['L', 'R', 'B']).unwrap_or_default();
            let slip = Slip::new(Code::SideOfMidline, message).fixed("M");
            return Err(slip.at(line, at..at + 1));
        }
        (false, _) => Side::Midline,
        (true, Some(side)) => side,
    };
    Ok(((side, found), after))
}

/// A name that no target has. Those that begin like it are offered.
fn unknown(typed: &str, words: &dyn LineWords) -> Slip {
    let slip = Slip::not_understood(typed);
    if typed.chars().count() < 2 || item(typed, words).is_ok() {
        return slip;
    }
    let like = words.targets_like(typed, 9);
    slip.offering(like.into_iter().map(|target| (target.short, target.name)))
}

/// Reads the next item, and says how many tokens it took: `LTR+ x3` is one item in two.
fn read_item(
    line: &str,
    rest: &[Token<'_>],
    words: &dyn LineWords,
) -> Result<(Item, usize), Refusal> {
    let texts: Vec<&str> = rest.iter().take(3).map(|token| token.text).collect();
    let first = texts.first().copied().unwrap_or_default();
    match item(first, words) {
        Ok(Item::Ltr(Ltr::Present)) if first == "LTR+" => {
            let times = texts
                .get(1)
                .and_then(|next| next.strip_prefix('x'))
                .filter(|rest| is_digits(rest))
                .and_then(|digits| number(digits, 1..=99));
            Ok(times.map_or((Item::Ltr(Ltr::Present), 1), |times| {
                (Item::Ltr(Ltr::Times(times)), 2)
            }))
        }
        Ok(item) => Ok((item, 1)),
        Err(slip) => Err(with_a_blank(line, rest, words).unwrap_or_else(|| {
            let span = rest.first().map(Token::span).unwrap_or_default();
            slip.at(line, span)
        })),
    }
}

/// A token that was torn apart, like `TrP 1` or `0.25 x 40`, is put together with one key.
fn with_a_blank(line: &str, rest: &[Token<'_>], words: &dyn LineWords) -> Option<Refusal> {
    [3, 2].into_iter().find_map(|parts| {
        let torn = rest.get(..parts)?;
        let whole: String = torn.iter().map(|token| token.text).collect();
        item(&whole, words).ok()?;
        let span = torn.first()?.start..torn.last()?.end();
        Some(Slip::spelling(whole).at(line, span))
    })
}

/// A row while its tokens come in.
struct Row {
    side: Side,
    target: String,
    points: Option<Vec<u8>>,
    at: Option<super::At>,
    needle: Option<NeedleSize>,
    needles: Option<u8>,
    depth: Option<Depth>,
    depth_at: Option<std::ops::Range<usize>>,
    techniques: Vec<Technique>,
    passes: Option<u16>,
    left_in_s: Option<u32>,
    hz: Option<u16>,
    pulse_us: Option<u32>,
    effect: Option<crate::current::CurrentEffect>,
    current_s: Option<u32>,
    ltr: Option<Ltr>,
    familiar_pain: Option<bool>,
    pain: Option<super::Pain>,
    events: Vec<String>,
}

impl Row {
    fn new(side: Side, target: String) -> Self {
        Self {
            side,
            target,
            points: None,
            at: None,
            needle: None,
            needles: None,
            depth: None,
            depth_at: None,
            techniques: Vec::new(),
            passes: None,
            left_in_s: None,
            hz: None,
            pulse_us: None,
            effect: None,
            current_s: None,
            ltr: None,
            familiar_pain: None,
            pain: None,
            events: Vec::new(),
        }
    }

    fn take(&mut self, item: Item, typed: &str) -> Result<(), Slip> {
        let current = self.techniques.contains(&Technique::Electrical);
        match item {
            Item::Points(points) => once(&mut self.points, points, "TrP"),
            Item::At(at) => once(&mut self.at, at, "the place after @"),
            Item::Needle(needle) => once(&mut self.needle, needle, "the needle size"),
            Item::Needles(needles) => once(&mut self.needles, needles, "n="),
            Item::Depth(depth) => once(&mut self.depth, depth, "the depth"),
            Item::Technique(one) => once_each(&mut self.techniques, one, typed),
            Item::Event(one) => once_each(&mut self.events, one, typed),
            Item::Passes(passes) => once(&mut self.passes, passes, "p"),
            Item::Seconds(0) if current => Err(Slip::new(
                Code::OutOfRange,
                "the time of the current must be more than 0 minutes",
            )),
            Item::Seconds(time) if current => once(&mut self.current_s, time, "the time after es"),
            Item::Seconds(time) => once(&mut self.left_in_s, time, "the time"),
            Item::Hz(_) | Item::PulseUs(_) | Item::Effect(_) if !current => Err(Slip::new(
                Code::EsFirst,
                format!("{typed} belongs to the current: write it after es"),
            )),
            Item::Hz(hz) => once(&mut self.hz, hz, "Hz"),
            Item::PulseUs(us) => once(&mut self.pulse_us, us, "us"),
            Item::Effect(effect) => once(&mut self.effect, effect, "sens or motor"),
            Item::Ltr(ltr) => once(&mut self.ltr, ltr, "LTR"),
            Item::FamiliarPain(felt) => once(&mut self.familiar_pain, felt, "FP"),
            Item::Pain(pain) => once(&mut self.pain, pain, "NPRS"),
        }
    }

    /// The row, when nothing is missing and nothing contradicts itself.
    fn finish(self, line: &str, end: usize, free: Vec<String>) -> Result<NeedleRow, Refusal> {
        let Some(needle) = self.needle else {
            let slip = Slip::new(Code::NeedleNeeded, "needle size needed");
            return Err(slip.at(line, end..end));
        };
        let depth_at = self.depth_at.unwrap_or(end..end);
        if matches!(self.depth, Some(Depth::Millimetres(mm)) if mm > needle.length_mm) {
            let slip = Slip::new(Code::DepthOverNeedle, "depth is more than needle length");
            return Err(slip.at(line, depth_at));
        }
        let superficial = self.techniques.contains(&Technique::Superficial);
        if superficial && self.depth == Some(Depth::Bone) {
            let slip = Slip::new(Code::SuperficialBone, "superficial does not reach bone");
            return Err(slip.at(line, depth_at));
        }
        Ok(NeedleRow {
            side: self.side,
            target: self.target,
            trigger_points: self.points.unwrap_or_default(),
            at: self.at,
            needle,
            needles: self.needles,
            depth: self.depth,
            techniques: self.techniques,
            passes: self.passes,
            left_in_s: self.left_in_s,
            hz: self.hz,
            pulse_us: self.pulse_us,
            effect: self.effect,
            current_s: self.current_s,
            ltr: self.ltr,
            familiar_pain: self.familiar_pain,
            pain: self.pain,
            events: self.events,
            free,
        })
    }
}

fn once<T>(slot: &mut Option<T>, value: T, what: &str) -> Result<(), Slip> {
    if slot.replace(value).is_some() {
        return Err(Slip::new(
            Code::Twice,
            format!("{what} is written twice: keep one"),
        ));
    }
    Ok(())
}

fn once_each<T: PartialEq>(list: &mut Vec<T>, value: T, typed: &str) -> Result<(), Slip> {
    if list.contains(&value) {
        let message = format!("{typed} is written twice: keep one");
        return Err(Slip::new(Code::Twice, message));
    }
    list.push(value);
    Ok(())
}
