/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approverinbox;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalInbox;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.lumoauth.platform.web.page.UiLocalesParameter;
import org.lumoauth.platform.web.text.UntrustedTextEscaper;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Renders the approval pages. Text from agents is escaped with {@link UntrustedTextEscaper}. */
@Component(service = ApprovalPageRenderer.class)
public final class ApprovalPageRenderer {

  private final ModulePageResponder pages;
  private final PageSessionGuard readers;
  private final SubjectDirectory subjects;
  private final ApprovalInbox inbox;

  @Activate
  public ApprovalPageRenderer(
      @Reference ModulePageResponder pages,
      @Reference PageSessionGuard readers,
      @Reference SubjectDirectory subjects,
      @Reference ApprovalInbox inbox) {
    this.pages = pages;
    this.readers = readers;
    this.subjects = subjects;
    this.inbox = inbox;
  }

  /** Returns the purpose of the form token, which is valid for answering this request only. */
  static String formPurpose(String approvalId) {
    return "approvals/" + approvalId;
  }

  /**
   * Renders a page of the requests that wait for the reader, with links to the previous and next
   * page.
   *
   * @param page the page number
   */
  void renderList(
      HttpExchange exchange, Session session, int page, ApprovalInbox.ApprovalInboxPage shown)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("account", pages.accountModel(tenant, session));
    model.put("requests", shown.items().stream().map(each -> row(tenant, each)).toList());
    shown
        .before()
        .ifPresent(
            before -> model.put("newerUrl", InboxApprovalPageUrlProvider.page(tenant, before)));
    if (shown.more()) {
      model.put("olderUrl", InboxApprovalPageUrlProvider.page(tenant, page + 1));
    }
    model.put(
        "self", PageSessionGuard.pathAndQuery(InboxApprovalPageUrlProvider.page(tenant, page)));
    pages.writePage(exchange, 200, "approvals-list", model);
  }

  /** Renders the page that requests an answer. */
  void renderConfirmation(HttpExchange exchange, Session session, Approval approval)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = row(tenant, approval);
    String address = InboxApprovalPageUrlProvider.of(tenant, approval.id());
    model.put("account", pages.accountModel(tenant, session));
    model.put("action", UiLocalesParameter.copyTo(address, exchange.view()));
    model.put(
        "hidden",
        Map.of(
            PageSessionGuard.FORM_TOKEN,
            readers.createFormToken(exchange, session, formPurpose(approval.id()))));
    SubjectRef asker = approval.request().actingSubject();
    model.put("requesterId", asker.toString());
    model.put(
        "chain",
        approval.request().chain().stream()
            .filter(each -> !each.equals(asker))
            .map(each -> UntrustedTextEscaper.escapeLine(subjects.displayName(tenant, each)))
            .toList());
    model.put("parameters", ApprovalParameterTableRows.rows(approval.request().parameters()));
    model.put("people", approval.requiredApprovals());
    Set<SubjectRef> gone = inbox.findInvalidatedApprovers(tenant, approval);
    model.put("agreed", approval.answers().size() - gone.size());
    model.put("gone", gone.stream().map(each -> name(tenant, each)).sorted().toList());
    model.put("listUrl", InboxApprovalPageUrlProvider.of(tenant));
    model.put("self", PageSessionGuard.pathAndQuery(address));
    pages.writePage(exchange, 200, "approvals-confirm", model);
  }

  /** Renders the result of the answer. */
  void renderDone(HttpExchange exchange, Approval approval, boolean yes) throws IOException {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("approved", yes);
    model.put("agent", isAgent(approval));
    model.put("open", approval.state() == Approval.ApprovalState.PENDING);
    model.put("listUrl", InboxApprovalPageUrlProvider.of(exchange.tenant()));
    pages.writePage(exchange, 200, "approvals-done", model);
  }

  /** Renders the page for a request that does not exist for the reader or is not open. */
  void renderExpired(HttpExchange exchange) throws IOException {
    pages.writePage(
        exchange,
        404,
        "approvals-over",
        Map.of("listUrl", InboxApprovalPageUrlProvider.of(exchange.tenant())));
  }

  /** Renders the refusal of a form that does not belong to this session. */
  void renderRefused(HttpExchange exchange, String retryUrl) throws IOException {
    pages.writeErrorPage(exchange, 403, "session_expired", Optional.of(retryUrl));
  }

  private Map<String, Object> row(TenantContext tenant, Approval approval) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("href", InboxApprovalPageUrlProvider.of(tenant, approval.id()));
    row.put("requester", name(tenant, approval.request().actingSubject()));
    row.put("agent", isAgent(approval));
    approval.request().beneficiary().ifPresent(user -> row.put("user", name(tenant, user)));
    row.put("what", UntrustedTextEscaper.escapeLine(approval.request().action()));
    row.put("reason", UntrustedTextEscaper.escapeLines(approval.request().reason()));
    row.put("risk", approval.request().risk());
    row.put("askedAt", approval.createdAt());
    row.put("expiresAt", approval.expiresAt());
    return row;
  }

  /** Returns whether the requester is an agent, which can read the answer's comment. */
  private static boolean isAgent(Approval approval) {
    return approval.request().actingSubject().type().equals(SubjectRef.AGENT);
  }

  private String name(TenantContext tenant, SubjectRef subject) {
    return UntrustedTextEscaper.escapeLine(subjects.displayName(tenant, subject));
  }
}
