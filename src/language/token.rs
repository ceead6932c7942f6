//! The tokenizer: one pass over the bytes of a block.

use super::lexicon::{self, WordId};

bitflags::bitflags! {
    /// How a token looks and stands.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Flags: u8 {
        /// It follows the token before without a space: "km" in "16km", "-" in "Jean-Pierre".
        const GLUED = 1;
        /// Its first letter is a capital.
        const CAPITAL = 1 << 1;
        /// It has two letters or more and all are capitals.
        const UPPER = 1 << 2;
        /// A word with digits in it: "G7", "A380".
        const DIGITS = 1 << 3;
        /// It stands in a quotation.
        const QUOTED = 1 << 4;
        /// It is the first of its sentence, opening marks apart.
        const FIRST = 1 << 5;
        /// An abbreviation with its own full stops: "U.S.", "p.m.", "Ph.D.".
        const DOTTED = 1 << 6;
        /// A new line begins between the token before and this one.
        const NEW_LINE = 1 << 7;
    }
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Nothing: past either end of the prose.
    #[default]
    None,
    /// Letters, with apostrophes inside ("O'Neill") and perhaps digits after the first letter.
    Word,
    /// "'s", "'re", "'ll" and the like, cut from the word before.
    Clitic,
    /// Digits with their separators ("1,200.50"), or a vulgar fraction ("½").
    Number,
    /// A mark or a symbol.
    Mark,
    /// A web address, e-mail address, handle or hashtag.
    Link,
}

/// Which mark a token is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Mark {
    #[default]
    None,
    Comma,
    Period,
    Colon,
    Semicolon,
    Exclamation,
    Question,
    Ellipsis,
    /// "-" and the hyphens that look like it.
    Hyphen,
    /// En and em dashes, the minus sign, and "--".
    Dash,
    /// A straight double quotation mark.
    Quote,
    OpenQuote,
    CloseQuote,
    /// A left single quotation mark.
    OpenSingle,
    /// A straight apostrophe or a right single quotation mark.
    Apostrophe,
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    Slash,
    Percent,
    Ampersand,
    /// "$", "£", "€" and other currency signs: see the lexicon for which.
    Currency,
    Degree,
    Hash,
    At,
    Times,
    Plus,
    Other,
}

/// One token of a block.
#[derive(Clone, Copy, Debug, Default)]
pub struct Token {
    /// First byte in the prose.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// Its word in the lexicon; 0 when it is not there.
    pub word: WordId,
    /// What it is made of.
    pub kind: Kind,
    /// Which mark it is.
    pub mark: Mark,
    /// How it looks and stands.
    pub flags: Flags,
}

impl Token {
    /// Whether its first letter is a capital.
    #[must_use]
    pub fn is_capital(&self) -> bool {
        self.flags.contains(Flags::CAPITAL)
    }

    /// Whether it stands in a quotation.
    #[must_use]
    pub fn is_quoted(&self) -> bool {
        self.flags.contains(Flags::QUOTED)
    }
}

/// What a byte can begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Line,
    Letter,
    Digit,
    Mark,
    High,
}

const CLASS: [Class; 256] = {
    let mut table = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "a byte is under 256")]
        let letter = byte as u8;
        table[byte] = match letter {
            b'\n' | b'\r' => Class::Line,
            0..=b' ' | 0x7f => Class::Space,
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            0x80..=0xff => Class::High,
            _ => Class::Mark,
        };
        byte += 1;
    }
    table
};

/// What a character beyond ASCII is to the tokenizer.
enum High {
    Space,
    /// Belongs to the word around it and has no weight: soft hyphen, zero-width joiner, combining mark.
    Joiner,
    Letter,
    Fraction,
    Mark(Mark),
}

