//! The encrypted practice file: vault, ledger, projections.
