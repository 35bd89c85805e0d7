/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.testkit.builder.TestBuilders;

class McpMetadataContributorTest {

  @Test
  void advertisesSubjectTokenOnlyAtTokenEndpoint() {
    Map<String, Object> metadata = new HashMap<>();
    for (String endpoint : List.of("token", "introspection", "revocation")) {
      metadata.put(
          endpoint + "_endpoint_auth_methods_supported",
          new ArrayList<>(List.of("subject_token", "private_key_jwt")));
    }
    new McpMetadataContributor(null).complete(TestBuilders.aTenant().build(), metadata);

    assertEquals(
        List.of("subject_token", "private_key_jwt"),
        metadata.get("token_endpoint_auth_methods_supported"));
    assertEquals(
        List.of("private_key_jwt"), metadata.get("introspection_endpoint_auth_methods_supported"));
    assertEquals(
        List.of("private_key_jwt"), metadata.get("revocation_endpoint_auth_methods_supported"));
  }
}
