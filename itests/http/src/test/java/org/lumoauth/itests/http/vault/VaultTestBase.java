/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.StubTokenProvider;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** A provider that answers as a test says, and a user of a tenant. */
@ExtendWith(DefaultServerExtension.class)
abstract class VaultTestBase {
  static TestServer server;

  static TestTenant tenant;

  static TestTenant other;

  StubTokenProvider stub;

  TestPerson ada;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    other = TestTenant.create(server);
  }

  /** What happens while the provider does not answer: that is waited for only shortly. */
  void whileItHangs(Runnable work) {
    stub.setBehavior(stub.neverRespond());
    patience(1);
    try {
      work.run();
    } finally {
      patience(10);
    }
  }

  private static void patience(int seconds) {
    tenant
        .admin()
        .patch("/admin/settings/connections", Map.of("provider_timeout_seconds", seconds))
        .expect(200);
  }

  @BeforeEach
  void open() throws IOException {
    stub = new StubTokenProvider();
    ada = TestPerson.create(server, tenant).signIn();
  }

  @AfterEach
  void close() {
    stub.close();
  }

  static JsonNode refused(int status, String code, ApiClient.Answer answer) {
    JsonNode body = answer.expect(status).body();
    assertEquals(code, body.path("code").asText(), body.toString());
    return body;
  }
}
