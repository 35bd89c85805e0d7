package org.lumoauth.agents.approvals.page;

import java.io.IOException;
import java.util.Optional;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.authn.Session;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/approvals}: what waits for the reader's answer. */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-approvals-inbox",
      "lumoauth.web.routes=GET ^/approvals",
      "lumoauth.web.guard=open"
    })
public final class InboxEndpoint implements HotEndpoint {

  private static final int SHOWN = 100;

  private final ApprovalDoor door;
  private final Approvals approvals;
  private final ApprovalPages pages;

  @Activate
  public InboxEndpoint(
      @Reference ApprovalDoor door,
      @Reference Approvals approvals,
      @Reference ApprovalPages pages) {
    this.door = door;
    this.approvals = approvals;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    Optional<Session> session = door.enter(exchange, ApprovalAddress.of(tenant));
    if (session.isPresent()) {
      var waiting = approvals.waiting(tenant, session.get().subject(), SHOWN);
      pages.list(exchange, session.get(), waiting);
    }
  }
}
