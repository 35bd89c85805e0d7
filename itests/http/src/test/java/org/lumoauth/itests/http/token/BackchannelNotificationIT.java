/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;

/**
 * Notifications of a backchannel authentication request: mail to the user, ping and push to the
 * client.
 */
@ExtendWith(DefaultServerExtension.class)
class BackchannelNotificationIT extends BackchannelAuthenticationTestBase {
  private static final String TOKEN = "8d67dc78-7faa-4d41-aabd-67707b374255";

  @Test
  void mailsALinkToThePage() throws Exception {
    Person ada = person();
    ask(client(Map.of()), Map.of("login_hint", ada.email(), "binding_message", "NEVER MAILED"));

    String mail = mailTo(ada.email());

    assertTrue(LINK.matcher(mail).find(), mail);
    assertFalse(mail.contains("NEVER MAILED"), mail);
  }

  @Test
  void pingsAClientThatThenFetchesItsTokens() throws Exception {
    Person ada = person();
    JsonNode client = client(told("ping"));
    JsonNode asked =
        ask(client, Map.of("login_hint", ada.email(), "client_notification_token", TOKEN + 1));
    String id = asked.path("auth_req_id").asText();
    decide(ada, "allow");

    Notice notice = noticeOf(id);
    assertEquals("Bearer " + TOKEN + 1, notice.authorization());
    assertEquals(1, notice.body().size());
    assertTrue(poll(client, id).expect(200).body().has("id_token"));
  }

  @Test
  void pushesMatchingTokens() throws Exception {
    Person ada = person();
    JsonNode client = client(told("push"));
    String id =
        ask(client, Map.of("login_hint", ada.email(), "client_notification_token", TOKEN + 2))
            .path("auth_req_id")
            .asText();
    decide(ada, "allow");

    Notice notice = noticeOf(id);
    assertEquals("Bearer " + TOKEN + 2, notice.authorization());
    assertEquals("application/json", notice.contentType());
    JsonNode idToken = claims(notice.body().path("id_token").asText());
    assertEquals(id, idToken.path("urn:openid:params:jwt:claim:auth_req_id").asText());
    assertEquals(
        halfHash(notice.body().path("refresh_token").asText()),
        idToken.path("urn:openid:params:jwt:claim:rt_hash").asText());
    assertEquals(
        halfHash(notice.body().path("access_token").asText()), idToken.path("at_hash").asText());
    assertEquals("unauthorized_client", error(poll(client, id)));
  }

  @Test
  void pushesAccessDeniedAfterDenial() throws Exception {
    Person ada = person();
    JsonNode client = client(told("push"));
    String id =
        ask(client, Map.of("login_hint", ada.email(), "client_notification_token", TOKEN))
            .path("auth_req_id")
            .asText();
    decide(ada, "deny");

    assertEquals("access_denied", noticeOf(id).body().path("error").asText());
  }

  private static Notice noticeOf(String authReqId) throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      Notice notice = NOTICES.poll(20, TimeUnit.SECONDS);
      assertNotNull(notice, "no notification arrived");
      if (notice.body().path("auth_req_id").asText().equals(authReqId)) {
        return notice;
      }
      NOTICES.add(notice);
    }
    throw new AssertionError("other notifications arrived");
  }

  /** A message to this address in the outbox, which is filled beside the requests. */
  private static String mailTo(String address) throws Exception {
    for (int i = 0; i < 100; i++) {
      for (String sent : outbox()) {
        String mail = sent.replace("=\r\n", ""); // quoted-printable
        if (mail.contains("To: " + address) && mail.contains("/t/" + tenant.slug() + "/")) {
          return mail;
        }
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new AssertionError("no mail to " + address);
  }

  private static List<String> outbox() throws IOException {
    Path folder = server.data().resolve("outbox");
    if (!Files.exists(folder)) {
      return List.of();
    }
    List<String> mails = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".eml")).toList()) {
        mails.add(Files.readString(file));
      }
    }
    return mails;
  }

  private static String halfHash(String token) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(hash, hash.length / 2));
  }
}
