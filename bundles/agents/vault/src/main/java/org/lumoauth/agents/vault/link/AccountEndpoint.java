package org.lumoauth.agents.vault.link;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.FormField;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/account/connections}: which accounts the reader has linked. */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-vault-account",
      "lumoauth.web.routes=GET ^/account/connections",
      "lumoauth.web.routes=POST ^/account/connections",
      "lumoauth.web.guard=open"
    })
public final class AccountEndpoint implements HotEndpoint {

  private static final String PURPOSE = "account/connections";

  private final PageReaders readers;
  private final Links links;
  private final LinkPages pages;

  @Activate
  public AccountEndpoint(
      @Reference PageReaders readers, @Reference Links links, @Reference LinkPages pages) {
    this.readers = readers;
    this.links = links;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    Optional<Session> session = readers.enter(exchange, LinkAddress.account(exchange.tenant()));
    if (session.isEmpty()) {
      return;
    }
    String userId = session.get().subject().id();
    if (!post) {
      pages.list(
          exchange,
          session.get(),
          links.of(exchange.tenant(), userId),
          readers.formToken(exchange, session.get(), PURPOSE),
          FormField.ofQuery(exchange, "done"));
    } else if (readers.holds(exchange, session.get(), PURPOSE, form)) {
      links.end(
          exchange.tenant(),
          userId,
          FormField.sole(form, "id"),
          Initiator.of(session.get().subject(), exchange.requestInfo()));
      exchange.redirect(LinkPages.outcome(exchange.tenant(), "unlinked"));
    } else {
      pages.refused(exchange, "form_refused");
    }
  }
}
