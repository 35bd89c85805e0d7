package org.lumoauth.authn.federation.signin;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authn.federation.link.Identities;
import org.lumoauth.authn.federation.provider.OpenProviders;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/account/identities/add}: says what it means to add a provider, with the way
 * there, to whoever has signed in just now. Opening it links nothing.
 */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-federation-add",
      "lumoauth.web.routes=GET ^/account/identities/add",
      "lumoauth.web.guard=open"
    })
public final class AddEndpoint implements HotEndpoint {

  private final PageReaders readers;
  private final OpenProviders providers;
  private final Identities identities;
  private final Departures departures;
  private final StartLimit limit;
  private final AccountPages pages;

  @Activate
  public AddEndpoint(
      @Reference PageReaders readers,
      @Reference OpenProviders providers,
      @Reference Identities identities,
      @Reference Departures departures,
      @Reference StartLimit limit,
      @Reference AccountPages pages) {
    this.readers = readers;
    this.providers = providers;
    this.identities = identities;
    this.departures = departures;
    this.limit = limit;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var name = Optional.ofNullable(exchange.request().getParameter("provider")).orElse("");
    var provider = providers.find(tenant, name);
    var session = readers.current(exchange);
    if (provider.isEmpty()) {
      pages.error(exchange, 404, "general");
    } else if (session.isEmpty()) {
      signIn(exchange, SignInRequirement.any(), name);
    } else if (has(exchange, session.get(), name)) {
      exchange.redirect(SocialAddress.account(tenant) + "?done=already");
    } else if (!FreshSignIn.is(session.get(), Instant.now())) {
      signIn(exchange, FreshSignIn.of(session.get().subject(), Instant.now()), name);
    } else {
      offer(exchange, session.get(), provider.get());
    }
  }

  private void signIn(Exchange exchange, SignInRequirement requirement, String provider) {
    var here = SocialAddress.add(exchange.tenant(), provider);
    exchange.redirect(readers.signIn(exchange, requirement, here));
  }

  private boolean has(Exchange exchange, Session session, String provider) {
    return identities.of(exchange.tenant(), session.subject().id()).stream()
        .anyMatch(link -> link.provider().equals(provider));
  }

  private void offer(Exchange exchange, Session session, SocialProvider provider)
      throws IOException {
    var until = limit.count(exchange);
    if (until.isPresent()) {
      pages.tooMany(exchange, until.get());
      return;
    }
    try {
      var location = departures.leave(exchange.tenant(), provider, Owner.of(session));
      pages.add(exchange, session, provider, location);
    } catch (Problem e) {
      pages.unavailable(exchange);
    }
  }
}
