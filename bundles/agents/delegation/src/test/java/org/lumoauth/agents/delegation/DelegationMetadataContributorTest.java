/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.testkit.builder.TestBuilders;

class DelegationMetadataContributorTest {

  @Test
  void addsItsScopesToExistingMetadata() {
    Map<String, Object> metadata =
        new HashMap<>(Map.of("scopes_supported", new ArrayList<Object>(List.of("openid"))));

    new DelegationMetadataContributor().contribute(TestBuilders.aTenant().build(), metadata);

    assertEquals(
        List.of("openid", "delegations.read", "delegations.write"),
        metadata.get("scopes_supported"));
  }

  @Test
  void advertisesActorTokenOnlyAtTokenEndpoint() {
    Map<String, Object> metadata = new HashMap<>();
    for (String endpoint : List.of("token", "introspection", "revocation")) {
      metadata.put(
          endpoint + "_endpoint_auth_methods_supported",
          new ArrayList<>(List.of("actor_token", "private_key_jwt")));
    }
    new DelegationMetadataContributor().complete(TestBuilders.aTenant().build(), metadata);

    assertEquals(
        List.of("actor_token", "private_key_jwt"),
        metadata.get("token_endpoint_auth_methods_supported"));
    assertEquals(
        List.of("private_key_jwt"), metadata.get("introspection_endpoint_auth_methods_supported"));
    assertEquals(
        List.of("private_key_jwt"), metadata.get("revocation_endpoint_auth_methods_supported"));
  }
}
