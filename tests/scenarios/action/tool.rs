//! `pipx setup` and `tool add|remove|upgrade|repair`, with real pipxes.
