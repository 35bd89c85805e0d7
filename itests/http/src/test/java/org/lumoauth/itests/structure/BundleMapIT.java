/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of all bundles is the one that {@link BundleMap} makes from the poms. */
class BundleMapIT {

  private static final Path PROJECT =
      Path.of(System.getProperty("lumoauth.project", "../..")).toAbsolutePath().normalize();

  @Test
  void isMadeFromThePoms() throws IOException {
    assertEquals(
        BundleMap.page(PROJECT),
        Files.readString(PROJECT.resolve(BundleMap.PAGE)),
        "Write it again: java itests/http/src/test/java/org/lumoauth/itests/structure/BundleMap.java");
  }
}
