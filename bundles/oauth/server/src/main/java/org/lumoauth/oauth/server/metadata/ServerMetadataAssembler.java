/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.client.ClientAuthenticationService;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.server.endpoint.GrantHandlerDispatcher;
import org.lumoauth.oauth.server.endpoint.SignedIntrospectionWriter;

/** Builds a tenant's metadata (RFC 8414 section 2). */
final class ServerMetadataAssembler {

  private final GrantHandlerDispatcher grants;
  private final ClientAuthenticationService clients;
  private final ProviderTracker<ServerMetadataContributor> contributors;
  private final ProviderTracker<GrantHandler> handlers;
  private final ProviderTracker<ClientAuthenticationMethod> ways;

  ServerMetadataAssembler(
      GrantHandlerDispatcher grants,
      ClientAuthenticationService clients,
      ProviderRegistry registry) {
    this.grants = grants;
    this.clients = clients;
    this.contributors = registry.track(ServerMetadataContributor.class);
    this.handlers = registry.track(GrantHandler.class);
    this.ways = registry.track(ClientAuthenticationMethod.class);
  }

  void close() {
    contributors.close();
    handlers.close();
    ways.close();
  }

  /**
   * The current metadata of a tenant.
   *
   * @param members the members of the document
   * @param whole whether all installed modules could contribute
   */
  record ServerMetadataDocument(Map<String, Object> members, boolean whole) {}

  /** Builds the current metadata. */
  ServerMetadataDocument of(TenantContext tenant) {
    boolean all = handlers.findUnavailable().isEmpty() && ways.findUnavailable().isEmpty();
    String issuer = tenant.issuer();
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("issuer", issuer);
    metadata.put("token_endpoint", issuer + "/oauth/token");
    metadata.put("introspection_endpoint", issuer + "/oauth/introspect");
    metadata.put("revocation_endpoint", issuer + "/oauth/revoke");
    metadata.put("grant_types_supported", list(grants.types()));
    metadata.put(
        "response_types_supported",
        new ArrayList<>()); // Required; empty if no module adds a response type.
    metadata.put("token_endpoint_auth_methods_supported", list(clients.supportedMethods()));
    metadata.put("introspection_endpoint_auth_methods_supported", confidential());
    metadata.put("revocation_endpoint_auth_methods_supported", list(clients.supportedMethods()));
    metadata.put( // RFC 9701 section 7
        "introspection_signing_alg_values_supported",
        new ArrayList<>(SignedIntrospectionWriter.algorithms()));
    metadata.put("resource_indicators_supported", true);
    return new ServerMetadataDocument(metadata, contribute(tenant, metadata) && all);
  }

  private boolean contribute(TenantContext tenant, Map<String, Object> metadata) {
    try (LeasedProviders<ServerMetadataContributor> held = contributors.leaseAll()) {
      held.leases().forEach(contributor -> contributor.get().contribute(tenant, metadata));
      held.leases().forEach(contributor -> contributor.get().complete(tenant, metadata));
      return held.unavailable().isEmpty();
    }
  }

  /**
   * Returns the authentication methods of confidential clients, because a public client cannot
   * introspect tokens.
   */
  private List<String> confidential() {
    List<String> methods = list(clients.supportedMethods());
    methods.remove("none");
    return methods;
  }

  private static List<String> list(Set<String> names) {
    return new ArrayList<>(new TreeSet<>(names));
  }
}
