/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;

/** The software bill of materials, which the operator reads and no other caller. */
@ExtendWith(DefaultServerExtension.class)
class SbomEndpointIT {
  private static TestServer server;

  @BeforeAll
  static void start(TestServer shared) {
    server = shared;
  }

  @Test
  void namesLibrariesOfTheServerAndThoseNestedInBundles() throws IOException {
    JsonNode bill = server.operator().get("/system/sbom").expect(200).body();

    assertEquals("CycloneDX", bill.path("bomFormat").asText());
    Set<String> names = new TreeSet<>();
    bill.path("components").forEach(component -> names.add(component.path("name").asText()));
    assertTrue(
        names.containsAll(
            Set.of("jackson-databind", "liquibase-core", "guava", "org.apache.karaf.main")),
        names.toString());
    for (JsonNode component : bill.path("components")) {
      assertTrue(component.path("purl").asText().startsWith("pkg:maven/"), component.toString());
      assertEquals(64, component.at("/hashes/0/content").asText().length());
      assertFalse(component.at("/licenses/0").isMissingNode(), component.toString());
    }
  }

  @Test
  void isRefusedToACallerWithoutCredentials() {
    server.anonymous().get("/system/sbom").expect(401);
  }
}
