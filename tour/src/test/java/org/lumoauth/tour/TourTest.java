/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TourTest {

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  @Test
  void importsEveryToolAndShowsEveryAnswer() throws IOException {
    try (var server = new StubServer(Map.of())) {
      run(server);

      var slugs = Catalogue.read().permissions().stream().map(Catalogue.Permission::slug).toList();
      assertEquals(slugs, server.permissions());
      slugs.forEach(slug -> assertTrue(text().contains(slug + " "), slug));
    }
  }

  @Test
  void printsNoSecret() throws IOException {
    try (var server = new StubServer(Map.of())) {
      run(server);

      for (var secret : List.of("lmk_operator", "lmk_key", "lms_secret", "eyJ_token")) {
        assertFalse(text().contains(secret), secret);
      }
    }
  }

  @Test
  void printsEachDeniedToolOnOneShortLine() throws IOException {
    try (var server = new StubServer(Map.of())) {
      run(server);

      var denied =
          text()
              .lines()
              .filter(line -> line.matches(" {3}\\S+\\.\\S+ +denied +outside_\\S+"))
              .toList();
      var tools = Catalogue.read().permissions().size();
      assertEquals(tools - server.capabilities().size(), denied.size(), text());
      denied.forEach(line -> assertTrue(line.length() <= 100, line));
    }
  }

  @Test
  void endsWithALinkToTheTenantsPage() throws IOException {
    try (var server = new StubServer(Map.of())) {
      run(server);

      var last = text().lines().reduce((before, line) -> line).orElseThrow().strip();
      assertTrue(last.matches(server.baseUrl() + "/t/tour-[0-9a-f]+/"), last);
    }
  }

  @Test
  void shortensALineThatIsTooLong() {
    var table = new Table();
    table.add("server.tool", false, "r".repeat(200));

    var line = table.lines().get(1);

    assertEquals(Table.WIDTH, line.length());
    assertTrue(line.startsWith("server.tool  denied") && line.endsWith("r…"), line);
  }

  @Test
  void hidesSecretsInResponsesThatItPrints() {
    var hidden =
        Secrets.hidden(
            """
            {"apiKey":"lmk_1","data":{"clientSecret" : "a\\"b","id":"agt_1"},"access_token":"ey"}""");

    assertEquals(
        """
        {"apiKey":"…","data":{"clientSecret" : "…","id":"agt_1"},"access_token":"…"}""",
        hidden);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/platform/tenants | 500",
        "/admin/permissions | 403",
        "/oauth/token | 401",
        "/agents/me | {\"identity\":{\"id\":\"agt_2\"}}",
        "/agents/ask | {\"allowed\":true,\"reason_code\":\"x\",\"audit_id\":\"aud_1\"}",
        "/agents/ask | not JSON",
        "&limit=1 | {\"meta\":{\"total\":3}}",
        "/audit-logs/verify | {\"data\":{\"records\":99,\"headHash\":\"a\",\"broken\":{}}}",
        "/audit-logs/verify | {\"data\":{\"records\":1,\"headHash\":\"a\",\"broken\":null}}",
        "/audit-logs/verify | {\"data\":{\"records\":99,\"headHash\":\"a\"}}"
      })
  void endsAtTheFirstAnswerThatIsNotAsItShouldBe(String path, String answer) throws IOException {
    try (var server = new StubServer(Map.of(path, answer))) {
      assertThrows(TourFailure.class, () -> run(server));
    }
  }

  @Test
  void showsTheAnswerThatWasNotExpected() throws IOException {
    try (var server = new StubServer(Map.of("/admin/users", "500"))) {
      var failure = assertThrows(TourFailure.class, () -> run(server));

      assertTrue(failure.getMessage().contains("{\"error\":\"broken\"}"), failure.getMessage());
    }
  }

  @Test
  void saysWhatToDoWithoutTheOperatorsKey() {
    var options = new String[] {"--bootstrap-key-file", "/nowhere/at/all"};

    var failure = assertThrows(TourFailure.class, () -> Settings.of(options, Map.of()));

    assertTrue(failure.getMessage().contains("--bootstrap-key-file"));
  }

  private void run(StubServer server) {
    var environment = Map.of("LUMOAUTH_BOOTSTRAP_API_KEY", "lmk_operator");
    var settings = Settings.of(new String[] {"--base-url", server.baseUrl()}, environment);
    new Tour(settings, new PrintStream(told, true, StandardCharsets.UTF_8)).run();
  }

  private String text() {
    return told.toString(StandardCharsets.UTF_8);
  }
}
