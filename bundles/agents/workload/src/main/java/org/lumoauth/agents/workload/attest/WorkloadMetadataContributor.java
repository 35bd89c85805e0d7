/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.attest;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Adds workloads and the attestation endpoint to the authorization server metadata. */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=agents-workload",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class WorkloadMetadataContributor implements ServerMetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    ServerMetadataContributor.add(metadata, "entity_profiles_supported", List.of("workload"));
  }

  /** A workload's token authenticates the client only at the token endpoint. */
  @Override
  public void complete(TenantContext tenant, Map<String, Object> metadata) {
    for (String endpoint : List.of("introspection", "revocation")) {
      if (metadata.get(endpoint + "_endpoint_auth_methods_supported") instanceof List<?> methods) {
        methods.remove(WorkloadTokenClientAuthenticator.METHOD);
      }
    }
  }
}
