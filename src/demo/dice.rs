//! Chance that repeats: a small generator whose numbers depend on nothing but the seed.

/// Dice that fall the same way for the same seed (SplitMix64). Not for secrets.
pub(super) struct Dice(u64);

impl Dice {
    /// The dice of the `n`th patient.
    pub(super) fn of(seed: u64, n: u32) -> Self {
        let mut dice = Self(seed);
        Self(dice.next() ^ Self(u64::from(n)).next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number from 0 to one below `end`; 0 when `end` is 0.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        let high = (u128::from(self.next()) * u128::from(end)) >> 64;
        u32::try_from(high).unwrap_or_default()
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// Whether something happens that happens in so many of a hundred cases.
    pub(super) fn in_hundred(&mut self, cases: u32) -> bool {
        self.below(100) < cases
    }

    /// One of them; none when there are none.
    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let n = self.below(u32::try_from(of.len()).unwrap_or(u32::MAX));
        of.get(usize::try_from(n).unwrap_or_default())
    }

    /// One of a fixed list of words.
    pub(super) fn word(&mut self, of: &[&'static str]) -> &'static str {
        self.one(of).copied().unwrap_or_default()
    }

    /// Ten bytes for an id.
    pub(super) fn bytes(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        let numbers = [self.next(), self.next()];
        let source = numbers.iter().flat_map(|number| number.to_le_bytes());
        bytes
            .iter_mut()
            .zip(source)
            .for_each(|(byte, from)| *byte = from);
        bytes
    }
}
