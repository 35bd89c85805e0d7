package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More rows of one kind than the operator allows a tenant. */
@ExtendWith(SharedForModules.class)
class QuotasIT {
  private static final String SETTINGS = "org.lumoauth.platform.quotas.cfg";
  private static final int MOST_TRIES = 60;

  private static Server server;

  @BeforeAll
  static void start(Server shared) {
    server = shared;
  }

  @AfterAll
  static void withoutQuotas() throws IOException {
    server.configure(SETTINGS, "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "agents,/admin/agents,name",
    "users,/admin/users,email",
    "roles,/admin/roles,name",
    "groups,/admin/groups,name",
  })
  void refusesWhatIsBeyondAQuota(String quota, String path, String member) throws Exception {
    Tenant limited = Tenant.create(server);
    Tenant other = Tenant.create(server);
    server.configure(SETTINGS, "quotas = " + limited.id() + " " + quota + " 1\n");
    AtomicInteger number = new AtomicInteger();

    Await.until(
        "a quota applies to " + quota,
        Duration.ofSeconds(MOST_TRIES),
        () -> make(limited, path, member, number).status() == 409);

    Api.Answer refused = make(limited, path, member, number).expect(409);
    assertEquals("quota_exceeded", refused.body().path("code").asText(), refused.toString());
    assertEquals(quota, refused.body().path("details").path("quota").asText());
    assertEquals(1, refused.body().path("details").path("limit").asInt());
    make(other, path, member, number).expect(201);
    make(other, path, member, number).expect(201);
  }

  private static Api.Answer make(Tenant tenant, String path, String member, AtomicInteger number) {
    String name = "one" + number.incrementAndGet() + (member.equals("email") ? "@example.com" : "");
    return tenant.admin().post(path, Map.of(member, name));
  }
}
