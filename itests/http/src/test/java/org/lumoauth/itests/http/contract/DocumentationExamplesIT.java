/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.DocumentationExamples;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Runs the examples of the documentation. */
@ExtendWith(DefaultServerExtension.class)
class DocumentationExamplesIT {

  @Test
  void quickstartExamplesWork(TestServer server) throws Exception {
    DocumentationExamples.run(
        "tutorials/quickstart.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "acme"));
  }

  @Test
  void askExamplesWork(TestServer server) throws Exception {
    DocumentationExamples.run(
        "how-to/ask-before-acting.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "asking"));
  }

  @Test
  void taskPermissionExamplesWork(TestServer server) throws Exception {
    DocumentationExamples.run(
        "how-to/get-a-permission-for-one-task.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "acme-jit"));
  }

  @Test
  void aTenantIsExportedAndImportedAsItIsWritten(TestServer server, @TempDir Path folder)
      throws Exception {
    TestTenant tenant = TestTenant.create(server);
    String printed =
        DocumentationExamples.run(
            "how-to/copy-a-tenant.md",
            Map.of(
                "BASE", server.base(),
                "KEY", tenant.key(),
                "SLUG", tenant.slug(),
                "FILE", folder.resolve("tenant.json").toString()));

    assertTrue(printed.contains("\"dryRun\":true"), printed);
  }

  @Test
  void signalReceiverExamplesWork(TestServer server) throws Exception {
    DocumentationExamples.run(
        "how-to/receive-security-events.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "acme-signals"));
  }
}
