package org.lumoauth.oauth.server.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.ClientAuthentication;
import org.lumoauth.api.oauth.ClientAuthenticator;
import org.lumoauth.api.oauth.GrantHandler;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.server.endpoint.Grants;
import org.lumoauth.oauth.server.endpoint.SignedIntrospection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Puts a tenant's metadata together (RFC 8414 section 2). */
@Component(service = ServerMetadata.class)
public final class ServerMetadata {

  private final Grants grants;
  private final ClientAuthentication clients;
  private final Providers<MetadataContributor> contributors;
  private final Providers<GrantHandler> handlers;
  private final Providers<ClientAuthenticator> ways;

  @Activate
  public ServerMetadata(
      @Reference Grants grants,
      @Reference ClientAuthentication clients,
      @Reference ProviderRegistry registry) {
    this.grants = grants;
    this.clients = clients;
    this.contributors = registry.follow(MetadataContributor.class);
    this.handlers = registry.follow(GrantHandler.class);
    this.ways = registry.follow(ClientAuthenticator.class);
  }

  @Deactivate
  void close() {
    contributors.close();
    handlers.close();
    ways.close();
  }

  /**
   * What can be said now.
   *
   * @param members of the document
   * @param whole whether everybody who is installed could say what is theirs
   */
  record Document(Map<String, Object> members, boolean whole) {}

  /** The document as it is true now. */
  Document of(TenantContext tenant) {
    boolean all = handlers.away().isEmpty() && ways.away().isEmpty();
    String issuer = tenant.issuer();
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("issuer", issuer);
    metadata.put("token_endpoint", issuer + "/oauth/token");
    metadata.put("introspection_endpoint", issuer + "/oauth/introspect");
    metadata.put("revocation_endpoint", issuer + "/oauth/revoke");
    metadata.put("jwks_uri", issuer + "/.well-known/jwks.json");
    metadata.put("grant_types_supported", list(grants.types()));
    metadata.put("response_types_supported", new ArrayList<>()); // required; none without a module
    metadata.put("token_endpoint_auth_methods_supported", list(clients.methods()));
    metadata.put("introspection_endpoint_auth_methods_supported", confidential());
    metadata.put("revocation_endpoint_auth_methods_supported", list(clients.methods()));
    metadata.put( // RFC 9701 section 7
        "introspection_signing_alg_values_supported",
        new ArrayList<>(SignedIntrospection.algorithms()));
    metadata.put("resource_indicators_supported", true);
    return new Document(metadata, contribute(tenant, metadata) && all);
  }

  private boolean contribute(TenantContext tenant, Map<String, Object> metadata) {
    try (Held<MetadataContributor> held = contributors.hold()) {
      held.leases().forEach(contributor -> contributor.get().contribute(tenant, metadata));
      held.leases().forEach(contributor -> contributor.get().complete(tenant, metadata));
      return held.missed().isEmpty();
    }
  }

  /** A public client is told of no token. */
  private List<String> confidential() {
    List<String> methods = list(clients.methods());
    methods.remove("none");
    return methods;
  }

  private static List<String> list(Set<String> names) {
    return new ArrayList<>(new TreeSet<>(names));
  }
}
