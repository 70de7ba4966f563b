//! Made machines and the tools that the scenarios share.
