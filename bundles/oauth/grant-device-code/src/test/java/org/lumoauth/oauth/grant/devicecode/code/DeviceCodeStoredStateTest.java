/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.code;

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

class DeviceCodeStoredStateTest {

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
    var asked = asked();

    assertEquals(
        asked, json.readValue(json.writeValueAsString(asked), DeviceAuthorizationRequest.class));
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
        granted,
        json.readValue(json.writeValueAsString(granted), DeviceAuthorizationRequest.class));
  }

  @Test
  void roundTripsPollState() throws JsonProcessingException {
    var polls =
        new DevicePollState(
            "cli_1", "WDJB-MJHT", Duration.ofSeconds(10), Optional.of(NOW), NOW, false);

    assertEquals(polls, json.readValue(json.writeValueAsString(polls), DevicePollState.class));
  }

  private static DeviceAuthorizationRequest asked() {
    return new DeviceAuthorizationRequest(
        "cli_1",
        Set.of("openid"),
        List.of("https://api.example.com/"),
        NOW,
        NOW.plusSeconds(600),
        "192.0.2.7",
        Optional.of("FernTV/4.1"),
        false,
        Optional.empty());
  }
}
