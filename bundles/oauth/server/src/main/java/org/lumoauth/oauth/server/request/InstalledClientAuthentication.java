package org.lumoauth.oauth.server.request;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.FailedAttempts;
import org.lumoauth.api.authn.RequestLimits;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.AuthenticatedClient;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientAuthentication;
import org.lumoauth.api.oauth.ClientAuthenticator;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.server.endpoint.Profiles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Authenticates clients by whatever ways are installed (RFC 6749 section 2.3), and slows down who
 * guesses (section 2.3.1).
 */
@Component(service = ClientAuthentication.class)
public final class InstalledClientAuthentication implements ClientAuthentication {

  private static final String PUBLIC = "none";

  private final Providers<ClientAuthenticator> ways;
  private final Profiles profiles;
  private final FailedAttempts attempts;
  private final RequestLimits limits;

  @Activate
  public InstalledClientAuthentication(
      @Reference ProviderRegistry registry,
      @Reference Profiles profiles,
      @Reference FailedAttempts attempts,
      @Reference RequestLimits limits) {
    this.profiles = profiles;
    this.ways = registry.follow(ClientAuthenticator.class);
    this.attempts = attempts;
    this.limits = limits;
  }

  @Deactivate
  void close() {
    ways.close();
  }

  @Override
  public Set<String> methods() {
    return ways.names();
  }

  @Override
  public AuthenticatedClient authenticate(TenantContext tenant, OAuthRequest request) {
    var claimed =
        new FailedAttempts.Attempt(
            tenant.id(), "client", ClaimedClient.id(request).orElse(""), request.remoteAddress());
    attempts.check(claimed);
    try (Held<ClientAuthenticator> held = ways.hold()) {
      Attempt attempt =
          attempt(tenant, request, held.leases())
              .orElseThrow(() -> unproven(tenant, request, held));
      AuthenticatedClient client = admitted(attempt).orElseThrow(() -> refusal(attempt, claimed));
      count(tenant, client, request);
      requireProfile(tenant, client, request);
      return client;
    }
  }

  private void count(TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {
    var operation =
        new RequestLimits.Operation(
            request.method(), request.url().substring(tenant.issuer().length()));
    if (client.method().equals(PUBLIC)) {
      limits.countPublicClient(
          tenant, client.client().subject(), operation, request.remoteAddress());
    } else {
      limits.countClient(tenant, client.client().subject(), operation);
    }
  }

  /** What it is refused from here on it is refused as who it is. */
  private void requireProfile(
      TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {
    try {
      profiles.check(tenant, client, request);
    } catch (OAuthError refusal) {
      throw refusal.of(client);
    }
  }

  @Override
  public void requireStanding(
      TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {
    try (Lease<ClientAuthenticator> way =
        ways.acquireInstalled(client.method()).orElseThrow(OAuthError::invalidClient)) {
      if (!way.get().stands(tenant, request)) {
        throw OAuthError.invalidClient();
      }
    }
  }

  /**
   * Section 5.2: no way that is there was used. The one that is missed may have been: whoever is
   * told that its credentials are wrong would not come again. Who shows nothing guesses nothing
   * either, and is slowed down all the same: it is recorded.
   */
  private OAuthError unproven(
      TenantContext tenant, OAuthRequest request, Held<ClientAuthenticator> held) {
    held.requireAll();
    attempts.failed(
        new FailedAttempts.Attempt(tenant.id(), "request", "", request.remoteAddress()));
    return OAuthError.invalidClient();
  }

  private static Optional<Attempt> attempt(
      TenantContext tenant, OAuthRequest request, List<Lease<ClientAuthenticator>> held) {
    Optional<Attempt> only = Optional.empty();
    for (Lease<ClientAuthenticator> way : held) {
      Optional<Attempt> attempt = attempt(tenant, request, way);
      if (attempt.isPresent() && only.isPresent()) { // section 2.3: never more than one
        throw OAuthError.invalidRequest("The client authenticates in more than one way.");
      }
      only = attempt.isPresent() ? attempt : only;
    }
    return only;
  }

  private static Optional<Attempt> attempt(
      TenantContext tenant, OAuthRequest request, Lease<ClientAuthenticator> way) {
    try {
      return way.get()
          .authenticate(tenant, request)
          .map(client -> new Attempt(way.name(), Optional.of(client), Optional.empty()));
    } catch (OAuthError refusal) {
      return Optional.of(new Attempt(way.name(), Optional.empty(), Optional.of(refusal)));
    }
  }

  private OAuthError refusal(Attempt attempt, FailedAttempts.Attempt claimed) {
    OAuthError refusal = attempt.refusal().orElseGet(OAuthError::invalidClient);
    if (refusal.status() == 401) { // anything else is a mistake and proves nothing
      attempts.failed(claimed);
    }
    return refusal;
  }

  private static Optional<AuthenticatedClient> admitted(Attempt attempt) {
    return attempt
        .client()
        .filter(Client::enabled)
        .filter(client -> client.authenticationMethods().contains(attempt.method()))
        .map(client -> new AuthenticatedClient(client, attempt.method()));
  }

  /** What came of one way that the request used. */
  private record Attempt(String method, Optional<Client> client, Optional<OAuthError> refusal) {}
}
