package org.lumoauth.authn.federation.signin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.authn.federation.link.Identities;
import org.lumoauth.authn.federation.link.Identities.Unlinking;
import org.lumoauth.authn.federation.link.IdentityLink;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.FormField;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.PageReaders;
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

  private static final int CONFLICT = 409;
  private static final String PURPOSE = "account/identities";

  private final PageReaders readers;
  private final Identities identities;
  private final OtherWays ways;
  private final AccountPages pages;

  @Activate
  public AccountEndpoint(
      @Reference PageReaders readers,
      @Reference Identities identities,
      @Reference OtherWays ways,
      @Reference AccountPages pages) {
    this.readers = readers;
    this.identities = identities;
    this.ways = ways;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    var here = SocialAddress.account(exchange.tenant());
    Optional<Session> session = readers.current(exchange);
    if (session.isEmpty()) {
      exchange.redirect(readers.signIn(exchange, SignInRequirement.any(), here));
    } else if (!post) {
      var done = Optional.ofNullable(exchange.request().getParameter("done")).orElse("");
      show(exchange, session.get(), 200, done);
    } else if (readers.holds(exchange, session.get(), PURPOSE, form)) {
      unlink(exchange, session.get(), FormField.sole(form, "id"));
    } else {
      pages.error(exchange, 403, "form_refused");
    }
  }

  /** Never the last way in. */
  private void unlink(Exchange exchange, Session session, String link) throws IOException {
    var tenant = exchange.tenant();
    var user = session.subject();
    var by = Initiator.of(user, exchange.requestInfo());
    boolean otherwise = ways.otherwise(tenant, user);
    Predicate<List<IdentityLink>> enough = rest -> otherwise || ways.linked(tenant, rest);
    if (identities.unlink(tenant, user.id(), link, enough, by) == Unlinking.LAST) {
      show(exchange, session, CONFLICT, "last");
    } else {
      exchange.redirect(SocialAddress.account(tenant) + "?done=unlinked");
    }
  }

  private void show(Exchange exchange, Session session, int status, String done)
      throws IOException {
    pages.list(
        exchange,
        status,
        session,
        identities.of(exchange.tenant(), session.subject().id()),
        readers.formToken(exchange, session, PURPOSE),
        done);
  }
}
