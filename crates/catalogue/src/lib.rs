//! Muscles, regions, conditions, measures and screening, each with its sources.
