package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.AuthorizationRequestSource;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Ways to bring a request other than in its own parameters. A request may have been pushed and what
 * was pushed be a request object (RFC 9126 section 3), never the other way round.
 */
@Component(service = AuthorizationRequestSources.class)
public final class AuthorizationRequestSources {

  static final String PUSHED = "par";
  static final String OBJECT = "jar";

  private static final String REQUEST = "request";
  private static final String REQUEST_URI = "request_uri";

  private final ProviderTracker<AuthorizationRequestSource> sources;

  /**
   * What a request comes to.
   *
   * @param parameters to go by
   * @param pushed whether it was pushed
   * @param object whether it was in a request object
   * @param away the modules of the ways that can't be used now, by the name of the way
   */
  public record ResolvedAuthorizationParameters(
      AuthorizationParameters parameters,
      boolean pushed,
      boolean object,
      Map<String, String> away) {

    String source() {
      if (pushed) {
        return PUSHED;
      }
      return object ? OBJECT : "query";
    }
  }

  @Activate
  public AuthorizationRequestSources(@Reference ProviderRegistry registry) {
    this.sources = registry.track(AuthorizationRequestSource.class);
  }

  @Deactivate
  void close() {
    sources.close();
  }

  /**
   * Finds the parameters to go by.
   *
   * @throws OAuthException if the request uses a way that is not installed or does not hold
   * @throws ApiException 503 {@code module_unavailable} if it uses a way that is away
   */
  public ResolvedAuthorizationParameters of(
      TenantContext tenant, Client client, AuthorizationParameters sent) {
    try (LeasedProviders<AuthorizationRequestSource> held = sources.leaseAll()) {
      Optional<AuthorizationRequestSource.AuthorizationRequestParameters> pushed =
          by(PUSHED, held, tenant, client, sent);
      if (pushed.isEmpty()) {
        return of(held, tenant, client, sent, false);
      }
      AuthorizationParameters parameters = stripped(pushed.get());
      return pushed.get().verifiedObject()
          ? brought(held, parameters, true, true)
          : of(held, tenant, client, parameters, true);
    }
  }

  /** The same for what is being pushed now, which cannot have been pushed before. */
  ResolvedAuthorizationParameters ofPushed(
      TenantContext tenant, Client client, AuthorizationParameters sent) {
    if (sent.one(REQUEST_URI).isPresent()) { // RFC 9126 section 2.1
      throw OAuthException.invalidRequest("A pushed request has no request_uri.");
    }
    try (LeasedProviders<AuthorizationRequestSource> held = sources.leaseAll()) {
      return of(held, tenant, client, sent, true);
    }
  }

  private static ResolvedAuthorizationParameters of(
      LeasedProviders<AuthorizationRequestSource> held,
      TenantContext tenant,
      Client client,
      AuthorizationParameters sent,
      boolean pushed) {
    Optional<AuthorizationParameters> object =
        by(OBJECT, held, tenant, client, sent).map(AuthorizationRequestSources::stripped);
    return brought(held, object.orElse(sent), pushed, object.isPresent());
  }

  private static ResolvedAuthorizationParameters brought(
      LeasedProviders<AuthorizationRequestSource> held,
      AuthorizationParameters parameters,
      boolean pushed,
      boolean object) {
    requireAbsent(held, parameters, REQUEST);
    requireAbsent(held, parameters, REQUEST_URI);
    return new ResolvedAuthorizationParameters(parameters, pushed, object, held.unavailable());
  }

  private static Optional<AuthorizationRequestSource.AuthorizationRequestParameters> by(
      String name,
      LeasedProviders<AuthorizationRequestSource> held,
      TenantContext tenant,
      Client client,
      AuthorizationParameters sent) {
    for (ServiceLease<AuthorizationRequestSource> source : held.leases()) {
      if (source.name().equals(name)) {
        return source.get().resolve(tenant, client, sent.values());
      }
    }
    return Optional.empty();
  }

  /** A source may leave behind what it has read. */
  private static AuthorizationParameters stripped(
      AuthorizationRequestSource.AuthorizationRequestParameters read) {
    return new AuthorizationParameters(Map.copyOf(read.parameters()));
  }

  /** OpenID Connect Core section 3.1.2.6; who could have read it may only be away. */
  private static void requireAbsent(
      LeasedProviders<AuthorizationRequestSource> held,
      AuthorizationParameters parameters,
      String name) {
    if (parameters.one(name).isPresent()) {
      held.requireAll();
      throw new OAuthException(
          400, name + "_not_supported", "This server does not take that here.");
    }
  }
}
