/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every request that a bundle has sent is in the name of a tenant, or one tenant could take the
 * places that all of them share.
 */
class OutboundRequestsIT {

  private static final Path BUNDLES =
      Path.of(System.getProperty("lumoauth.project", "..")).resolve("bundles");
  private static final Pattern REQUEST =
      Pattern.compile("new OutboundRequest\\(|OutboundRequest\\s*\\.json\\(");
  private static final Pattern TENANT = Pattern.compile("\\.inTenant\\(");

  /**
   * Code that builds requests without sending them for a tenant, and the audit sink, which sends
   * the records of all tenants to the operator's receiver.
   */
  private static final List<String> OUTBOUND =
      List.of("api/outbound/", "platform/outbound/", "platform/audit-http/");

  @Test
  void areSentForATenant() throws IOException {
    List<Path> senders;
    try (Stream<Path> files = Files.walk(BUNDLES)) {
      senders =
          files
              .filter(file -> file.toString().contains("src/main/java"))
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> OUTBOUND.stream().noneMatch(file.toString()::contains))
              .filter(file -> count(REQUEST, file) > 0)
              .toList();
    }

    assertFalse(senders.isEmpty());
    assertEquals(
        List.of(),
        senders.stream().filter(file -> count(TENANT, file) < count(REQUEST, file)).toList());
  }

  private static long count(Pattern pattern, Path file) {
    try {
      return pattern.matcher(Files.readString(file)).results().count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
