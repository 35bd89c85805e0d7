package org.lumoauth.agents.approverinbox;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalInbox;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ModulePages;
import org.lumoauth.platform.web.PageReaders;
import org.lumoauth.platform.web.UiLocales;
import org.lumoauth.platform.web.Visible;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the pages on which people answer. What agents wrote is shown as {@link Visible} text. */
@Component(service = ApprovalPages.class)
public final class ApprovalPages {

  private final ModulePages pages;
  private final PageReaders readers;
  private final Subjects subjects;
  private final ApprovalInbox inbox;

  @Activate
  public ApprovalPages(
      @Reference ModulePages pages,
      @Reference PageReaders readers,
      @Reference Subjects subjects,
      @Reference ApprovalInbox inbox) {
    this.pages = pages;
    this.readers = readers;
    this.subjects = subjects;
    this.inbox = inbox;
  }

  /** What the token of the form is for that takes an answer: to this request and no other. */
  static String answering(String approvalId) {
    return "approvals/" + approvalId;
  }

  /**
   * A page of what waits for the reader, with links to those before it and after it.
   *
   * @param page its number
   */
  void list(Exchange exchange, Session session, int page, ApprovalInbox.Shown shown)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("account", pages.account(tenant, session));
    model.put("requests", shown.items().stream().map(each -> row(tenant, each)).toList());
    shown.before().ifPresent(before -> model.put("newerUrl", ApprovalAddress.page(tenant, before)));
    if (shown.more()) {
      model.put("olderUrl", ApprovalAddress.page(tenant, page + 1));
    }
    model.put("self", PageReaders.path(ApprovalAddress.page(tenant, page)));
    pages.show(exchange, 200, "approvals-list", model);
  }

  /** Asks for an answer. */
  void confirm(Exchange exchange, Session session, Approval approval) throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = row(tenant, approval);
    String address = ApprovalAddress.of(tenant, approval.id());
    model.put("account", pages.account(tenant, session));
    model.put("action", UiLocales.keptIn(address, exchange.view()));
    model.put(
        "hidden",
        Map.of(
            PageReaders.FORM_TOKEN,
            readers.formToken(exchange, session, answering(approval.id()))));
    SubjectRef asker = approval.asked().asker();
    model.put("requesterId", asker.toString());
    model.put(
        "chain",
        approval.asked().chain().stream()
            .filter(each -> !each.equals(asker))
            .map(each -> Visible.line(subjects.displayName(tenant, each)))
            .toList());
    model.put("parameters", Parameters.rows(approval.asked().parameters()));
    model.put("people", approval.people());
    Set<SubjectRef> gone = inbox.gone(tenant, approval);
    model.put("agreed", approval.answers().size() - gone.size());
    model.put("gone", gone.stream().map(each -> name(tenant, each)).sorted().toList());
    model.put("listUrl", ApprovalAddress.of(tenant));
    model.put("self", PageReaders.path(address));
    pages.show(exchange, 200, "approvals-confirm", model);
  }

  /** Says what became of it. */
  void done(Exchange exchange, Approval approval, boolean yes) throws IOException {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("approved", yes);
    model.put("agent", isAgent(approval));
    model.put("open", approval.state() == Approval.State.PENDING);
    model.put("listUrl", ApprovalAddress.of(exchange.tenant()));
    pages.show(exchange, 200, "approvals-done", model);
  }

  /** Says that there is no such request for the reader, or no more. */
  void over(Exchange exchange) throws IOException {
    pages.show(
        exchange, 404, "approvals-over", Map.of("listUrl", ApprovalAddress.of(exchange.tenant())));
  }

  /** Says that it can't go on here, for the form was not of this session. */
  void refused(Exchange exchange, String retryUrl) throws IOException {
    pages.error(exchange, 403, "session_expired", Optional.of(retryUrl));
  }

  private Map<String, Object> row(TenantContext tenant, Approval approval) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("href", ApprovalAddress.of(tenant, approval.id()));
    row.put("requester", name(tenant, approval.asked().asker()));
    row.put("agent", isAgent(approval));
    approval.asked().forWhom().ifPresent(user -> row.put("user", name(tenant, user)));
    row.put("what", Visible.line(approval.asked().action()));
    row.put("reason", Visible.lines(approval.asked().reason()));
    row.put("risk", approval.asked().risk());
    row.put("askedAt", approval.createdAt());
    row.put("expiresAt", approval.expiresAt());
    return row;
  }

  /** Whether an agent asks, who reads what it is told. */
  private static boolean isAgent(Approval approval) {
    return approval.asked().asker().type().equals(SubjectRef.AGENT);
  }

  private String name(TenantContext tenant, SubjectRef subject) {
    return Visible.line(subjects.displayName(tenant, subject));
  }
}
