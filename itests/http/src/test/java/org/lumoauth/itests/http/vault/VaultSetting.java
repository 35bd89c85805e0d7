package org.lumoauth.itests.http.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.StubProvider;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;

/** A provider that answers as a test says, and a user of a tenant. */
@ExtendWith(Shared.class)
abstract class VaultSetting {
  static Server server;

  static Tenant tenant;

  static Tenant other;

  StubProvider stub;

  Person ada;

  @BeforeAll
  static void start(Server shared) throws IOException {
    server = shared;
    tenant = Tenant.create(server);
    other = Tenant.create(server);
  }

  /** What happens while the provider does not answer: that is waited for only shortly. */
  void whileItHangs(Runnable work) {
    stub.behaves(stub.hangs());
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
    stub = new StubProvider();
    ada = Person.create(server, tenant).signIn();
  }

  @AfterEach
  void close() {
    stub.close();
  }

  static JsonNode refused(int status, String code, Api.Answer answer) {
    JsonNode body = answer.expect(status).body();
    assertEquals(code, body.path("code").asText(), body.toString());
    return body;
  }
}
