//! What the server answers.  Handlers translate and pass on; edits were applied before they run.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionParams, CompletionResponse,
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentHighlight, DocumentHighlightParams, DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams,
    GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult,
    InitializedParams, InlayHint, InlayHintParams, Location, Position, PrepareRenameResponse, ReferenceParams,
    RenameParams, SelectionRange, SelectionRangeParams, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult, ServerInfo, SymbolInformation, TextDocumentPositionParams, Url,
    WorkDoneProgressCancelParams, WorkspaceEdit, WorkspaceSymbolParams,
};
use tower_lsp::{LanguageServer, async_trait};

use super::actions::{self, Chosen};
use super::analysis::{self, Analysis};
use super::manners::Manners;
use super::store::{Role, Snapshot, Store};
use super::transport::arrived;
use super::{
    commands, completion, facts, hints, hover, lens, mentions, offers, outbox, rename, selection, settings,
    settings_help, sheet_help, symbols, tokens,
};
use crate::place::Span;

/// The handlers.
#[derive(Debug)]
pub(super) struct Backend {
    store: Arc<Store>,
}

impl Backend {
    pub(super) fn new(store: Arc<Store>) -> Self {
        Backend { store }
    }

    #[cfg(test)]
    #[expect(clippy::unused_async, reason = "handlers are")]
    pub(super) async fn panics(&self) -> Result<()> {
        panic!("on purpose")
    }

    #[cfg(test)]
    pub(super) async fn is_stuck(&self) -> Result<()> {
        std::future::pending().await
    }

    /// The client wants no more of what it shows progress of.
    #[expect(clippy::unused_async, reason = "handlers are")]
    pub(super) async fn stop_progress(&self, params: WorkDoneProgressCancelParams) {
        self.store.desk.stop(&params.token);
    }

    /// The analysis of the draft as it stood when the request arrived.
    async fn analysis(&self, url: &Url) -> Option<Arc<Analysis>> {
        let snapshot = arrived().or_else(|| self.store.snapshot(url))?;
        analysis::of(&self.store, snapshot).await
    }

    /// A fact sheet as it stood when the request arrived.
    fn sheet(&self, url: &Url) -> Option<Snapshot> {
        arrived().or_else(|| self.store.snapshot(url)).filter(|it| it.role == Role::Sheet)
    }

    /// A file of settings as it stood when the request arrived.
    fn settings(&self, url: &Url) -> Option<Snapshot> {
        arrived().or_else(|| self.store.snapshot(url)).filter(|it| it.role == Role::Settings)
    }

    /// The analysis of a draft, and the byte that a position in it means.
    async fn at(&self, url: &Url, position: Position) -> Option<(Arc<Analysis>, usize)> {
        let analysis = self.analysis(url).await?;
        let offset = analysis.offset(position);
        Some((analysis, offset))
    }
}

