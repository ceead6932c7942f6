//! What the server answers.  Handlers translate and pass on; edits were applied before they run.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProviderCapability, CodeActionResponse,
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentHighlight, DocumentHighlightParams, GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams,
    HoverProviderCapability, InitializeParams, InitializeResult, InitializedParams, Location, MarkupKind, OneOf,
    Position, ReferenceParams, SaveOptions, ServerCapabilities, ServerInfo, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Url,
};
use tower_lsp::{LanguageServer, async_trait};

use super::analysis::{self, Analysis};
use super::store::{Manners, Store};
use super::transport::arrived;
use super::{actions, convert, hover};
use crate::options::{Language, Options};
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

    /// The analysis of the draft as it stood when the request arrived.
    async fn analysis(&self, url: &Url) -> Option<Arc<Analysis>> {
        let snapshot = arrived().or_else(|| self.store.snapshot(url))?;
        analysis::of(&self.store, snapshot).await
    }

    /// Every place that speaks of what stands at a position, in order, that place included.
    async fn mentions(&self, url: &Url, position: Position) -> Option<(Arc<Analysis>, Vec<Span>)> {
        let analysis = self.analysis(url).await?;
        let offset = convert::offset(&analysis.text, &analysis.lines, position, self.store.manners().columns);
        let ledger = analysis.checked.ledger();
        let entry = ledger
            .into_iter()
            .filter(|entry| entry.span.holds(offset))
            .min_by_key(|entry| entry.span.end - entry.span.start)?;
        let mut spans = entry.same;
        spans.push(entry.span);
        spans.sort_unstable();
        Some((analysis, spans))
    }
}

/// What the client can do, from what it says.
fn manners(params: &InitializeParams) -> Manners {
    let capabilities = &params.capabilities;
    let document = capabilities.text_document.as_ref();
    let encodings = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref());
    let formats = document.and_then(|it| it.hover.as_ref()).and_then(|hover| hover.content_format.as_ref());
    let edits = capabilities.workspace.as_ref().and_then(|it| it.workspace_edit.as_ref());
    let setting = |name: &str| {
        params.initialization_options.as_ref().and_then(|options| options.get(name)).and_then(|it| it.as_str())
    };
    Manners {
        columns: convert::negotiate(encodings),
        related: document
            .and_then(|it| it.publish_diagnostics.as_ref())
            .and_then(|it| it.related_information)
            .unwrap_or(false),
        versioned: edits.and_then(|it| it.document_changes).unwrap_or(false),
        markdown: formats.and_then(|list| list.first()).is_some_and(|first| *first == MarkupKind::Markdown),
        options: Options {
            language: match setting("language") {
                Some("en-GB") => Language::British,
                Some("en-US") => Language::American,
                _ => Language::Any,
            },
            ..Options::default()
        },
    }
}

#[async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let manners = manners(&params);
        let encoding = convert::encoding(manners.columns);
        self.store.meet(manners);
        if let Some(process) = params.process_id {
            super::transport::end_with(process);
        }
        Ok(InitializeResult {
            capabilities: ServerCapabilities {
                position_encoding: Some(encoding),
                text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                    open_close: Some(true),
                    change: Some(TextDocumentSyncKind::INCREMENTAL),
                    save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
                    ..TextDocumentSyncOptions::default()
                })),
                hover_provider: Some(HoverProviderCapability::Simple(true)),
                definition_provider: Some(OneOf::Left(true)),
                references_provider: Some(OneOf::Left(true)),
                document_highlight_provider: Some(OneOf::Left(true)),
                code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
                    code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
                    ..CodeActionOptions::default()
                })),
                ..ServerCapabilities::default()
            },
            server_info: Some(ServerInfo {
                name: "deskcheck".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    async fn initialized(&self, _: InitializedParams) {}

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    // The transport applied these when they arrived.
    async fn did_open(&self, _: DidOpenTextDocumentParams) {}
    async fn did_change(&self, _: DidChangeTextDocumentParams) {}
    async fn did_close(&self, _: DidCloseTextDocumentParams) {}
    async fn did_save(&self, _: DidSaveTextDocumentParams) {}

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let place = params.text_document_position_params;
        let Some(analysis) = self.analysis(&place.text_document.uri).await else { return Ok(None) };
        let manners = self.store.manners();
        let offset = convert::offset(&analysis.text, &analysis.lines, place.position, manners.columns);
        Ok(hover::at(&analysis, offset, &manners))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let Some(analysis) = self.analysis(&params.text_document.uri).await else { return Ok(None) };
        Ok(Some(actions::of(&analysis, params.range, &params.context, &self.store.manners())))
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let place = params.text_document_position_params;
        let found = self.mentions(&place.text_document.uri, place.position).await;
        let columns = self.store.manners().columns;
        Ok(found.and_then(|(analysis, spans)| {
            let range = convert::range(&analysis.text, &analysis.lines, *spans.first()?, columns);
            Some(GotoDefinitionResponse::Scalar(Location::new(analysis.url.clone(), range)))
        }))
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let place = params.text_document_position;
        let found = self.mentions(&place.text_document.uri, place.position).await;
        let columns = self.store.manners().columns;
        Ok(found.map(|(analysis, spans)| {
            let skipped = usize::from(!params.context.include_declaration);
            let ranges =
                spans.iter().skip(skipped).map(|span| convert::range(&analysis.text, &analysis.lines, *span, columns));
            ranges.map(|range| Location::new(analysis.url.clone(), range)).collect()
        }))
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let place = params.text_document_position_params;
        let found = self.mentions(&place.text_document.uri, place.position).await;
        let columns = self.store.manners().columns;
        Ok(found.map(|(analysis, spans)| {
            let ranges = spans.iter().map(|span| convert::range(&analysis.text, &analysis.lines, *span, columns));
            ranges.map(|range| DocumentHighlight { range, kind: None }).collect()
        }))
    }
}