fn high(letter: char) -> High {
    match letter {
        '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}'
        | '\u{feff}'
        | '\u{200b}'
        | '\u{85}' => High::Space,
        '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{300}'..='\u{36f}' | '\u{2060}' | '\u{fe0f}' => High::Joiner,
        '½' | '⅓' | '⅔' | '¼' | '¾' | '⅕' | '⅖' | '⅗' | '⅘' | '⅙' | '⅚' | '⅛' | '⅜' | '⅝' | '⅞' => {
            High::Fraction
        }
        '“' | '„' | '«' | '‟' => High::Mark(Mark::OpenQuote),
        '”' | '»' => High::Mark(Mark::CloseQuote),
        '‘' | '‚' | '‛' => High::Mark(Mark::OpenSingle),
        '’' | 'ʼ' | '′' => High::Mark(Mark::Apostrophe),
        '–' | '—' | '―' | '−' => High::Mark(Mark::Dash),
        '‐' | '‑' => High::Mark(Mark::Hyphen),
        '…' => High::Mark(Mark::Ellipsis),
        '°' | 'º' => High::Mark(Mark::Degree),
        '×' => High::Mark(Mark::Times),
        // The signs of currencies have a block of their own.
        '£' | '¥' | '¢' | '฿' | '\u{20a0}'..='\u{20cf}' => High::Mark(Mark::Currency),
        '²' | '³' => High::Letter,
        _ if letter.is_alphabetic() => High::Letter,
        _ => High::Mark(Mark::Other),
    }
}

fn ascii_mark(byte: u8) -> Mark {
    match byte {
        b',' => Mark::Comma,
        b'.' => Mark::Period,
        b':' => Mark::Colon,
        b';' => Mark::Semicolon,
        b'!' => Mark::Exclamation,
        b'?' => Mark::Question,
        b'-' => Mark::Hyphen,
        b'"' => Mark::Quote,
        b'\'' => Mark::Apostrophe,
        b'`' => Mark::OpenSingle,
        b'(' => Mark::OpenParen,
        b')' => Mark::CloseParen,
        b'[' => Mark::OpenBracket,
        b']' => Mark::CloseBracket,
        b'/' => Mark::Slash,
        b'%' => Mark::Percent,
        b'&' => Mark::Ampersand,
        b'$' => Mark::Currency,
        b'#' => Mark::Hash,
        b'@' => Mark::At,
        b'+' => Mark::Plus,
        _ => Mark::Other,
    }
}

/// Cuts prose into tokens.
pub(super) fn tokenize(text: &str) -> Vec<Token> {
    let mut cutter = Cutter { text, bytes: text.as_bytes(), tokens: Vec::with_capacity(text.len() / 4 + 4), last: 0 };
    let mut at = 0;
    let mut line = false;
    while let Some(&byte) = cutter.bytes.get(at) {
        let before = cutter.tokens.len();
        at = match CLASS[byte as usize] {
            Class::Space => {
                at += 1;
                continue;
            }
            Class::Line => {
                line = true;
                at += 1;
                continue;
            }
            Class::Letter => cutter.word(at),
            Class::Digit => cutter.number(at),
            Class::Mark => cutter.mark(at, byte),
            Class::High => cutter.high(at),
        };
        if cutter.tokens.len() > before {
            if line {
                cutter.tokens[before].flags |= Flags::NEW_LINE;
            }
            line = false;
        }
    }
    cutter.tokens
}

struct Cutter<'a> {
    text: &'a str,
    bytes: &'a [u8],
    tokens: Vec<Token>,
    /// Where the last token ended.
    last: usize,
}

