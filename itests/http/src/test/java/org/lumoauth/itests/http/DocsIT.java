package org.lumoauth.itests.http;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs the examples of the documentation. */
class DocsIT {

  @Test
  void theQuickstartWorksAsItIsWritten() throws Exception {
    try (Server server = Server.start()) {
      DocExamples.run(
          "integrators/quickstart.md",
          Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "acme"));
    }
  }
}
