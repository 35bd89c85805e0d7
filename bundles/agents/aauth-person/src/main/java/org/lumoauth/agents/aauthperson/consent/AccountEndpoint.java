package org.lumoauth.agents.aauthperson.consent;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** {@code /t/{slug}/account/agents}: which agents of others act for the readers. */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-account",
      "lumoauth.web.routes=GET ^/account/agents",
      "lumoauth.web.routes=POST ^/account/agents",
      "lumoauth.web.guard=open"
    })
public final class AccountEndpoint implements HotEndpoint {

  private static final String PURPOSE = "account/agents";

  private final PageReaders readers;
  private final Allowances allowances;
  private final AccountPages pages;

  @Activate
  public AccountEndpoint(
      @Reference PageReaders readers,
      @Reference Allowances allowances,
      @Reference AccountPages pages) {
    this.readers = readers;
    this.allowances = allowances;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    Optional<Session> session = readers.enter(exchange, AccountAddress.path(tenant));
    if (session.isEmpty()) {
      return;
    }
    if (!post) {
      pages.list(
          exchange,
          session.get(),
          allowances.of(tenant, session.get().subject().id()),
          readers.formToken(exchange, session.get(), PURPOSE),
          exchange.request().getParameter("done") != null);
    } else if (readers.holds(exchange, session.get(), PURPOSE, form)) {
      end(exchange, session.get(), FormField.sole(form, "id"));
      exchange.redirect(AccountAddress.path(tenant) + "?done=1");
    } else {
      pages.refused(exchange);
    }
  }

  private void end(Exchange exchange, Session session, String id) {
    TenantContext tenant = exchange.tenant();
    var by = Initiator.of(session.subject(), exchange.requestInfo());
    allowances.of(tenant, session.subject().id()).stream()
        .filter(each -> each.id().equals(id))
        .forEach(each -> allowances.end(tenant, each, by));
  }
}
