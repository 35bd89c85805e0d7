package org.lumoauth.itests.http.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.DocExamples;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;

/** Runs the examples of the documentation. */
@ExtendWith(Shared.class)
class DocsIT {

  @Test
  void theQuickstartWorksAsItIsWritten(Server server) throws Exception {
    DocExamples.run(
        "tutorials/quickstart.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "acme"));
  }

  @Test
  void askWorksAsItIsWritten(Server server) throws Exception {
    DocExamples.run(
        "how-to/ask-before-acting.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "asking"));
  }

  @Test
  void permissionsForOneTaskWorkAsTheyAreWritten(Server server) throws Exception {
    DocExamples.run(
        "how-to/get-a-permission-for-one-task.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "acme-jit"));
  }

  @Test
  void aTenantIsExportedAndImportedAsItIsWritten(Server server, @TempDir Path folder)
      throws Exception {
    Tenant tenant = Tenant.create(server);
    String printed =
        DocExamples.run(
            "how-to/copy-a-tenant.md",
            Map.of(
                "BASE", server.base(),
                "KEY", tenant.key(),
                "SLUG", tenant.slug(),
                "FILE", folder.resolve("tenant.json").toString()));

    assertTrue(printed.contains("\"dryRun\":true"), printed);
  }

  @Test
  void aReceiverHearsOfSignalsAsItIsWritten(Server server) throws Exception {
    DocExamples.run(
        "how-to/receive-security-events.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "acme-signals"));
  }
}
