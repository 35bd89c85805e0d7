package org.lumoauth.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
  void neverShowsTheOperatorsKey() throws IOException {
    try (var server = new StubServer(Map.of())) {
      run(server);

      assertFalse(text().contains("lmk_operator"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/platform/tenants | 500",
        "/admin/permissions | 403",
        "/oauth/token | 401",
        "/agents/me | {\"identity\":{\"id\":\"agt_2\"}}",
        "/agents/ask | {\"allowed\":true,\"reason\":\"x\",\"audit_id\":\"aud_1\"}",
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
