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
import org.lumoauth.platform.web.PageReaders;
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

  private final PageReaders readers;
  private final DelegationBook book;
  private final DelegationPages pages;

  @Activate
  public AccountEndpoint(
      @Reference PageReaders readers,
      @Reference DelegationBook book,
      @Reference DelegationPages pages) {
    this.readers = readers;
    this.book = book;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    String address = ConsentAddress.account(exchange.tenant());
    Optional<Session> session = readers.enter(exchange, address);
    if (session.isEmpty()) {
      return;
    }
    if (!post) {
      pages.list(
          exchange,
          session.get(),
          book.ofUser(exchange.tenant(), session.get().subject().id()),
          readers.formToken(exchange, session.get(), PURPOSE),
          exchange.request().getParameter("done") != null);
    } else if (readers.holds(exchange, session.get(), PURPOSE, form)) {
      revoke(exchange, session.get(), FormField.sole(form, "id"));
      exchange.redirect(PageReaders.path(address) + "?done=1");
    } else {
      pages.refused(exchange, PageReaders.path(address));
    }
  }

  private void revoke(Exchange exchange, Session session, String id) {
    TenantContext tenant = exchange.tenant();
    var by = Initiator.of(session.subject(), exchange.requestInfo());
    book.ofUser(tenant, session.subject().id()).stream()
        .filter(each -> each.id().equals(id))
        .forEach(each -> book.revoke(tenant, each, by));
  }
}
