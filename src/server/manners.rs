//! What the client said of itself, capability by capability.

use serde_json::Value;
use tower_lsp::lsp_types::{InitializeParams, PositionEncodingKind, Url};

use super::convert;
use crate::text::Columns;

bitflags::bitflags! {
    /// What a client can do; what it does not claim, it cannot.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(super) struct Can: u32 {
        /// Show related places.
        const RELATED = 1;
        /// Follow the code of a diagnostic to its page.
        const CODE_PAGES = 1 << 1;
        /// Keep what a diagnostic carries.
        const KEEP_DATA = 1 << 2;
        /// Take edits for a version.
        const VERSIONED = 1 << 3;
        /// Ask before an edit is made.
        const ANNOTATIONS = 1 << 4;
        /// Make an edit that the server asks for.
        const APPLY = 1 << 5;
        /// Show code actions, not only commands.
        const ACTIONS = 1 << 6;
        /// Ask for the edit of a code action when it is chosen.
        const RESOLVE = 1 << 7;
        /// Mark the action of choice.
        const PREFERRED = 1 << 8;
        /// Follow links that tell where they come from.
        const LINKS = 1 << 9;
        /// Ask what is renamed before it asks for the new name.
        const PREPARE = 1 << 10;
        /// Show an outline as a tree.
        const TREE = 1 << 11;
        /// Be asked for settings.
        const SETTINGS = 1 << 12;
        /// Tell of new settings when that is registered.
        const REGISTER_SETTINGS = 1 << 13;
        /// Watch files.
        const WATCH = 1 << 14;
        /// Ask for inlay hints anew.
        const REFRESH_HINTS = 1 << 15;
        /// Ask for lenses anew.
        const REFRESH_LENSES = 1 << 16;
        /// Ask for semantic tokens anew.
        const REFRESH_TOKENS = 1 << 17;
        /// Show progress.
        const PROGRESS = 1 << 18;
        /// Take semantic tokens when that is registered later.
        const REGISTER_TOKENS = 1 << 19;
        /// Show a document that the server names.
        const SHOW = 1 << 20;
        /// Make a file that an edit needs.
        const CREATE = 1 << 21;
    }
}

/// Where each is said.
const SAID: &[(&str, Can)] = &[
    ("/textDocument/publishDiagnostics/relatedInformation", Can::RELATED),
    ("/textDocument/publishDiagnostics/codeDescriptionSupport", Can::CODE_PAGES),
    ("/textDocument/publishDiagnostics/dataSupport", Can::KEEP_DATA),
    ("/workspace/workspaceEdit/documentChanges", Can::VERSIONED),
    ("/workspace/workspaceEdit/changeAnnotationSupport", Can::ANNOTATIONS),
    ("/workspace/applyEdit", Can::APPLY),
    ("/textDocument/codeAction/codeActionLiteralSupport", Can::ACTIONS),
    ("/textDocument/codeAction/isPreferredSupport", Can::PREFERRED),
    ("/textDocument/definition/linkSupport", Can::LINKS),
    ("/textDocument/rename/prepareSupport", Can::PREPARE),
    ("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport", Can::TREE),
    ("/workspace/configuration", Can::SETTINGS),
    ("/workspace/didChangeConfiguration/dynamicRegistration", Can::REGISTER_SETTINGS),
    ("/workspace/didChangeWatchedFiles/dynamicRegistration", Can::WATCH),
    ("/workspace/inlayHint/refreshSupport", Can::REFRESH_HINTS),
    ("/workspace/codeLens/refreshSupport", Can::REFRESH_LENSES),
    ("/workspace/semanticTokens/refreshSupport", Can::REFRESH_TOKENS),
    ("/window/workDoneProgress", Can::PROGRESS),
    ("/textDocument/semanticTokens/dynamicRegistration", Can::REGISTER_TOKENS),
    ("/window/showDocument/support", Can::SHOW),
];

/// What the client said of itself, as far as it matters.
#[derive(Clone, Debug, Default)]
pub(super) struct Manners {
    /// How columns are counted.
    pub columns: Columns,
    /// It shows Markdown in hovers.
    pub markdown: bool,
    /// What it can do.
    pub can: Can,
    /// The tags of diagnostics that it knows, by number.
    pub tags: Vec<i64>,
    /// The folders that were open at the start.
    pub folders: Vec<Url>,
}

impl Manners {
    /// Reads the first message of a client.
    pub fn read(params: &InitializeParams) -> Self {
        let said = serde_json::to_value(&params.capabilities).unwrap_or_default();
        let list = |at: &str| said.pointer(at).and_then(Value::as_array).cloned().unwrap_or_default();
        let mut can = Can::empty();
        for (at, ability) in SAID {
            // An object says yes by being there.
            let yes = said.pointer(at).is_some_and(|value| value.is_object() || value.as_bool() == Some(true));
            can.set(*ability, yes);
        }
        let lazily = list("/textDocument/codeAction/resolveSupport/properties").iter().any(|it| it == "edit");
        let keeps = said.pointer("/textDocument/codeAction/dataSupport").and_then(Value::as_bool) == Some(true);
        can.set(Can::RESOLVE, lazily && keeps);
        let creates = list("/workspace/workspaceEdit/resourceOperations").iter().any(|it| it == "create");
        can.set(Can::CREATE, creates && can.contains(Can::VERSIONED));
        // Annotated edits have their place in edits for a version only.
        can.set(Can::ANNOTATIONS, can.contains(Can::ANNOTATIONS | Can::VERSIONED));
        let encodings: Vec<_> = list("/general/positionEncodings")
            .iter()
            .filter_map(|it| it.as_str())
            .map(|name| PositionEncodingKind::from(name.to_owned()))
            .collect();
        let folders = params.workspace_folders.iter().flatten().map(|folder| folder.uri.clone());
        let folders: Vec<_> = folders.collect();
        let root = params.root_uri.clone();
        Manners {
            columns: convert::negotiate(Some(&encodings)),
            markdown: list("/textDocument/hover/contentFormat").first().is_some_and(|first| first == "markdown"),
            can,
            tags: list("/textDocument/publishDiagnostics/tagSupport/valueSet")
                .iter()
                .filter_map(Value::as_i64)
                .collect(),
            folders: if folders.is_empty() { root.into_iter().collect() } else { folders },
        }
    }

    /// Whether the client can do something.
    pub fn can(&self, ability: Can) -> bool {
        self.can.contains(ability)
    }
}
