/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** A tenant for the tests of the public contract. */
abstract class PublicContractTestBase {

  static TestServer server;
  static TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
  }

  static JsonNode metadata(TestTenant of) {
    return of.admin().get("/.well-known/openid-configuration").expect(200).body();
  }
}
