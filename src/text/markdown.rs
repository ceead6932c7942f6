//! Markdown: `CommonMark` with tables, footnotes and front matter.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::block::{Cell, Zone};
use super::build::Builder;
use super::front_matter;
use super::zones::Layout;
use crate::place::Span;

/// Where the reader is.
#[derive(Debug, Default)]
struct Reader {
    /// Depth of code blocks, autolinks and the like, whose text is no prose.
    silent: usize,
    quotes: usize,
    lists: usize,
    footnotes: usize,
    headlines: usize,
    tables: u32,
    cell: Option<Cell>,
    /// Depth of emphasis, and whether prose stood outside of it in this block.
    emphasis: usize,
    plain: bool,
    image: usize,
    /// The picture being read has a block of its own.
    pictured: bool,
    /// The caption of the picture, where its link has one.
    caption: Option<Span>,
    /// Nothing but a picture was read since the last block.
    under_picture: bool,
}

/// Reads Markdown.
pub(super) fn read(source: &str, builder: &mut Builder<'_>) {
    let body = front_matter::read(source, builder);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_GFM;
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(&source[body..], options).into_offset_iter() {
        let span = Span::new(body + range.start, body + range.end);
        reader.event(source, event, span, builder);
    }
    reader.end(builder, None);
}

impl Reader {
    fn event(&mut self, source: &str, event: Event<'_>, span: Span, builder: &mut Builder<'_>) {
        match event {
            Event::Start(tag) => {
                self.directive(&tag, span, builder);
                if let Tag::Image { title, .. } = &tag {
                    self.caption = caption(source, title, span);
                }
                self.start(&tag, builder);
            }
            Event::InlineHtml(_) => builder.comments(span),
            Event::End(tag) => self.stop(tag, builder),
            Event::Text(text) if self.silent == 0 => {
                self.plain |= self.emphasis == 0 && !text.trim().is_empty();
                if source[span.range()] == *text {
                    builder.run(span);
                } else {
                    builder.piece(&text, span);
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::Code(_) if self.silent == 0 => builder.space(span),
            Event::Rule => self.end(builder, None),
            _ => {}
        }
    }

    /// Notes what a comment to deskcheck is for.
    fn directive(&mut self, tag: &Tag<'_>, span: Span, builder: &mut Builder<'_>) {
        match tag {
            Tag::HtmlBlock => {
                self.end(builder, None);
                builder.comments(span);
            }
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Item
            | Tag::FootnoteDefinition(_)
            | Tag::Table(_) => {
                self.end(builder, None);
                builder.area(span);
            }
            _ => {}
        }
    }

    /// Ends the block that was collected, as what the places around it make of it.
    fn end(&mut self, builder: &mut Builder<'_>, zone: Option<Zone>) {
        let quoted =
            (self.quotes > 0 && self.lists == 0).then_some(Zone::PullQuote).filter(|_| is_pull_quote(builder.text()));
        let zone = zone
            .or((self.footnotes > 0).then_some(Zone::Footnote))
            .or(quoted)
            .or((self.quotes > 0).then_some(Zone::Body))
            .or((self.lists > 0).then_some(Zone::List));
        let emphasis = !self.plain && !builder.is_empty();
        let caption = self.under_picture && emphasis && zone.is_none();
        self.under_picture &= builder.is_empty();
        let layout = Layout { zone, alone: !builder.text().contains('\n'), emphasis, caption, cell: None };
        builder.end(layout);
        self.plain = false;
    }

    fn start(&mut self, tag: &Tag<'_>, builder: &mut Builder<'_>) {
        match tag {
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.end(builder, None);
                self.silent += 1;
            }
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => self.silent += 1,
            Tag::Emphasis | Tag::Strong => self.emphasis += 1,
            // A picture of its own is described in a block of its own; one within a sentence is passed over.
            Tag::Image { .. } => {
                self.image += 1;
                self.silent += usize::from(!builder.is_empty());
                self.pictured = builder.is_empty();
            }
            Tag::BlockQuote(_) => {
                self.end(builder, None);
                self.quotes += 1;
            }
            Tag::List(_) => {
                self.end(builder, None);
                self.lists += 1;
            }
            Tag::FootnoteDefinition(_) => {
                self.end(builder, None);
                self.footnotes += 1;
            }
            Tag::Table(_) => {
                self.end(builder, None);
                self.cell = Some(Cell { table: self.tables, row: 0, column: 0, head: true });
                self.tables += 1;
            }
            Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell => self.end(builder, None),
            _ => {}
        }
    }

    fn stop(&mut self, tag: TagEnd, builder: &mut Builder<'_>) {
        match tag {
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                self.silent = self.silent.saturating_sub(1);
            }
            // Only the links that were silenced at their start close here with nothing said.
            TagEnd::Link if self.silent > 0 => self.silent -= 1,
            TagEnd::Emphasis | TagEnd::Strong => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Image => {
                self.image = self.image.saturating_sub(1);
                if self.pictured {
                    self.end(builder, Some(Zone::AltText));
                    if let Some(caption) = self.caption.take() {
                        builder.run(caption);
                        self.end(builder, Some(Zone::Caption));
                    }
                    self.under_picture = true;
                } else {
                    self.silent = self.silent.saturating_sub(1);
                }
                self.pictured = false;
            }
            TagEnd::Heading(level) => {
                let headline = level == HeadingLevel::H1 && self.headlines == 0;
                self.headlines += usize::from(headline);
                self.end(builder, Some(if headline { Zone::Headline } else { Zone::Subhead }));
            }
            TagEnd::Paragraph | TagEnd::Item => self.end(builder, None),
            TagEnd::BlockQuote(_) => {
                self.end(builder, None);
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.end(builder, None);
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => {
                self.end(builder, None);
                self.footnotes = self.footnotes.saturating_sub(1);
            }
            TagEnd::TableCell => {
                if let Some(cell) = &mut self.cell {
                    builder.end(Layout::cell(*cell));
                    cell.column += 1;
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(cell) = &mut self.cell {
                    *cell = Cell { row: cell.row + 1, column: 0, head: false, ..*cell };
                }
            }
            TagEnd::Table => self.cell = None,
            _ => {}
        }
    }
}

/// Where the title of a picture's link stands, which sites show under it; one that is no sentence of its own (a file's name) is
/// none.
fn caption(source: &str, title: &str, image: Span) -> Option<Span> {
    let at = source[image.range()].rfind(title).filter(|_| title.trim().contains(' '))?;
    let start = image.start as usize + at;
    Some(Span::new(start, start + title.len()))
}

/// A quotation lifted out of the story: one short paragraph in quotation marks, or followed by its speaker.
pub(super) fn is_pull_quote(text: &str) -> bool {
    let text = text.trim();
    text.len() < 300 && text.starts_with(['“', '"', '‘', '\'', '—', '–'])
}
