package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A tenant with a user who may let agents act for them. */
@ExtendWith(Shared.class)
abstract class DelegationSetting {
  static Server server;

  static Tenant tenant;

  Delegated ada;

  @BeforeAll
  static void start(Server shared) throws IOException {
    server = shared;
    tenant = Tenant.create(server);
  }

  @BeforeEach
  void signIn() {
    ada = Delegated.signedIn(server, tenant);
  }

  static void assertRefused(int status, String code, Api.Answer answer) {
    assertEquals(status, answer.status(), answer.text());
    assertEquals(code, answer.body().path("error").asText(), answer.text());
  }
}
