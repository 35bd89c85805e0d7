/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approverinbox;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.FormFieldReader;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/approvals/{id}}: the page on which a signed-in person approves or denies a
 * request. The answer requires the form of this page, rendered in the same session. A user without
 * the right to answer gets the same response as for an unknown request.
 */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-approver-inbox-answer",
      "lumoauth.web.routes=GET ^/approvals/*",
      "lumoauth.web.routes=POST ^/approvals/*",
      HttpHandler.SUMMARY + "=GET: Show a request to its approver",
      HttpHandler.SUMMARY + "=POST: Approve or deny a request",
      "lumoauth.web.guard=open"
    })
public final class ApprovalAnswerEndpoint implements HttpHandler {

  private static final String ID = "apr_[0-9A-Za-z_]{1,36}";
  private static final int MAX_NOTES = 2_000;
  private static final int MAX_MESSAGE = 500;

  private final PageSessionGuard readers;
  private final ApprovalService approvals;
  private final ApprovalPageRenderer pages;

  @Activate
  public ApprovalAnswerEndpoint(
      @Reference PageSessionGuard readers,
      @Reference ApprovalService approvals,
      @Reference ApprovalPageRenderer pages) {
    this.readers = readers;
    this.approvals = approvals;
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String id = exchange.path().substring(exchange.path().lastIndexOf('/') + 1);
    if (!id.matches(ID)) {
      pages.renderExpired(exchange);
      return;
    }
    String address = InboxApprovalPageUrlProvider.of(exchange.tenant(), id);
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    Optional<Session> session = readers.requireSession(exchange, address);
    if (session.isEmpty()) {
      return;
    }
    if (post
        && !readers.isFormTokenValid(
            exchange, session.get(), ApprovalPageRenderer.formPurpose(id), form)) {
      pages.renderRefused(exchange, address);
      return;
    }
    Optional<Approval> approval =
        approvals
            .find(exchange.tenant(), id)
            .filter(
                found -> approvals.canAnswer(exchange.tenant(), found, session.get().subject()));
    if (approval.isEmpty()) {
      pages.renderExpired(exchange);
    } else if (post) {
      answer(exchange, session.get(), id, form);
    } else {
      pages.renderConfirmation(exchange, session.get(), approval.get());
    }
  }

  private void answer(
      HttpExchange exchange, Session session, String id, Map<String, List<String>> form)
      throws IOException {
    boolean yes =
        FormFieldReader.readSingle(form, "decision").equals("approve"); // every other value denies
    var answer =
        new ApprovalAnswer(
            yes,
            text(form, "notes", MAX_NOTES),
            text(form, "message", MAX_MESSAGE),
            Optional.empty());
    var by = AuditInitiator.of(session.subject(), exchange.requestInfo());
    try {
      Approval after = approvals.answer(exchange.tenant(), id, session.subject(), answer, by);
      pages.renderDone(exchange, after, yes);
    } catch (ApiException problem) {
      if (problem.status() >= 500) {
        throw problem;
      }
      pages.renderExpired(exchange); // another approver answered first
    }
  }

  private static Optional<String> text(Map<String, List<String>> form, String name, int maxLength) {
    String text = FormFieldReader.readSingle(form, name).replace("\r\n", "\n").strip();
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(text.substring(0, Math.min(text.length(), maxLength)));
  }
}
