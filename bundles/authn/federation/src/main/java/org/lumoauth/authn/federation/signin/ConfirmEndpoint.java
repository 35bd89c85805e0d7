package org.lumoauth.authn.federation.signin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.FormField;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/account/identities/confirm}: where people say that an identity with the address
 * of their account is theirs, having signed in to the account just now. What they say goes back to
 * the sign-in, which is bound to the browser that came from the provider; nothing is linked here.
 */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-federation-confirm",
      "lumoauth.web.routes=GET ^/account/identities/confirm",
      "lumoauth.web.routes=POST ^/account/identities/confirm",
      "lumoauth.web.guard=open"
    })
public final class ConfirmEndpoint implements HotEndpoint {

  private static final String PURPOSE = "account/identities/confirm";
  private static final String PENDING = "pending";

  private final Journeys journeys;
  private final PageReaders readers;
  private final FederationPages pages;

  @Activate
  public ConfirmEndpoint(
      @Reference Journeys journeys,
      @Reference PageReaders readers,
      @Reference FederationPages pages) {
    this.journeys = journeys;
    this.readers = readers;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    String key =
        post
            ? FormField.sole(form, PENDING)
            : Optional.ofNullable(exchange.request().getParameter(PENDING)).orElse("");
    var contested = journeys.contested(exchange.tenant(), key);
    if (contested.isEmpty()) {
      pages.error(exchange, 400, "session_expired");
      return;
    }
    var session = readers.current(exchange).filter(each -> proves(each, contested.get()));
    if (session.isEmpty()) {
      signInFirst(exchange, contested.get(), key);
    } else if (!post) {
      ask(exchange, contested.get(), session.get(), key);
    } else if (readers.holds(exchange, session.get(), PURPOSE, form)) {
      goBack(exchange, key);
    } else {
      pages.error(exchange, 403, "form_refused");
    }
  }

  /** A session that was there before proves nothing: it could be anybody at the keyboard. */
  private static boolean proves(Session session, Contested contested) {
    return session.subject().id().equals(contested.userId())
        && !session.authenticatedAt().isBefore(contested.since());
  }

  private void signInFirst(Exchange exchange, Contested contested, String key) throws IOException {
    var requirement =
        FreshSignIn.of(new SubjectRef(SubjectRef.USER, contested.userId()), contested.since());
    var here = SocialAddress.confirm(exchange.tenant(), key);
    var signIn = readers.signIn(exchange, requirement, here);
    signIn.setCookie().ifPresent(cookie -> exchange.response().addHeader("Set-Cookie", cookie));
    pages.signInFirst(
        exchange,
        contested,
        signIn.url(),
        SocialAddress.cancel(exchange.tenant(), contested.attempt()));
  }

  private void ask(Exchange exchange, Contested contested, Session session, String key)
      throws IOException {
    pages.confirm(
        exchange,
        contested,
        Map.of(PENDING, key, PageReaders.FORM_TOKEN, readers.formToken(exchange, session, PURPOSE)),
        SocialAddress.cancel(exchange.tenant(), contested.attempt()));
  }

  private void goBack(Exchange exchange, String key) throws IOException {
    var tenant = exchange.tenant();
    var settled = journeys.settle(tenant, key);
    if (settled.isEmpty()) {
      pages.error(exchange, 400, "session_expired");
      return;
    }
    var answer = journeys.answer(tenant, settled.get().confirmed());
    exchange.redirect(SocialAddress.answer(tenant, settled.get().attempt(), answer));
  }
}