impl Cutter<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b' ')
    }

    fn char(&self, at: usize) -> char {
        self.text[at..].chars().next().unwrap_or(' ')
    }

    #[expect(clippy::cast_possible_truncation, reason = "a source is under 4 GiB")]
    fn push(&mut self, start: usize, end: usize, kind: Kind, mark: Mark, word: WordId, mut flags: Flags) -> usize {
        if start == self.last && start > 0 {
            flags |= Flags::GLUED;
        }
        self.tokens.push(Token { start: start as u32, end: end as u32, word, kind, mark, flags });
        self.last = end;
        end
    }

    /// A word from its first letter: letters, digits after letters, inner apostrophes, inner full stops of
    /// abbreviations.
    fn word(&mut self, start: usize) -> usize {
        if let Some(end) = self.plain_word(start) {
            let capital = self.bytes[start].is_ascii_uppercase();
            let flags = if capital { Flags::CAPITAL } else { Flags::empty() };
            return self.push(start, end, Kind::Word, Mark::None, lexicon::find(&self.bytes[start..end]), flags);
        }
        let mut at = start;
        let (mut uppers, mut lowers, mut plain, mut digits) = (0, 0, true, false);
        let mut apostrophe = None;
        loop {
            let byte = self.byte(at);
            match byte {
                b'a'..=b'z' => {
                    let run = self.bytes[at..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
                    lowers += run;
                    at += run;
                    continue;
                }
                b'A'..=b'Z' => uppers += 1,
                // "USD115" is the code of a currency and a number.
                b'0'..=b'9'
                    if !digits
                        && uppers == 3
                        && at - start == 3
                        && lexicon::is_currency_code(&self.bytes[start..at]) =>
                {
                    break;
                }
                b'0'..=b'9' => digits = true,
                b'\'' if self.byte(at + 1).is_ascii_alphabetic() => {
                    if let Some(end) = self.clitic(at, 1) {
                        apostrophe = Some((at, end));
                        break;
                    }
                    // A quotation that closes against a word ("'yes'or") is rarer than "O'Neill".
                }
                0x80.. => {
                    let letter = self.char(at);
                    match high(letter) {
                        High::Letter if letter.is_uppercase() => uppers += 1,
                        High::Letter => lowers += 1,
                        High::Joiner => {}
                        High::Mark(Mark::Apostrophe) if self.char(at + letter.len_utf8()).is_alphabetic() => {
                            if let Some(end) = self.clitic(at, letter.len_utf8()) {
                                apostrophe = Some((at, end));
                                break;
                            }
                        }
                        _ => break,
                    }
                    plain = false;
                    at += letter.len_utf8();
                    continue;
                }
                _ => break,
            }
            at += 1;
        }
        let mut flags = Flags::empty();
        if let Some(end) = self.dotted(start, at) {
            at = end;
            flags |= Flags::DOTTED;
            apostrophe = None;
            if let Some(clitic) = matches!(self.byte(at), b'\'').then(|| self.clitic(at, 1)).flatten() {
                apostrophe = Some((at, clitic));
            }
        }
        if self.is_link(start, at) {
            return self.link(start, at);
        }
        let first = if plain { self.bytes[start] as char } else { self.char(start) };
        if first.is_uppercase() {
            flags |= Flags::CAPITAL;
        }
        if uppers >= 2 && lowers == 0 {
            flags |= Flags::UPPER;
        }
        if digits {
            flags |= Flags::DIGITS;
        }
        let word = lexicon::find(&self.bytes[start..at]);
        self.push(start, at, Kind::Word, Mark::None, word, flags);
        if let Some((from, to)) = apostrophe {
            self.push(from, to, Kind::Clitic, Mark::None, WordId::default(), Flags::empty());
            return to;
        }
        at
    }

    /// The end of a word of small letters, perhaps behind a capital, that nothing follows which may belong to it: most
    /// words are such.
    fn plain_word(&self, start: usize) -> Option<usize> {
        let behind = start + 1;
        let run = self.bytes[behind..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        let end = behind + run;
        let next = self.byte(end);
        let joins = matches!(next, b'\'' | b'.' | b':' | b'@')
            || matches!(CLASS[next as usize], Class::Letter | Class::Digit | Class::High);
        (self.bytes[start].is_ascii_alphabetic() && !joins).then_some(end)
    }

    /// The end of "'s", "'re", "'ve", "'ll", "'d", "'m" at an apostrophe of `width` bytes; `None` for "O'Neill" and "don't".
    fn clitic(&self, at: usize, width: usize) -> Option<usize> {
        let from = at + width;
        let length = match (self.byte(from).to_ascii_lowercase(), self.byte(from + 1).to_ascii_lowercase()) {
            (b'r' | b'v', b'e') | (b'l', b'l') => 2,
            (b's' | b'd' | b'm', _) => 1,
            _ => return None,
        };
        let after = self.byte(from + length);
        let ends = !after.is_ascii_alphanumeric() && (after < 0x80 || !self.char(from + length).is_alphanumeric());
        ends.then_some(from + length)
    }

    /// The end of "U.S.", "p.m.", "Ph.D.", "e.g." when the letters `start..at` begin one.
    fn dotted(&self, start: usize, at: usize) -> Option<usize> {
        if at - start > 2 || self.byte(at) != b'.' || !self.byte(at + 1).is_ascii_alphabetic() {
            return None;
        }
        let mut end = at;
        while self.byte(end) == b'.'
            && self.byte(end + 1).is_ascii_alphabetic()
            && !self.byte(end + 2).is_ascii_alphanumeric()
        {
            end += 2;
        }
        if end == at {
            return None;
        }
        // "p.m" and "U.S" without the last stop are as good; "i.e.The" is not split further.
        Some(if self.byte(end) == b'.' { end + 1 } else { end })
    }

    /// Whether the letters `start..at` begin a web or e-mail address.
    fn is_link(&self, start: usize, at: usize) -> bool {
        match self.byte(at) {
            b':' => self.byte(at + 1) == b'/' && self.byte(at + 2) == b'/',
            b'@' => self.byte(at + 1).is_ascii_alphanumeric(),
            b'.' => {
                self.bytes[start..at].eq_ignore_ascii_case(b"www")
                    // "example.com/page", "first.last@example.org", but not "end.Next".
                    || (self.byte(at + 1).is_ascii_lowercase() && self.byte(at + 2).is_ascii_lowercase() && at - start > 1)
            }
            _ => false,
        }
    }

    /// An address whose letters `start..at` are known to belong to it.
    fn link(&mut self, start: usize, at: usize) -> usize {
        let length = self.bytes[at..]
            .iter()
            .position(|byte| {
                byte.is_ascii_whitespace() || matches!(byte, b'<' | b'>' | b'"' | b')' | b']') || *byte >= 0x80
            })
            .unwrap_or(self.bytes.len() - at);
        let mut end = at + length;
        while end > at && matches!(self.byte(end - 1), b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'') {
            end -= 1;
        }
        self.push(start, end, Kind::Link, Mark::None, WordId::default(), Flags::empty())
    }

    /// Digits with thousands separators and a decimal part.
    fn number(&mut self, start: usize) -> usize {
        let digits = |from: usize| self.bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut at = start + digits(start);
        if at - start <= 3 {
            loop {
                // "1,200" and "1 200" with a thin or no-break space; not "in 2014, 300 people".
                let gap = match self.byte(at) {
                    b',' => 1,
                    0xc2 if self.byte(at + 1) == 0xa0 => 2,
                    0xe2 if self.byte(at + 1) == 0x80 && matches!(self.byte(at + 2), 0x89 | 0xaf) => 3,
                    _ => break,
                };
                if at + gap > self.bytes.len() || digits(at + gap) != 3 {
                    break;
                }
                at += gap + 3;
            }
        }
        let behind_point = start > 0 && self.last == start && self.byte(start - 1) == b'.';
        if self.byte(at) == b'.' && self.byte(at + 1).is_ascii_digit() && !behind_point {
            let decimals = digits(at + 1);
            // "12.10.2022" and "1.2.3" are no decimals.
            let more = self.byte(at + 1 + decimals) == b'.' && self.byte(at + 2 + decimals).is_ascii_digit();
            if !more {
                at += 1 + decimals;
            }
        }
        self.push(start, at, Kind::Number, Mark::None, WordId::default(), Flags::empty())
    }

    fn mark(&mut self, start: usize, byte: u8) -> usize {
        let mut mark = ascii_mark(byte);
        let mut end = start + 1;
        match byte {
            b'.' if self.byte(end) == b'.' && self.byte(end + 1) == b'.' => {
                end += self.bytes[end..].iter().take_while(|byte| **byte == b'.').count();
                mark = Mark::Ellipsis;
            }
            b'.' if self.byte(end).is_ascii_digit() && (self.last != start || start == 0) => {
                return self.leading_decimal(start);
            }
            b'-' if self.byte(end) == b'-' => {
                end += self.bytes[end..].iter().take_while(|byte| **byte == b'-').count();
                mark = Mark::Dash;
            }
            b'@' | b'#' if self.byte(end).is_ascii_alphabetic() && self.last != start => return self.link(start, end),
            b'\'' if self.byte(end) == b'\'' => {
                end += 1;
                mark = Mark::Quote;
            }
            b'`' if self.byte(end) == b'`' => {
                end += 1;
                mark = Mark::OpenQuote;
            }
            _ => {}
        }
        let word = if matches!(mark, Mark::Currency | Mark::Percent) {
            lexicon::find(&self.bytes[start..end])
        } else {
            WordId::default()
        };
        self.push(start, end, Kind::Mark, mark, word, Flags::empty())
    }

    /// ".5" at the start of a number.
    fn leading_decimal(&mut self, start: usize) -> usize {
        let digits = self.bytes[start + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.push(start, start + 1 + digits, Kind::Number, Mark::None, WordId::default(), Flags::empty())
    }

    fn high(&mut self, start: usize) -> usize {
        let letter = self.char(start);
        let end = start + letter.len_utf8();
        match high(letter) {
            High::Space => end,
            High::Joiner => {
                if self.last == start {
                    self.last = end;
                }
                end
            }
            High::Letter => self.word(start),
            High::Fraction => self.push(start, end, Kind::Number, Mark::None, WordId::default(), Flags::empty()),
            High::Mark(mark) => {
                let word = if matches!(mark, Mark::Currency | Mark::Degree) {
                    lexicon::find(&self.bytes[start..end])
                } else {
                    WordId::default()
                };
                self.push(start, end, Kind::Mark, mark, word, Flags::empty())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens joined by spaces, glued ones by "~".
    fn cut(text: &str) -> String {
        let mut out = String::new();
        for token in tokenize(text) {
            if !out.is_empty() {
                out.push(if token.flags.contains(Flags::GLUED) { '~' } else { ' ' });
            }
            out.push_str(&text[token.start as usize..token.end as usize]);
        }
        out
    }

    #[test]
    fn words_keep_their_inner_marks() {
        assert_eq!(cut("O'Neill’s don't L’Oréal"), "O'Neill~’s don't L’Oréal");
        assert_eq!(cut("Jean-Pierre al-Assad"), "Jean~-~Pierre al~-~Assad");
        assert_eq!(cut("the ministers' talks"), "the ministers~' talks");
        assert_eq!(cut("U.S. troops, at 5 p.m. in the U.S.’s port"), "U.S. troops~, at 5 p.m. in the U.S.~’~s port");
    }

    #[test]
    fn numbers_keep_their_separators() {
        assert_eq!(cut("1,200.50 people"), "1,200.50 people");
        assert_eq!(cut("In 2014, 300 died"), "In 2014~, 300 died");
        assert_eq!(cut("£1.2bn, 16km"), "£~1.2~bn~, 16~km");
        assert_eq!(cut("12.10.2022"), "12~.~10~.~2022");
        assert_eq!(cut("3½ and .5"), "3~½ and .5");
        assert_eq!(cut("1\u{a0}200 and 1990s"), "1\u{a0}200 and 1990~s");
    }

    #[test]
    fn addresses_are_one_token() {
        assert_eq!(cut("See www.example.org/a?b=1."), "See www.example.org/a?b=1~.");
        assert_eq!(cut("by jane.doe@example.org, @desk"), "by jane.doe@example.org~, @desk");
        assert_eq!(cut("the end.Next one"), "the end~.~Next one");
    }
}
