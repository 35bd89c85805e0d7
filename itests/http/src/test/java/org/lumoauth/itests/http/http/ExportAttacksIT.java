/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.MariaDbServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.platform.persistence.datasource.DatabaseSettings;
import org.lumoauth.platform.persistence.testkit.MariaDbServer;

/** Responses of 10 MB and more cost the server the same memory as short ones. */
@ExtendWith(MariaDbServerExtension.class)
class ExportAttacksIT {
  private static final String EXPORT = "/admin/audit-logs/export?format=json";
  private static final int EXPORTS = 40;
  private static final int TENANTS = 8;
  private static final int RECORDS = 10_000;
  private static final int PIECE = 64 * 1024;
  private static final int LARGE = 10 * 1024 * 1024;

  /** A response that ends like this is whole. */
  private static final String END = "\"meta\":{\"total\":" + RECORDS + ",\"exportedAt\":\"";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static TestServer server;
  private static MariaDbServer database;
  private static List<TestTenant> tenants;

  @BeforeAll
  static void start(TestServer shared, MariaDbServer sharedDatabase) throws Exception {
    server = shared;
    database = sharedDatabase;
    tenants = new ArrayList<>();
    for (int i = 0; i < TENANTS; i++) {
      tenants.add(TestTenant.create(server));
    }
    fill(MariaDbServerExtension.settings(database));
  }

  /** Records of 1.5 KB each at the end of every tenant's chain, by the database itself. */
  private static void fill(DatabaseSettings settings) throws SQLException {
    String sql =
        """
        INSERT INTO audit_record (tenant_id, seq, id, recorded_at, action, outcome, actor_type,
            actor_id, message, details, prev_hash, hash)
        SELECT ?, last.seq + n.seq, CONCAT('aud_filled', n.seq), last.recorded_at + n.seq,
            'role.created', 'SUCCESS', 'server', 'test', 'A record among many.',
            CONCAT('{"text":"', REPEAT('x', 1500), '"}'), last.hash, last.hash
        FROM seq_1_to_%d n JOIN
            (SELECT seq, recorded_at, hash FROM audit_record WHERE tenant_id = ?
             ORDER BY seq DESC LIMIT 1) last
        """
            .formatted(RECORDS);
    try (var connection = DriverManager.getConnection(settings.url(), "root", "");
        var statement = connection.prepareStatement(sql)) {
      for (TestTenant tenant : tenants) {
        statement.setString(1, tenant.id());
        statement.setString(2, tenant.id());
        assertEquals(RECORDS, statement.executeUpdate());
      }
    }
  }

  @Test
  void survives40ConcurrentExports() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(EXPORTS);
    List<Future<Boolean>> exports = new ArrayList<>();
    for (int i = 0; i < EXPORTS; i++) {
      TestTenant tenant = tenants.get(i % TENANTS);
      exports.add(clients.submit(() -> isWholeOrRefused(tenant)));
    }
    clients.shutdown();
    do {
      server.anonymous().get("/system/health/live").expect(200);
    } while (!clients.isTerminated());

    int whole = 0;
    for (Future<Boolean> export : exports) {
      whole += export.get() ? 1 : 0;
    }
    assertTrue(whole > 0, "no export was admitted");
    server.anonymous().get("/system/health/ready").expect(200);
  }

  /** Whether the export was admitted. */
  private static boolean isWholeOrRefused(TestTenant tenant) throws Exception {
    HttpResponse<InputStream> response =
        HTTP.send(request(tenant, EXPORT), BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() == 200) {
        assertWhole(body);
        return true;
      }
    }
    assertTrue(Set.of(429, 503).contains(response.statusCode()), response.toString());
    assertTrue(response.headers().firstValueAsLong("Retry-After").isPresent());
    assertTrue(
        response.headers().firstValue("Content-Disposition").isEmpty(), "an error is a file");
    return false;
  }

  private static void assertWhole(InputStream body) throws IOException {
    long length = 0;
    byte[] last = new byte[0];
    for (byte[] next = body.readNBytes(PIECE); next.length > 0; next = body.readNBytes(PIECE)) {
      length += next.length;
      last = next.length == PIECE ? next : concat(last, next);
    }
    assertTrue(length > LARGE, "length " + length);
    assertTrue(new String(last, StandardCharsets.UTF_8).contains(END));
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  @Test
  void runsOneExportOfATenantAtATime() throws Exception {
    TestTenant tenant = tenants.get(0);
    try (InputStream unread = open(tenant)) {
      tenant.admin().get(EXPORT).expect(429);
      tenant.admin().get("/admin/export").expect(429);
    }

    ConditionPoller.until(
        "the next export is admitted",
        Duration.ofSeconds(60),
        () -> tenant.admin().get("/admin/export").status() == 200);
  }

  @Test
  void abortsExportThatFailsMidway() throws Exception {
    try (InputStream begun = open(tenants.get(1))) {
      begun.readNBytes(1000);
      database.kill();

      assertThrows(IOException.class, begun::readAllBytes);
    } finally {
      database.startAgain();
      ConditionPoller.until(
          "the server is ready",
          Duration.ofSeconds(60),
          () -> server.anonymous().get("/system/health/ready").status() == 200);
    }
  }

  /** A response of which nothing is read but its head. */
  private static InputStream open(TestTenant tenant) throws Exception {
    HttpResponse<InputStream> response =
        HTTP.send(request(tenant, EXPORT), BodyHandlers.ofInputStream());
    assertEquals(200, response.statusCode());
    return response.body();
  }

  private static HttpRequest request(TestTenant tenant, String path) {
    return HttpRequest.newBuilder(URI.create(tenant.admin().base() + path))
        .header("Authorization", "Bearer " + tenant.key())
        .timeout(Duration.ofSeconds(90))
        .build();
  }
}
