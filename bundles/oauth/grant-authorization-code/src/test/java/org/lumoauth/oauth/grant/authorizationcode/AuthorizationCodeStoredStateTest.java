/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.oauth.grant.authorizationcode.code.IssuedAuthorizationCode;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingAuthorizationRequest;

/** Requests and codes are the same after storage as JSON. */
class AuthorizationCodeStoredStateTest {

  private static final Map<String, Object> CLAIMS =
      Map.of("id_token", Map.of("email", Map.of(), "acr", Map.of("essential", true)));

  private final ObjectMapper json =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  @Test
  void roundTripsRequest() throws JsonProcessingException {
    var pending =
        PendingAuthorizationRequest.of(
                request(),
                Instant.parse("2026-11-24T12:00:00.123Z"),
                "fapi2-security",
                Optional.of("urn:x"))
            .withSignInStarted()
            .boundToBrowser("mark");

    assertEquals(
        pending,
        json.readValue(json.writeValueAsString(pending), PendingAuthorizationRequest.class));
  }

  @Test
  void readsRequestStoredByOlderVersion() throws JsonProcessingException {
    var pending =
        new PendingAuthorizationRequest(
            request(),
            Instant.parse("2026-11-24T12:00:00.123Z"),
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    String kept = json.writeValueAsString(pending);

    assertFalse(kept.contains("reference"), kept);
    assertFalse(kept.contains("profile"), kept);
    assertEquals(pending, json.readValue(kept, PendingAuthorizationRequest.class));
  }

  @Test
  void roundTripsCode() throws JsonProcessingException {
    var code =
        new IssuedAuthorizationCode(
            grant(),
            AuthorizationCodeFixture.REDIRECT_URI,
            true,
            Optional.of(AuthorizationCodeFixture.CHALLENGE),
            Optional.empty(),
            Optional.of(""),
            true,
            false);

    assertEquals(
        code, json.readValue(json.writeValueAsString(code), IssuedAuthorizationCode.class));
  }

  @Test
  void readsCodeStoredByOlderVersion() throws JsonProcessingException {
    var code =
        new IssuedAuthorizationCode(
            grant(),
            AuthorizationCodeFixture.REDIRECT_URI,
            true,
            Optional.of(AuthorizationCodeFixture.CHALLENGE),
            Optional.empty(),
            Optional.empty(),
            false,
            false);
    String kept = json.writeValueAsString(code).replace(",\"recorded\":false", "");

    assertFalse(kept.contains("recorded"), kept);
    assertEquals(code, json.readValue(kept, IssuedAuthorizationCode.class));
  }

  private static AuthorizationGrant grant() {
    return new AuthorizationGrant(
        "grn_1",
        "cli_1",
        new SubjectRef(SubjectRef.USER, "usr_1"),
        Set.of("openid"),
        List.of(),
        Optional.of("ses_1"),
        Optional.of(Instant.parse("2026-11-24T12:00:00Z")),
        Optional.of("urn:lumoauth:acr:1"),
        Set.of("pwd"),
        Optional.empty(),
        CLAIMS,
        List.of(Map.of("type", "payment")),
        Optional.empty());
  }

  private static AuthorizationRequest request() {
    return new AuthorizationRequest(
        "cli_1",
        AuthorizationCodeFixture.REDIRECT_URI,
        true,
        "code",
        "query",
        Set.of("openid"),
        Optional.of("st"),
        Optional.empty(),
        Optional.of(AuthorizationCodeFixture.CHALLENGE),
        Set.of("login"),
        Optional.of(Duration.ofSeconds(30)),
        Optional.empty(),
        Optional.empty(),
        List.of("urn:lumoauth:acr:2"),
        Optional.of("de en"),
        Optional.empty(),
        Optional.empty(),
        CLAIMS,
        List.of("https://api.example.com/"),
        List.of(),
        Optional.empty(),
        "query");
  }
}
