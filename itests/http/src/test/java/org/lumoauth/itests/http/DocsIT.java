package org.lumoauth.itests.http;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the examples of the documentation. */
@ExtendWith(Shared.class)
class DocsIT {

  @Test
  void theQuickstartWorksAsItIsWritten(Server server) throws Exception {
    DocExamples.run(
        "integrators/quickstart.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "acme"));
  }

  @Test
  void askWorksAsItIsWritten(Server server) throws Exception {
    DocExamples.run(
        "integrators/ask.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "asking"));
  }

  @Test
  void permissionsForOneTaskWorkAsTheyAreWritten(Server server) throws Exception {
    DocExamples.run(
        "integrators/jit.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "acme-jit"));
  }

  @Test
  void aReceiverHearsOfSignalsAsItIsWritten(Server server) throws Exception {
    DocExamples.run(
        "integrators/shared-signals.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "acme-signals"));
  }
}
