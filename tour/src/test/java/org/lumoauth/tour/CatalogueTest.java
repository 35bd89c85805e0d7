/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  private final Catalogue catalogue = Catalogue.read();

  @Test
  void holdsAtLeast40ToolsOfAtLeastThreeServers() {
    assertTrue(catalogue.servers().size() >= 3);
    assertTrue(catalogue.permissions().size() >= 40);
  }

  @Test
  void givesEachToolASlugOfItsOwn() {
    var slugs =
        catalogue.permissions().stream()
            .map(Catalogue.Permission::slug)
            .collect(Collectors.toSet());

    assertEquals(catalogue.permissions().size(), slugs.size());
  }

  @Test
  void namesPackageAndVersionOfEveryServer() {
    catalogue
        .servers()
        .forEach(
            server -> assertTrue(server.origin().matches("@[a-z-]+/[a-z-]+@\\d+\\.\\d+\\.\\d+")));
  }

  @Test
  void saysOfEachToolWhetherItChangesAnything() {
    catalogue
        .servers()
        .forEach(
            server ->
                server.tools().forEach(tool -> assertTrue(tool.access().matches("read|write"))));
  }
}
