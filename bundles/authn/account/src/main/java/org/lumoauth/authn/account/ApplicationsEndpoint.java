package org.lumoauth.authn.account;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.Consents;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/account/applications}: what the reader allowed to whom. */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-account-applications",
      "lumoauth.web.routes=GET ^/account/applications",
      "lumoauth.web.routes=POST ^/account/applications",
      "lumoauth.web.guard=open"
    })
public final class ApplicationsEndpoint implements HotEndpoint {

  private final AccountDoor door;
  private final AccountPages pages;
  private final Applications applications;
  private final Consents consents;
  private final AccountAudit audit;

  @Activate
  public ApplicationsEndpoint(
      @Reference AccountDoor door,
      @Reference AccountPages pages,
      @Reference Applications applications,
      @Reference Consents consents,
      @Reference AccountAudit audit) {
    this.door = door;
    this.pages = pages;
    this.applications = applications;
    this.consents = consents;
    this.audit = audit;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    Optional<Session> session = door.enter(exchange, Section.APPLICATIONS);
    if (session.isEmpty()) {
      return;
    }
    if (!exchange.request().getMethod().equals("POST")) {
      show(exchange, session.get());
      return;
    }
    Optional<Form> form = door.form(exchange, session.get(), Section.APPLICATIONS);
    if (form.isPresent()) {
      revoke(exchange, session.get(), form.get().raw("client_id"));
    }
  }

  private void show(Exchange exchange, Session session) throws IOException {
    var rows =
        applications.of(exchange.tenant(), session.subject()).stream()
            .map(application -> application.model())
            .toList();
    boolean revoked = exchange.request().getParameter("done") != null;
    pages.show(
        exchange,
        session,
        Section.APPLICATIONS,
        200,
        Map.of("applications", rows, "revoked", revoked));
  }

  private void revoke(Exchange exchange, Session session, String clientId) {
    var tenant = exchange.tenant();
    boolean has =
        applications.of(tenant, session.subject()).stream()
            .anyMatch(application -> application.clientId().equals(clientId));
    if (has) {
      audit.requireWritable();
      consents.revoke(tenant, session.subject(), clientId, AccountAudit.by(exchange, session));
    }
    AccountDoor.done(exchange, Section.APPLICATIONS);
  }
}
