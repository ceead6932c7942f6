//! (soon)
pub(super) fn read(source: &str, builder: &mut super::build::Builder<'_>) {
    super::plain::read(source, builder)
}
