package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.AuthorizationRequestSource;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Ways to bring a request other than in its own parameters. A request may have been pushed and what
 * was pushed be a request object (RFC 9126 section 3), never the other way round.
 */
@Component(service = Sources.class)
public final class Sources {

  static final String PUSHED = "par";
  static final String OBJECT = "jar";

  private static final String REQUEST = "request";
  private static final String REQUEST_URI = "request_uri";

  private final Providers<AuthorizationRequestSource> sources;

  /**
   * What a request comes to.
   *
   * @param parameters to go by
   * @param pushed whether it was pushed
   * @param object whether it was in a request object
   * @param away the modules of the ways that can't be used now, by the name of the way
   */
  public record Brought(
      Parameters parameters, boolean pushed, boolean object, Map<String, String> away) {

    String source() {
      if (pushed) {
        return PUSHED;
      }
      return object ? OBJECT : "query";
    }
  }

  @Activate
  public Sources(@Reference ProviderRegistry registry) {
    this.sources = registry.follow(AuthorizationRequestSource.class);
  }

  @Deactivate
  void close() {
    sources.close();
  }

  /**
   * Finds the parameters to go by.
   *
   * @throws OAuthError if the request uses a way that is not installed or does not hold
   * @throws Problem 503 {@code module_unavailable} if it uses a way that is away
   */
  public Brought of(TenantContext tenant, Client client, Parameters sent) {
    try (Held<AuthorizationRequestSource> held = sources.hold()) {
      Optional<AuthorizationRequestSource.Brought> pushed = by(PUSHED, held, tenant, client, sent);
      if (pushed.isEmpty()) {
        return of(held, tenant, client, sent, false);
      }
      Parameters parameters = stripped(pushed.get());
      return pushed.get().verifiedObject()
          ? brought(held, parameters, true, true)
          : of(held, tenant, client, parameters, true);
    }
  }

  /** The same for what is being pushed now, which cannot have been pushed before. */
  Brought ofPushed(TenantContext tenant, Client client, Parameters sent) {
    if (sent.one(REQUEST_URI).isPresent()) { // RFC 9126 section 2.1
      throw OAuthError.invalidRequest("A pushed request has no request_uri.");
    }
    try (Held<AuthorizationRequestSource> held = sources.hold()) {
      return of(held, tenant, client, sent, true);
    }
  }

  private static Brought of(
      Held<AuthorizationRequestSource> held,
      TenantContext tenant,
      Client client,
      Parameters sent,
      boolean pushed) {
    Optional<Parameters> object = by(OBJECT, held, tenant, client, sent).map(Sources::stripped);
    return brought(held, object.orElse(sent), pushed, object.isPresent());
  }

  private static Brought brought(
      Held<AuthorizationRequestSource> held,
      Parameters parameters,
      boolean pushed,
      boolean object) {
    requireAbsent(held, parameters, REQUEST);
    requireAbsent(held, parameters, REQUEST_URI);
    return new Brought(parameters, pushed, object, held.missed());
  }

  private static Optional<AuthorizationRequestSource.Brought> by(
      String name,
      Held<AuthorizationRequestSource> held,
      TenantContext tenant,
      Client client,
      Parameters sent) {
    for (Lease<AuthorizationRequestSource> source : held.leases()) {
      if (source.name().equals(name)) {
        return source.get().request(tenant, client, sent.values());
      }
    }
    return Optional.empty();
  }

  /** A source may leave behind what it has read. */
  private static Parameters stripped(AuthorizationRequestSource.Brought read) {
    return new Parameters(Map.copyOf(read.parameters()));
  }

  /** OpenID Connect Core section 3.1.2.6; who could have read it may only be away. */
  private static void requireAbsent(
      Held<AuthorizationRequestSource> held, Parameters parameters, String name) {
    if (parameters.one(name).isPresent()) {
      held.requireAll();
      throw new OAuthError(400, name + "_not_supported", "This server does not take that here.");
    }
  }
}
