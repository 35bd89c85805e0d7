/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authz;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.NodeScriptRunner;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** OpenFGA's client for JavaScript, unmodified, through every operation that it has. */
@ExtendWith(DefaultServerExtension.class)
class OpenFgaNodeClientIT {

  @TestFactory
  Stream<DynamicTest> supportsEveryClientOperation(TestServer server) throws IOException {
    NodeScriptRunner scripts = NodeScriptRunner.orSkip("openfga", List.of());
    TestTenant tenant = TestTenant.create(server);
    return scripts.run("walk.mjs", List.of(OpenFgaTestClients.url(tenant), tenant.key()));
  }
}
