package org.lumoauth.agents.approverinbox;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.approval.Answer;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.FormField;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/approvals/{id}}: where a person says yes or no, signed in, by the form of this
 * page in this session. Whoever may not answer learns nothing of it, not even that it is there.
 */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-approver-inbox-answer",
      "lumoauth.web.routes=GET ^/approvals/*",
      "lumoauth.web.routes=POST ^/approvals/*",
      "lumoauth.web.guard=open"
    })
public final class AnswerEndpoint implements HotEndpoint {

  private static final String ID = "apr_[0-9A-Za-z_]{1,36}";
  private static final int MAX_NOTES = 2_000;
  private static final int MAX_MESSAGE = 500;

  private final PageReaders readers;
  private final Approvals approvals;
  private final ApprovalPages pages;

  @Activate
  public AnswerEndpoint(
      @Reference PageReaders readers,
      @Reference Approvals approvals,
      @Reference ApprovalPages pages) {
    this.readers = readers;
    this.approvals = approvals;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    String id = exchange.path().substring(exchange.path().lastIndexOf('/') + 1);
    if (!id.matches(ID)) {
      pages.over(exchange);
      return;
    }
    String address = ApprovalAddress.of(exchange.tenant(), id);
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    Optional<Session> session = readers.enter(exchange, address);
    if (session.isEmpty()) {
      return;
    }
    if (post && !readers.holds(exchange, session.get(), ApprovalPages.answering(id), form)) {
      pages.refused(exchange, address);
      return;
    }
    Optional<Approval> approval =
        approvals
            .find(exchange.tenant(), id)
            .filter(
                found -> approvals.mayAnswer(exchange.tenant(), found, session.get().subject()));
    if (approval.isEmpty()) {
      pages.over(exchange);
    } else if (post) {
      answer(exchange, session.get(), id, form);
    } else {
      pages.confirm(exchange, session.get(), approval.get());
    }
  }

  private void answer(Exchange exchange, Session session, String id, Map<String, List<String>> form)
      throws IOException {
    boolean yes = FormField.sole(form, "decision").equals("approve"); // all else is no yes
    var answer =
        new Answer(
            yes,
            text(form, "notes", MAX_NOTES),
            text(form, "message", MAX_MESSAGE),
            Optional.empty());
    var by = Initiator.of(session.subject(), exchange.requestInfo());
    try {
      Approval after = approvals.answer(exchange.tenant(), id, session.subject(), answer, by);
      pages.done(exchange, after, yes);
    } catch (Problem problem) {
      if (problem.status() >= 500) {
        throw problem;
      }
      pages.over(exchange); // somebody else was faster
    }
  }

  private static Optional<String> text(Map<String, List<String>> form, String name, int maxLength) {
    String text = FormField.sole(form, name).replace("\r\n", "\n").strip();
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(text.substring(0, Math.min(text.length(), maxLength)));
  }
}
