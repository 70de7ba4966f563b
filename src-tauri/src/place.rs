//! Where the popover belongs on the screen. Arithmetic only.
//!
//! Logical coordinates are points on macOS and the same on every screen; physical ones are those times the scale of
//! the screen they are on, so a physical position means nothing until the screen is known.

use tauri::Monitor;

/// Between the popover and the edge of the screen.
const MARGIN: f64 = 8.0;
/// Between the popover and the menu bar.
const GAP: f64 = 4.0;

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Area {
    fn divided(self, scale: f64) -> Self {
        Self { x: self.x / scale, y: self.y / scale, width: self.width / scale, height: self.height / scale }
    }

    fn centre(self) -> (f64, f64) {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    fn holds(self, (x, y): (f64, f64)) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }
}

/// A screen, in logical coordinates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Screen {
    /// All of it.
    pub(crate) whole: Area,
    /// What the menu bar, the Dock and panels leave.
    pub(crate) free: Area,
    /// Physical pixels per logical one.
    pub(crate) scale: f64,
}

impl From<&Monitor> for Screen {
    fn from(monitor: &Monitor) -> Self {
        let scale = monitor.scale_factor();
        let (at, size, free) = (monitor.position(), monitor.size(), monitor.work_area());
        let whole = Area { x: at.x.into(), y: at.y.into(), width: size.width.into(), height: size.height.into() }
            .divided(scale);
        let free = Area {
            x: free.position.x.into(),
            y: free.position.y.into(),
            width: free.size.width.into(),
            height: free.size.height.into(),
        }
        .divided(scale);
        Self { whole, free, scale }
    }
}

/// The logical position of a popover of the logical `size`: centred under the `icon` (physical), or, without one, in
/// the top right corner of the first screen. Never over an edge of the screen. `None` when there is no screen.
pub(crate) fn popover(icon: Option<Area>, size: (f64, f64), screens: &[Screen]) -> Option<(f64, f64)> {
    let under = icon.and_then(|icon| {
        screens.iter().find_map(|screen| {
            let icon = icon.divided(screen.scale);
            screen.whole.holds(icon.centre()).then_some((icon, screen))
        })
    });
    let (x, y, free) = if let Some((icon, screen)) = under {
        (icon.centre().0 - size.0 / 2.0, icon.y + icon.height + GAP, screen.free)
    } else {
        let free = screens.first()?.free;
        (f64::INFINITY, free.y + MARGIN, free)
    };
    Some((
        x.min(free.x + free.width - size.0 - MARGIN).max(free.x + MARGIN),
        y.min(free.y + free.height - size.1 - MARGIN).max(free.y),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: (f64, f64) = (380.0, 560.0);

    fn area(x: f64, y: f64, width: f64, height: f64) -> Area {
        Area { x, y, width, height }
    }

    /// A built-in Retina display, with the menu bar's 37 points taken off the top.
    fn retina() -> Screen {
        Screen { whole: area(0.0, 0.0, 1512.0, 982.0), free: area(0.0, 37.0, 1512.0, 900.0), scale: 2.0 }
    }

    /// An external display to the right of it.
    fn external() -> Screen {
        Screen { whole: area(1512.0, 0.0, 1920.0, 1080.0), free: area(1512.0, 25.0, 1920.0, 1055.0), scale: 1.0 }
    }

    #[test]
    fn it_hangs_centred_under_the_icon() {
        let icon = area(2000.0, 0.0, 60.0, 74.0);
        assert_eq!(popover(Some(icon), SIZE, &[retina()]), Some((1015.0 - 190.0, 37.0 + GAP)));
    }

    #[test]
    fn an_icon_near_the_edge_does_not_push_it_off_the_screen() {
        let right = area(2964.0, 0.0, 60.0, 74.0);
        assert_eq!(popover(Some(right), SIZE, &[retina()]), Some((1512.0 - 380.0 - MARGIN, 37.0 + GAP)));
        let left = area(0.0, 0.0, 60.0, 74.0);
        assert_eq!(popover(Some(left), SIZE, &[retina()]), Some((MARGIN, 37.0 + GAP)));
    }

    #[test]
    fn a_physical_position_is_read_by_the_scale_of_the_screen_it_is_on() {
        // On the Retina screen this would be at 1400 points; it is at 2800 points of the external one.
        let icon = area(2800.0, 0.0, 30.0, 25.0);
        assert_eq!(popover(Some(icon), SIZE, &[external(), retina()]), Some((2815.0 - 190.0, 25.0 + GAP)));
    }

    #[test]
    fn without_an_icon_it_is_in_the_top_right_corner() {
        assert_eq!(popover(None, SIZE, &[retina()]), Some((1512.0 - 380.0 - MARGIN, 37.0 + MARGIN)));
    }

    #[test]
    fn an_icon_on_no_screen_counts_as_none() {
        let lost = area(-9000.0, 0.0, 60.0, 74.0);
        assert_eq!(popover(Some(lost), SIZE, &[retina()]), popover(None, SIZE, &[retina()]));
    }

    #[test]
    fn a_screen_smaller_than_the_popover_shows_its_top_left() {
        let tiny = Screen { whole: area(0.0, 0.0, 320.0, 240.0), free: area(0.0, 0.0, 320.0, 240.0), scale: 1.0 };
        let (x, y) = popover(None, SIZE, &[tiny]).expect("a screen");
        assert_eq!((x, y), (MARGIN, 0.0));
    }

    #[test]
    fn without_a_screen_there_is_no_place() {
        assert_eq!(popover(None, SIZE, &[]), None);
    }
}
