//! The dot in the corner of the icon that says "something new". Arithmetic on pixels only.
//!
//! A template image has no colour but only what is covered, so the dot stands in a gap of its own.

use tauri::image::Image;

/// Of the image's width.
const RADIUS: f64 = 0.17;
const GAP: f64 = 0.08;

/// `plain` with a dot in its upper right corner.
pub(super) fn on(plain: &Image<'_>) -> Image<'static> {
    let (width, height) = (plain.width(), plain.height());
    let mut pixels = plain.rgba().to_vec();
    let size = f64::from(width);
    let (radius, gap) = (size * RADIUS, size * GAP);
    let centre = (size - radius, radius);
    for (place, pixel) in (0..).zip(pixels.chunks_exact_mut(4)) {
        let (x, y) = (f64::from(place % width) + 0.5, f64::from(place / width) + 0.5);
        let away = (x - centre.0).hypot(y - centre.1);
        if away < radius + gap {
            let covered = (radius + 0.5 - away).clamp(0.0, 1.0);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
            pixel.copy_from_slice(&[0, 0, 0, (covered * 255.0).round() as u8]);
        }
    }
    Image::new_owned(pixels, width, height)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(image: &Image<'_>, x: u32, y: u32) -> u8 {
        image.rgba()[(4 * (y * image.width() + x) + 3) as usize]
    }

    #[test]
    fn the_dot_stands_apart_in_the_corner() {
        let full = Image::new_owned([0, 0, 0, 255].repeat(36 * 36), 36, 36);
        let dotted = on(&full);
        assert_eq!(covered(&dotted, 29, 6), 255, "the dot");
        assert_eq!(covered(&dotted, 29, 14), 0, "the gap");
        assert_eq!(covered(&dotted, 10, 20), 255, "the shape");
        let empty = on(&Image::new_owned([0; 4].repeat(36 * 36), 36, 36));
        assert_eq!((covered(&empty, 29, 6), covered(&empty, 10, 20)), (255, 0), "the dot alone");
    }
}
