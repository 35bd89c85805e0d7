/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestSource;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Resolves requests that are not sent as plain parameters. A pushed request may contain a request
 * object (RFC 9126 section 3), but a request object cannot refer to a pushed request.
 */
@Component(service = AuthorizationRequestSourceResolver.class)
public final class AuthorizationRequestSourceResolver {

  static final String PUSHED = "par";
  static final String OBJECT = "jar";

  private static final String REQUEST = "request";
  private static final String REQUEST_URI = "request_uri";

  private final ProviderTracker<AuthorizationRequestSource> sources;

  /**
   * The resolved parameters of a request.
   *
   * @param parameters the effective parameters
   * @param pushed whether the request was pushed
   * @param object whether the request was sent as a request object
   * @param away the unavailable modules by the request source they provide
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
  public AuthorizationRequestSourceResolver(@Reference ProviderRegistry registry) {
    this.sources = registry.track(AuthorizationRequestSource.class);
  }

  @Deactivate
  void close() {
    sources.close();
  }

  /**
   * Resolves the effective parameters.
   *
   * @throws OAuthException if the request uses a source that is not installed, or is invalid
   * @throws ApiException 503 {@code module_unavailable} if it uses a source that is unavailable
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

  /**
   * Resolves the parameters of a request that is being pushed, which cannot refer to a pushed
   * request.
   */
  ResolvedAuthorizationParameters ofPushed(
      TenantContext tenant, Client client, AuthorizationParameters sent) {
    if (sent.one(REQUEST_URI).isPresent()) { // RFC 9126 section 2.1
      throw OAuthException.invalidRequest(
          "A pushed authorization request must not contain request_uri.");
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
        by(OBJECT, held, tenant, client, sent).map(AuthorizationRequestSourceResolver::stripped);
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

  /** Removes the parameters that the source has read. */
  private static AuthorizationParameters stripped(
      AuthorizationRequestSource.AuthorizationRequestParameters read) {
    return new AuthorizationParameters(Map.copyOf(read.parameters()));
  }

  /**
   * Refuses a parameter that no source supports (OpenID Connect Core section 3.1.2.6). If a source
   * may be unavailable, fails with 503 instead.
   */
  private static void requireAbsent(
      LeasedProviders<AuthorizationRequestSource> held,
      AuthorizationParameters parameters,
      String name) {
    if (parameters.one(name).isPresent()) {
      held.requireAll();
      throw new OAuthException(
          400,
          name + "_not_supported",
          "The server does not support the parameter " + name + " in this request.");
    }
  }
}
