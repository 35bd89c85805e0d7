/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.request;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationFailureThrottle;
import org.lumoauth.api.authn.ClientRequestLimiter;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.client.ClientAuthenticationService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.server.endpoint.ClientProfileEnforcer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Authenticates clients with the installed authentication methods (RFC 6749 section 2.3) and
 * rate-limits failed attempts (section 2.3.1).
 */
@Component(service = ClientAuthenticationService.class)
public final class DefaultClientAuthenticator implements ClientAuthenticationService {

  private static final String PUBLIC = "none";

  private final ProviderTracker<ClientAuthenticationMethod> ways;
  private final ClientProfileEnforcer profiles;
  private final AuthenticationFailureThrottle attempts;
  private final ClientRequestLimiter limits;

  @Activate
  public DefaultClientAuthenticator(
      @Reference ProviderRegistry registry,
      @Reference ClientProfileEnforcer profiles,
      @Reference AuthenticationFailureThrottle attempts,
      @Reference ClientRequestLimiter limits) {
    this.profiles = profiles;
    this.ways = registry.track(ClientAuthenticationMethod.class);
    this.attempts = attempts;
    this.limits = limits;
  }

  @Deactivate
  void close() {
    ways.close();
  }

  @Override
  public Set<String> supportedMethods() {
    return ways.names();
  }

  @Override
  public AuthenticatedClient authenticate(TenantContext tenant, OAuthRequest request) {
    var claimed =
        new AuthenticationFailureThrottle.CredentialAttempt(
            tenant.id(),
            "client",
            UnverifiedClientIdExtractor.id(request).orElse(""),
            request.remoteAddress());
    attempts.check(claimed);
    try (LeasedProviders<ClientAuthenticationMethod> held = ways.leaseAll()) {
      ClientAuthenticationAttempt attempt =
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
        new ClientRequestLimiter.LimitedOperation(
            request.method(), request.url().substring(tenant.issuer().length()));
    if (client.method().equals(PUBLIC)) {
      limits.countPublicClient(
          tenant, client.client().subject(), operation, request.remoteAddress());
    } else {
      limits.countClient(tenant, client.client().subject(), operation);
    }
  }

  /** Validates the client's profile. A later refusal is recorded with the authenticated client. */
  private void requireProfile(
      TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {
    try {
      profiles.check(tenant, client, request);
    } catch (OAuthException refusal) {
      throw refusal.of(client);
    }
  }

  @Override
  public void requireStillAuthenticated(
      TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {
    try (ServiceLease<ClientAuthenticationMethod> way =
        ways.leaseInstalled(client.method()).orElseThrow(OAuthException::invalidClient)) {
      if (!way.get().isStillAuthenticated(tenant, request)) {
        throw OAuthException.invalidClient();
      }
    }
  }

  /**
   * Returns the error for a request that used no available method (section 5.2). If a method is
   * unavailable, the client may have used it, so 503 is returned: after {@code invalid_client} the
   * client would not retry. A request without credentials is recorded and rate-limited too.
   */
  private OAuthException unproven(
      TenantContext tenant,
      OAuthRequest request,
      LeasedProviders<ClientAuthenticationMethod> held) {
    held.requireAll();
    attempts.recordFailure(
        new AuthenticationFailureThrottle.CredentialAttempt(
            tenant.id(), "request", "", request.remoteAddress()));
    return OAuthException.invalidClient();
  }

  private static Optional<ClientAuthenticationAttempt> attempt(
      TenantContext tenant,
      OAuthRequest request,
      List<ServiceLease<ClientAuthenticationMethod>> held) {
    Optional<ClientAuthenticationAttempt> only = Optional.empty();
    for (ServiceLease<ClientAuthenticationMethod> way : held) {
      Optional<ClientAuthenticationAttempt> attempt = attempt(tenant, request, way);
      if (attempt.isPresent() && only.isPresent()) { // section 2.3: at most one method per request
        throw OAuthException.invalidRequest(
            "The client must use only one authentication method per request.");
      }
      only = attempt.isPresent() ? attempt : only;
    }
    return only;
  }

  private static Optional<ClientAuthenticationAttempt> attempt(
      TenantContext tenant, OAuthRequest request, ServiceLease<ClientAuthenticationMethod> way) {
    try {
      return way.get()
          .authenticate(tenant, request)
          .map(
              client ->
                  new ClientAuthenticationAttempt(
                      way.name(), Optional.of(client), Optional.empty()));
    } catch (OAuthException refusal) {
      return Optional.of(
          new ClientAuthenticationAttempt(way.name(), Optional.empty(), Optional.of(refusal)));
    }
  }

  private OAuthException refusal(
      ClientAuthenticationAttempt attempt,
      AuthenticationFailureThrottle.CredentialAttempt claimed) {
    OAuthException refusal = attempt.refusal().orElseGet(OAuthException::invalidClient);
    if (refusal.status()
        == 401) { // Any other status is a malformed request, not a failed authentication.
      attempts.recordFailure(claimed);
    }
    return refusal;
  }

  private static Optional<AuthenticatedClient> admitted(ClientAuthenticationAttempt attempt) {
    return attempt
        .client()
        .filter(Client::enabled)
        .filter(client -> client.authenticationMethods().contains(attempt.method()))
        .map(client -> new AuthenticatedClient(client, attempt.method()));
  }

  /** The result of one authentication method that the request used. */
  private record ClientAuthenticationAttempt(
      String method, Optional<Client> client, Optional<OAuthException> refusal) {}
}
