/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class WorkloadMetadataContributorContractTest extends ServerMetadataContributorContract {

  @Override
  protected ServerMetadataContributor contributor() {
    return new WorkloadMetadataContributor();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Test
  void advertisesWorkloadTokenOnlyAtTokenEndpoint() {
    Map<String, Object> metadata = new HashMap<>();
    for (String endpoint : List.of("token", "introspection", "revocation")) {
      metadata.put(
          endpoint + "_endpoint_auth_methods_supported",
          new ArrayList<>(List.of("client_secret_basic", "workload_token")));
    }

    contributor().complete(tenant(), metadata);

    assertEquals(
        Map.of(
            "token_endpoint_auth_methods_supported",
            List.of("client_secret_basic", "workload_token"),
            "introspection_endpoint_auth_methods_supported",
            List.of("client_secret_basic"),
            "revocation_endpoint_auth_methods_supported",
            List.of("client_secret_basic")),
        metadata);
  }
}
