/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.discovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Writes the metadata of servers (RFC 9728 section 2). */
@Component(service = McpServerMetadataDocumentFactory.class)
public final class McpServerMetadataDocumentFactory {

  private static final String DPOP = "dpop";
  private static final String DPOP_ALGORITHMS = "dpop_signing_alg_values_supported";

  private final ProviderTracker<ServerMetadataContributor> contributors;

  @Activate
  public McpServerMetadataDocumentFactory(@Reference ProviderRegistry registry) {
    this.contributors = registry.track(ServerMetadataContributor.class);
  }

  @Deactivate
  void close() {
    contributors.close();
  }

  /** Returns the metadata document. */
  Map<String, Object> of(TenantContext tenant, McpServer server) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("resource", server.spec().resourceUri());
    document.put("authorization_servers", List.of(tenant.issuer()));
    document.put("bearer_methods_supported", List.of("header"));
    if (!server.spec().scopes().isEmpty()) {
      document.put("scopes_supported", server.spec().scopes());
    }
    document.put("resource_name", server.spec().name());
    document.put("dpop_bound_access_tokens_required", server.spec().requireDpop());
    algorithms(tenant).ifPresent(names -> document.put(DPOP_ALGORITHMS, names));
    return document;
  }

  /** Returns the DPoP algorithms of the module that validates proofs. */
  Optional<List<?>> algorithms(TenantContext tenant) {
    Optional<ServiceLease<ServerMetadataContributor>> lease = contributors.lease(DPOP);
    if (lease.isEmpty()) {
      return Optional.empty();
    }
    try (ServiceLease<ServerMetadataContributor> dpop = lease.get()) {
      Map<String, Object> told = new LinkedHashMap<>();
      dpop.get().contribute(tenant, told);
      return told.get(DPOP_ALGORITHMS) instanceof List<?> names
          ? Optional.of(names)
          : Optional.empty();
    }
  }
}
