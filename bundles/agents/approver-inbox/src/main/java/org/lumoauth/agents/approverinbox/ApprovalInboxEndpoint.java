/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approverinbox;

import java.io.IOException;
import java.util.Optional;
import org.lumoauth.api.approval.ApprovalInbox;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.lumoauth.platform.web.page.StartPageEntry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/approvals}: lists the requests that wait for the reader's answer. */
@StartPageEntry(message = "approvals.start", icon = "check", order = 30)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-approver-inbox",
      "lumoauth.web.routes=GET ^/approvals",
      HttpHandler.SUMMARY + "=Show the requests that wait for the approver's answer",
      "lumoauth.web.guard=open"
    })
public final class ApprovalInboxEndpoint implements HttpHandler {

  static final int SHOWN = PageRequest.DEFAULT_LIMIT;

  /** Matches a page number: no leading zero, bounded length. */
  private static final String NUMBER = "[1-9][0-9]{0,8}";

  private final PageSessionGuard readers;
  private final ApprovalInbox inbox;
  private final ApprovalPageRenderer pages;

  @Activate
  public ApprovalInboxEndpoint(
      @Reference PageSessionGuard readers,
      @Reference ApprovalInbox inbox,
      @Reference ApprovalPageRenderer pages) {
    this.readers = readers;
    this.inbox = inbox;
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var tenant = exchange.tenant();
    int page = page(exchange);
    Optional<Session> session =
        readers.requireSession(exchange, InboxApprovalPageUrlProvider.page(tenant, page));
    if (session.isPresent()) {
      var shown = inbox.listPage(tenant, session.get().subject(), page, SHOWN);
      pages.renderList(exchange, session.get(), page, shown);
    }
  }

  /**
   * Returns the page number. An invalid number means the first page, because people type these
   * URLs.
   */
  private static int page(HttpExchange exchange) {
    return Optional.ofNullable(exchange.request().getParameter("page"))
        .filter(text -> text.matches(NUMBER))
        .map(Integer::parseInt)
        .orElse(1);
  }
}
