//! One draft with all that it is held against.

use std::fs;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDateTime;
use clap::{Args, ValueEnum};

use super::super::day;
use super::super::house::{Joins, SettingsArguments};
use super::super::sheets::Sheets;
use super::find::format_of;
use crate::check::{self, Checked, Desk};
use crate::container::{self, Opened};
use crate::options::{Format, Language, Options};
use crate::reference::Reference;
use crate::settings::{House, Signature, Terms};
use crate::text::{self, Says};

/// How drafts are read and what they are held against.
#[derive(Debug, Args)]
pub(in crate::cli) struct DraftArguments {
    /// The day of publication, if the drafts do not say it or say it wrongly: 2022-10-04, or with a time.
    #[arg(long, value_name = "DATE", value_parser = day::read)]
    published: Option<NaiveDateTime>,
    /// Hold the drafts against this fact sheet (TOML, JSON, YAML or CSV); may be given several times.
    #[arg(long, value_name = "FILE")]
    pub reference: Vec<PathBuf>,
    /// For what leaves the house: leave notes, addresses, sources and birth dates of fact sheets out of what is printed.
    #[arg(long)]
    pub redact: bool,
    #[command(flatten)]
    pub settings: SettingsArguments,
    /// The English of the desk: how 03/04/2022 is read.
    #[arg(long, value_enum)]
    lang: Option<LanguageArgument>,
    /// Read every draft as this format, whatever its name.
    #[arg(long = "as", value_enum, value_name = "FORMAT")]
    format_of_drafts: Option<FormatArgument>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LanguageArgument {
    /// British English: 3 April for 03/04.
    #[value(name = "en-GB")]
    British,
    /// American English: March 4 for 03/04.
    #[value(name = "en-US")]
    American,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatArgument {
    Text,
    Markdown,
    Html,
    Asciidoc,
    Rst,
}

/// A draft's options, and what it is held against.
pub(in crate::cli) struct Prepared {
    pub options: Options,
    pub terms: Terms,
    reference: Arc<Reference>,
}

/// A draft that was checked by itself.
pub(in crate::cli) struct One {
    pub name: String,
    pub text: String,
    pub checked: Checked,
    /// What of settings and sheets could not be read.
    pub errors: Vec<String>,
    /// Who vouches for things here.
    pub signature: Signature,
}

impl DraftArguments {
    /// The fact sheets that were given, and room for those that are found.
    pub(in crate::cli) fn sheets(&self) -> Sheets {
        Sheets::new(&self.reference, self.redact)
    }

    /// What holds for a draft; `None` is standard input without a name.
    pub(in crate::cli) fn prepare(
        &self,
        name: Option<&Path>,
        opened: &Opened,
        house: &House,
        (sheets, joins): (&Sheets, &Joins),
    ) -> Prepared {
        let terms = house.of(name);
        let given = self.format_of_drafts.map(|format| match format {
            FormatArgument::Text => Format::Text,
            FormatArgument::Markdown => Format::Markdown,
            FormatArgument::Html => Format::Html,
            FormatArgument::Asciidoc => Format::AsciiDoc,
            FormatArgument::Rst => Format::Rst,
        });
        let format = opened.format_as(given.or_else(|| name.and_then(format_of))).unwrap_or_default();
        let language = match self.lang {
            Some(LanguageArgument::British) => Language::British,
            Some(LanguageArgument::American) => Language::American,
            None => terms.effective.language,
        };
        let draft = name.unwrap_or(Path::new("-"));
        // Sheets given, found, named in the settings and in the front matter.
        let mut more = terms.sheets.clone();
        for directive in text::front_matter(&opened.text, format) {
            if let Says::Reference(sheet) = directive.says {
                more.push(draft.parent().unwrap_or(Path::new("")).join(sheet));
            }
        }
        let reference = joins.of(&sheets.of(draft), &more, sheets);
        let honorifics = terms.effective.honorifics;
        Prepared { options: Options { format, language, published: self.published, honorifics }, terms, reference }
    }

    /// Checks one draft as `deskcheck check` does.
    pub(in crate::cli) fn check(&self, path: &Path) -> anyhow::Result<One> {
        let name = path.display().to_string();
        let opened = opened(path, &name).map_err(anyhow::Error::msg)?;
        let (house, sheets) = (self.settings.house(), self.sheets());
        let prepared = self.prepare(Some(path), &opened, &house, (&sheets, &Joins::default()));
        let check = || check::on_desk(&opened.text, &prepared.options, &prepared.desk());
        let Ok(checked) = catch_unwind(AssertUnwindSafe(check)) else {
            anyhow::bail!("{name}: a bug in deskcheck stopped the check of this draft; please report it");
        };
        let errors = house.errors().into_iter().chain(sheets.errors()).collect();
        let signature = prepared.terms.effective.signature;
        Ok(One { name, text: opened.text, checked, errors, signature })
    }
}

impl Prepared {
    /// What the draft is held against.
    pub(in crate::cli) fn desk(&self) -> Desk<'_> {
        Desk {
            reference: &self.reference,
            levels: &self.terms.effective.levels,
            accepted: &self.terms.accepted,
            baseline: None,
            earlier: None,
        }
    }
}

/// The text of a draft; else what is wrong.
pub(in crate::cli) fn opened(path: &Path, name: &str) -> Result<Opened, String> {
    let bytes = read(path).map_err(|error| format!("{name}: could not be read: {error}; check its permissions"))?;
    let Ok(opened) = catch_unwind(|| container::open(&bytes, name)) else {
        return Err(format!("{name}: a bug in deskcheck stopped the reading of this file; please report it"));
    };
    opened.map_err(|error| format!("{name}: {error}"))
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    fs::read(path)
}
