package org.lumoauth.authn.federation.signin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.authn.federation.link.Identities;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/account/identities}: by which providers the reader signs in. */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-federation-account",
      "lumoauth.web.routes=GET ^/account/identities",
      "lumoauth.web.routes=POST ^/account/identities",
      "lumoauth.web.guard=open"
    })
public final class AccountEndpoint implements HotEndpoint {

  private static final String PURPOSE = "account/identities";

  private final Reader reader;
  private final Identities identities;
  private final FederationPages pages;

  @Activate
  public AccountEndpoint(
      @Reference Reader reader,
      @Reference Identities identities,
      @Reference FederationPages pages) {
    this.reader = reader;
    this.identities = identities;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    var here = SocialAddress.account(exchange.tenant());
    Optional<Session> session = reader.current(exchange);
    if (session.isEmpty()) {
      exchange.redirect(reader.signInUrl(exchange, SignInRequirement.any(), here));
    } else if (!post) {
      show(exchange, session.get());
    } else if (reader.holds(exchange, session.get(), PURPOSE, form)) {
      var user = session.get().subject();
      var by = new Initiator(user, List.of(), Optional.of(exchange.requestInfo()));
      identities.unlink(exchange.tenant(), user.id(), Reader.sole(form, "id"), by);
      exchange.redirect(here + "?done=unlinked");
    } else {
      pages.error(exchange, 403, "form_refused");
    }
  }

  private void show(Exchange exchange, Session session) throws IOException {
    pages.list(
        exchange,
        session,
        identities.of(exchange.tenant(), session.subject().id()),
        reader.formToken(exchange, session, PURPOSE),
        Optional.ofNullable(exchange.request().getParameter("done")).orElse(""));
  }
}
