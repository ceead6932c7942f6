//! XML as a stream of starts, ends and text, whatever made it.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// The start of an element.
pub(super) struct Tag<'a>(&'a BytesStart<'a>);

impl Tag<'_> {
    /// Prefix and name, as in `("w", "p")`.
    pub(super) fn name(&self) -> (&str, &str) {
        let name = self.0.name().into_inner();
        name.split_once(':').unwrap_or(("", name))
    }

    /// The value of an attribute, by its name without the prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let found = self.0.attributes().flatten().find(|it| it.key.local_name().into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
    }

    /// Whether an attribute that is on when it stands alone is on: `<w:b/>`, `<w:b w:val="0"/>`.
    pub(super) fn is_on(&self) -> bool {
        !self.attribute("val").is_some_and(|value| matches!(&*value, "0" | "false" | "off" | "none"))
    }
}

/// What takes the parts of an XML file.
pub(super) trait Sink {
    /// An element begins.
    fn start(&mut self, tag: &Tag<'_>);
    /// The innermost element ends.
    fn end(&mut self, prefix: &str, name: &str);
    /// Text within the innermost element.
    fn text(&mut self, text: &str);
}

/// Reads a file to its end; `Err` where it is no XML or ends too early.
pub(super) fn read(xml: &str, sink: &mut impl Sink) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    let (mut depth, mut any) = (0_usize, false);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => {
                sink.start(&Tag(&tag));
                depth += 1;
                any = true;
            }
            Event::Empty(tag) => {
                sink.start(&Tag(&tag));
                let name = tag.name().into_inner();
                let (prefix, name) = name.split_once(':').unwrap_or(("", name));
                sink.end(prefix, name);
                any = true;
            }
            Event::End(tag) => {
                let name = tag.name().into_inner();
                let (prefix, name) = name.split_once(':').unwrap_or(("", name));
                sink.end(prefix, name);
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) => sink.text(&text.xml10_content()),
            Event::CData(text) => sink.text(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let letter = name.resolve_char_ref().ok().flatten();
                match resolve_predefined_entity(&name) {
                    Some(text) => sink.text(text),
                    // What nothing stands for is a gap in the text, told by its mark.
                    None => sink.text(letter.unwrap_or('\u{fffd}').encode_utf8(&mut [0; 4])),
                }
            }
            Event::Eof if depth > 0 || !any => return Err("it ends in the middle".to_owned()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