#[async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let start = params.initialization_options.as_ref().unwrap_or(&Value::Null);
        // Some clients send settings as they are in their file, under our name.
        let start = start.get(settings::SECTION).unwrap_or(start);
        let desk = &self.store.desk;
        desk.meet(Manners::read(&params), start);
        if let Some(process) = params.process_id {
            super::orphan::end_with(process);
        }
        Ok(InitializeResult {
            capabilities: offers::capabilities(desk),
            server_info: Some(ServerInfo {
                name: "deskcheck".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        outbox::begin(&self.store.desk);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    // The transport applied these when they arrived.
    async fn did_open(&self, _: DidOpenTextDocumentParams) {}
    async fn did_change(&self, _: DidChangeTextDocumentParams) {}
    async fn did_close(&self, _: DidCloseTextDocumentParams) {}
    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        // Not every client watches files.
        let path = params.text_document.uri.to_file_path();
        if path.is_ok_and(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))) {
            self.store.desk.forget_settings();
            outbox::turn(&self.store.desk);
        }
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        outbox::settings_changed(&self.store.desk, params.settings);
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.store.desk.move_folders(params.event);
        outbox::ask_for_settings(&self.store.desk);
    }

    async fn did_change_watched_files(&self, _: DidChangeWatchedFilesParams) {
        self.store.desk.forget_settings();
        outbox::turn(&self.store.desk);
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        if let Some(sheet) = self.sheet(&text_document.uri) {
            return Ok(sheet_help::hover(&self.store, &sheet, position));
        }
        if let Some(settings) = self.settings(&text_document.uri) {
            return Ok(settings_help::hover(&settings, position, self.store.desk.manners().columns));
        }
        let found = self.at(&text_document.uri, position).await;
        Ok(found.and_then(|(analysis, offset)| hover::at(&analysis, offset)))
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        if let Some(sheet) = self.sheet(&text_document.uri) {
            return Ok(Some(CompletionResponse::Array(sheet_help::completion(&self.store, &sheet, position))));
        }
        if let Some(settings) = self.settings(&text_document.uri) {
            let offers = settings_help::completion(&settings, position, self.store.desk.manners().columns);
            return Ok(Some(CompletionResponse::Array(offers)));
        }
        let Some((analysis, offset)) = self.at(&text_document.uri, position).await else { return Ok(None) };
        // At the first question of a long sheet its names are sorted, which takes a while.
        let offers = tokio::task::spawn_blocking(move || completion::at(&analysis, offset)).await;
        Ok(Some(offers.map_err(|_| Error::internal_error())?))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        if let Some(sheet) = self.sheet(&params.text_document.uri) {
            return Ok(Some(facts::of_sheet(&self.store, &sheet, params.range, &params.context)));
        }
        let analysis = self.analysis(&params.text_document.uri).await;
        Ok(analysis.map(|analysis| {
            let mut found = actions::of(&analysis, params.range, &params.context);
            found.extend(facts::of_draft(&self.store, &analysis, params.range, &params.context));
            found
        }))
    }

    async fn code_action_resolve(&self, mut action: CodeAction) -> Result<CodeAction> {
        let data = action.data.clone().unwrap_or_default();
        let Ok(chosen) = serde_json::from_value::<Chosen>(data) else { return Ok(action) };
        let analysis = self.analysis(&chosen.uri).await.ok_or_else(Error::content_modified)?;
        action.edit = Some(actions::edit(&analysis, &chosen).ok_or_else(Error::content_modified)?);
        Ok(action)
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let analysis = self.analysis(&params.text_document.uri).await;
        Ok(analysis.map(|analysis| lens::of(&analysis)))
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        let found = self.at(&text_document.uri, position).await;
        Ok(found.and_then(|(analysis, offset)| {
            facts::definition(&self.store, &analysis, offset).or_else(|| mentions::definition(&analysis, offset))
        }))
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let declaration = params.context.include_declaration;
        let found = self.at(&text_document.uri, position).await;
        Ok(found.and_then(|(analysis, offset)| mentions::references(&analysis, offset, declaration)))
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        let found = self.at(&text_document.uri, position).await;
        Ok(found.and_then(|(analysis, offset)| mentions::highlights(&analysis, offset)))
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        let found = self.at(&params.text_document.uri, params.position).await;
        found.map_or(Ok(None), |(analysis, offset)| rename::prepare(&analysis, offset))
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let found = self.at(&text_document.uri, position).await;
        found.map_or(Ok(None), |(analysis, offset)| rename::rename(&analysis, offset, &params.new_name))
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let analysis = self.analysis(&params.text_document.uri).await;
        Ok(analysis.map(|analysis| symbols::outline(&analysis)))
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        let mut analyses = Vec::new();
        for draft in self.store.drafts() {
            analyses.extend(analysis::of(&self.store, draft).await);
        }
        Ok(Some(symbols::search(&analyses, &params.query)))
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let analysis = self.analysis(&params.text_document.uri).await;
        Ok(analysis.map(|analysis| hints::of(&analysis, params.range)))
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let Some(analysis) = self.analysis(&params.text_document.uri).await else { return Ok(None) };
        let one = |position| selection::at(&analysis, analysis.offset(position));
        Ok(Some(params.positions.into_iter().map(one).collect()))
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        let Some(analysis) = self.analysis(&params.text_document.uri).await else { return Ok(None) };
        let whole = Span::new(0, analysis.text.len());
        Ok(Some(SemanticTokensResult::Tokens(tokens::of(&analysis, whole))))
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let Some(analysis) = self.analysis(&params.text_document.uri).await else { return Ok(None) };
        Ok(Some(SemanticTokensRangeResult::Tokens(tokens::of(&analysis, analysis.span(params.range)))))
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        commands::run(&self.store, params).await
    }
}
