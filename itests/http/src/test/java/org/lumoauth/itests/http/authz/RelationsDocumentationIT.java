/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authz;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.DocumentationExamples;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Runs the examples about relations. */
@ExtendWith(DefaultServerExtension.class)
class RelationsDocumentationIT {

  @Test
  void documentationExamplesWork(TestServer server) throws IOException {
    TestTenant tenant = TestTenant.create(server);

    DocumentationExamples.run(
        "how-to/store-and-query-relations.md",
        Map.of("API", tenant.admin().base(), "ADMIN", tenant.key()));
  }
}
