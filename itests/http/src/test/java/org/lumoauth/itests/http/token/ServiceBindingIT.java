/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;

/**
 * No component lost a service at the start of the shipped server. Declarative Services binds a
 * service by making it; where that can't be done at the instant it warns, and a reference that is
 * optional stays empty for good.
 */
@ExtendWith(DefaultServerExtension.class)
class ServiceBindingIT {

  @Test
  void bindsEachServiceAtStart(TestServer server) throws IOException {
    List<String> lost =
        server.logs().lines().filter(line -> line.contains("Could not get service from")).toList();

    assertEquals(List.of(), lost);
  }

  /** The check above sees what it looks for only if such warnings get as far as the log. */
  @Test
  void logsDeclarativeServicesWarnings(TestServer server) {
    String level = server.console("log:get org.lumoauth");

    assertTrue(level.contains("INFO") || level.contains("WARN") || level.contains("DEBUG"), level);
  }
}
