package org.lumoauth.agents.delegation.page;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.delegation.consent.DelegationBook;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.FormField;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/account/delegations}: which agents act for the reader. */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-delegation-account",
      "lumoauth.web.routes=GET ^/account/delegations",
      "lumoauth.web.routes=POST ^/account/delegations",
      "lumoauth.web.guard=open"
    })
public final class AccountEndpoint implements HotEndpoint {

  private static final String PURPOSE = "account/delegations";

  private final Visitor visitor;
  private final DelegationBook book;
  private final DelegationPages pages;

  @Activate
  public AccountEndpoint(
      @Reference Visitor visitor,
      @Reference DelegationBook book,
      @Reference DelegationPages pages) {
    this.visitor = visitor;
    this.book = book;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    String address = ConsentAddress.account(exchange.tenant());
    Optional<Session> session = visitor.enter(exchange, address);
    if (session.isEmpty()) {
      return;
    }
    if (!post) {
      pages.list(
          exchange,
          session.get(),
          book.ofUser(exchange.tenant(), session.get().subject().id()),
          visitor.formToken(exchange, session.get(), PURPOSE),
          exchange.request().getParameter("done") != null);
    } else if (visitor.holds(exchange, session.get(), PURPOSE, form)) {
      revoke(exchange, session.get(), FormField.sole(form, "id"));
      exchange.redirect(Visitor.path(address) + "?done=1");
    } else {
      pages.refused(exchange, Visitor.path(address));
    }
  }

  private void revoke(Exchange exchange, Session session, String id) {
    TenantContext tenant = exchange.tenant();
    var by = new Initiator(session.subject(), List.of(), Optional.of(exchange.requestInfo()));
    book.ofUser(tenant, session.subject().id()).stream()
        .filter(each -> each.id().equals(id))
        .forEach(each -> book.revoke(tenant, each, by));
  }
}
