//! Which processor an executable is for, read from its first bytes.
//!
//! Mach-O and its "fat" container are described in Apple's `<mach-o/loader.h>` and `<mach-o/fat.h>`, ELF in `elf(5)`.

use std::path::Path;

use crate::machine::Machine;

/// The processors that Sandbar's users have, by Mach-O's number.
const MACH_X86_64: u32 = 0x0100_0007;
const MACH_ARM64: u32 = 0x0100_000c;

/// No fat file holds more; a Java class file starts with the same four bytes and a larger number.
const MOST_PARTS: u32 = 16;

/// `arm64`, `x86_64` or `universal2` (both); `None` for a script, another processor, or a file that can't be read.
pub(super) fn architecture(machine: &Machine, executable: &Path) -> Option<String> {
    let head = machine.read_head(executable, 512).ok()?;
    name(&head).map(str::to_owned)
}

fn name(head: &[u8]) -> Option<&'static str> {
    match head.get(..4)? {
        [0x7f, b'E', b'L', b'F'] => elf(head),
        [0xcf, 0xfa, 0xed, 0xfe] => mach(u32::from_le_bytes(four(head, 4)?)),
        [0xca, 0xfe, 0xba, 0xbe] => fat(head, 20),
        [0xca, 0xfe, 0xba, 0xbf] => fat(head, 32),
        _ => None,
    }
}

fn elf(head: &[u8]) -> Option<&'static str> {
    let machine = [*head.get(18)?, *head.get(19)?];
    let big_endian = head.get(5) == Some(&2);
    match if big_endian { u16::from_be_bytes(machine) } else { u16::from_le_bytes(machine) } {
        62 => Some("x86_64"),
        183 => Some("arm64"),
        _ => None,
    }
}

fn mach(processor: u32) -> Option<&'static str> {
    match processor {
        MACH_X86_64 => Some("x86_64"),
        MACH_ARM64 => Some("arm64"),
        _ => None,
    }
}

/// A fat file's header is big-endian: how many parts, then for each its processor first.
fn fat(head: &[u8], part: usize) -> Option<&'static str> {
    let parts = u32::from_be_bytes(four(head, 4)?);
    if parts > MOST_PARTS {
        return None;
    }
    let starts = (8..head.len()).step_by(part).take(usize::try_from(parts).ok()?);
    let names: Vec<&str> = starts.filter_map(|at| mach(u32::from_be_bytes(four(head, at)?))).collect();
    match (names.contains(&"arm64"), names.contains(&"x86_64")) {
        (true, true) => Some("universal2"),
        (true, false) => Some("arm64"),
        (false, true) => Some("x86_64"),
        (false, false) => None,
    }
}

fn four(bytes: &[u8], at: usize) -> Option<[u8; 4]> {
    bytes.get(at..at + 4)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::name;

    fn mach(processor: u32) -> Vec<u8> {
        [&[0xcf, 0xfa, 0xed, 0xfe][..], &processor.to_le_bytes(), &[0; 24]].concat()
    }

    fn fat(processors: &[u32]) -> Vec<u8> {
        let count = u32::try_from(processors.len()).unwrap();
        let mut bytes = [&[0xca, 0xfe, 0xba, 0xbe][..], &count.to_be_bytes()].concat();
        for processor in processors {
            bytes.extend(processor.to_be_bytes());
            bytes.extend([0; 16]);
        }
        bytes
    }

    #[test]
    fn mach_o_is_read_thin_and_fat() {
        assert_eq!(name(&mach(super::MACH_ARM64)), Some("arm64"));
        assert_eq!(name(&mach(super::MACH_X86_64)), Some("x86_64"));
        assert_eq!(name(&fat(&[super::MACH_X86_64, super::MACH_ARM64])), Some("universal2"));
        assert_eq!(name(&fat(&[super::MACH_ARM64])), Some("arm64"));
        assert_eq!(name(&mach(7)), None);
    }

    #[test]
    fn elf_is_read_in_its_own_byte_order() {
        let mut elf = [&[0x7f, b'E', b'L', b'F', 2, 1][..], &[0; 12], &[62, 0], &[0; 8]].concat();
        assert_eq!(name(&elf), Some("x86_64"));
        elf[18..20].copy_from_slice(&[183, 0]);
        assert_eq!(name(&elf), Some("arm64"));
        elf[5] = 2;
        assert_eq!(name(&elf), None);
        elf[18..20].copy_from_slice(&[0, 62]);
        assert_eq!(name(&elf), Some("x86_64"));
    }

    #[test]
    fn what_is_cut_short_or_something_else_has_none() {
        for bytes in
            [&b""[..], b"#!/bin/sh\n", b"\x7fELF", &[0xcf, 0xfa, 0xed, 0xfe], &[0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52]]
        {
            assert_eq!(name(bytes), None, "{bytes:?}");
        }
        assert_eq!(name(&fat(&[super::MACH_ARM64, super::MACH_X86_64])[..20]), Some("arm64"));
    }
}
