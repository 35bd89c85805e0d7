/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerMetadataContributorTest {
  private static final String SCOPES = "scopes_supported";

  private final Map<String, Object> metadata = new HashMap<>();

  @Test
  void appendsOnlyMissingValuesToExistingList() {
    metadata.put(SCOPES, new ArrayList<Object>(List.of("openid", "email")));

    ServerMetadataContributor.add(metadata, SCOPES, List.of("email", "roles", "roles"));

    assertEquals(Map.of(SCOPES, List.of("openid", "email", "roles")), metadata);
  }

  @Test
  void createsListOnlyIfValuesAreGiven() {
    ServerMetadataContributor.add(metadata, SCOPES, List.of());
    assertEquals(Map.of(), metadata);

    ServerMetadataContributor.add(metadata, SCOPES, List.of("openid"));
    assertEquals(Map.of(SCOPES, List.of("openid")), metadata);
  }
}
