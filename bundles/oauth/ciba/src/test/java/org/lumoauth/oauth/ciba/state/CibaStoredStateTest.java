/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.oauth.ciba.TokenDeliveryMode;

class CibaStoredStateTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");

  private final ObjectMapper json =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  @Test
  void roundTripsPendingRequest() throws JsonProcessingException {
    assertEquals(
        asked(), json.readValue(json.writeValueAsString(asked()), BackchannelRequest.class));
  }

  @Test
  void roundTripsGrantedRequest() throws JsonProcessingException {
    var granted =
        asked()
            .granted(
                new AuthorizationGrant(
                    "grn_1",
                    "cli_1",
                    new SubjectRef(SubjectRef.USER, "usr_1"),
                    Set.of("openid"),
                    List.of(),
                    Optional.of("ses_1"),
                    Optional.of(NOW),
                    Optional.of("urn:lumoauth:acr:1"),
                    Set.of("pwd"),
                    Optional.empty(),
                    Map.of(),
                    List.of(),
                    Optional.empty()));

    assertEquals(
        granted, json.readValue(json.writeValueAsString(granted), BackchannelRequest.class));
  }

  @Test
  void roundTripsPollState() throws JsonProcessingException {
    var polls =
        new BackchannelPollState(
            "cli_1", "apr_1", Duration.ofSeconds(10), Optional.of(NOW), NOW, Optional.empty());

    assertEquals(polls, json.readValue(json.writeValueAsString(polls), BackchannelPollState.class));
  }

  @Test
  void roundTripsInbox() throws JsonProcessingException {
    var inbox =
        new BackchannelInbox(List.of(new BackchannelInbox.BackchannelInboxItem("apr_1", NOW)));

    assertEquals(inbox, json.readValue(json.writeValueAsString(inbox), BackchannelInbox.class));
  }

  private static BackchannelRequest asked() {
    return new BackchannelRequest(
        "apr_1",
        "cli_1",
        "private_key_jwt",
        Optional.of("usr_1"),
        Set.of("openid"),
        List.of("https://api.example.com/"),
        List.of(Map.of("type", "payment")),
        List.of("urn:lumoauth:acr:2"),
        Optional.of("W4SCT"),
        NOW,
        NOW.plusSeconds(300),
        "192.0.2.7",
        Optional.of(new ClientDeliveryTarget(TokenDeliveryMode.PING, "a-1", "t-1")),
        false,
        Optional.empty());
  }
}
