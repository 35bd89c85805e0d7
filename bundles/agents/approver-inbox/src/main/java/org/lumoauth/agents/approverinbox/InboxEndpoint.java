package org.lumoauth.agents.approverinbox;

import java.io.IOException;
import java.util.Optional;
import org.lumoauth.api.approval.ApprovalInbox;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.PageReaders;
import org.lumoauth.platform.web.StartLink;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/approvals}: what waits for the reader's answer. */
@StartLink(message = "approvals.start", icon = "check", order = 30)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-approver-inbox",
      "lumoauth.web.routes=GET ^/approvals",
      "lumoauth.web.guard=open"
    })
public final class InboxEndpoint implements HotEndpoint {

  static final int SHOWN = PageRequest.DEFAULT_LIMIT;

  /** A page's number has no more digits. */
  private static final String NUMBER = "[1-9][0-9]{0,8}";

  private final PageReaders readers;
  private final ApprovalInbox inbox;
  private final ApprovalPages pages;

  @Activate
  public InboxEndpoint(
      @Reference PageReaders readers,
      @Reference ApprovalInbox inbox,
      @Reference ApprovalPages pages) {
    this.readers = readers;
    this.inbox = inbox;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    int page = page(exchange);
    Optional<Session> session = readers.enter(exchange, ApprovalAddress.page(tenant, page));
    if (session.isPresent()) {
      var shown = inbox.page(tenant, session.get().subject(), page, SHOWN);
      pages.list(exchange, session.get(), page, shown);
    }
  }

  /** What is no number of a page is the first: it is people who read. */
  private static int page(Exchange exchange) {
    return Optional.ofNullable(exchange.request().getParameter("page"))
        .filter(text -> text.matches(NUMBER))
        .map(Integer::parseInt)
        .orElse(1);
  }
}
