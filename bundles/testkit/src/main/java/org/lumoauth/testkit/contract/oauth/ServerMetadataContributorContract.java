/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;

/** The contract of every {@link ServerMetadataContributor}. */
public abstract class ServerMetadataContributorContract {

  private static final String GRANTS = "grant_types_supported";
  private static final String THERE_BEFORE = "contract_there_before";
  private static final Set<String> ELSEWHERE = Set.of("op_policy_uri", "op_tos_uri");

  /** Returns the provider under test. */
  protected abstract ServerMetadataContributor contributor();

  /** Returns a tenant. */
  protected abstract TenantContext tenant();

  @Test
  void addsMembersToMetadata() {
    assertNotEquals(document(), contributed());
  }

  @Test
  void keepsMembersOfOtherContributors() {
    var metadata = contributed();

    assertEquals(tenant().issuer(), metadata.get("issuer"));
    assertEquals("x", metadata.get(THERE_BEFORE));
    assertTrue(((List<?>) metadata.get(GRANTS)).contains("urn:contract:grant"));
  }

  @Test
  void addsEachValueOnce() {
    var metadata = contributed();
    contributor().contribute(tenant(), metadata);

    metadata.values().stream()
        .filter(List.class::isInstance)
        .map(value -> (List<?>) value)
        .forEach(list -> assertEquals(new HashSet<Object>(list).size(), list.size()));
  }

  @Test
  void addsNoMemberWithoutAValue() {
    contributed().forEach((name, value) -> assertFalse(value == null, name));
  }

  /**
   * A tenant's pages and its API have different paths: an issuer is {@code …/t/{slug}/api/v1}. URLs
   * that describe the organization may point anywhere.
   */
  @Test
  void publishesOnlyEndpointsOfTheTenant() {
    var own = tenant().issuer().replaceFirst("/api/v1$", "") + "/";
    contributed()
        .forEach(
            (name, value) -> {
              if (name.endsWith("_endpoint")
                  || name.endsWith("_uri") && !ELSEWHERE.contains(name)) {
                assertTrue(value.toString().startsWith(own), name);
              }
            });
  }

  private Map<String, Object> contributed() {
    var metadata = document();
    contributor().contribute(tenant(), metadata);
    return metadata;
  }

  private Map<String, Object> document() {
    var metadata = new HashMap<String, Object>();
    metadata.put("issuer", tenant().issuer());
    metadata.put(THERE_BEFORE, "x");
    metadata.put(GRANTS, new ArrayList<>(List.of("urn:contract:grant")));
    return metadata;
  }
}
