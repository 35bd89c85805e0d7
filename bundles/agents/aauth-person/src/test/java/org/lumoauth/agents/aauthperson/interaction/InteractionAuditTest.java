/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.user.FakeSessionService;

class InteractionAuditTest {

  private static final TenantContext ACME = aTenant().build();

  private static final String S256 = "lLo6Bs9ZMqdHl3EEgJth5iyZbuRnoW4mSLIy_sft7pI";

  private final FakeAuditLog log = new FakeAuditLog();
  private final FakeSessionService sessions = new FakeSessionService(InstantSource.system());

  @Test
  void recordsActionParameters() {
    Map<String, Object> mail = Map.of("to", "ada@example.com");

    var details =
        answered(
            InteractionQuestionSamples.question(
                "permission", Map.of("action", "SendEmail", "parameters", mail)));

    assertEquals("SendEmail", details.get("action"));
    assertEquals(mail, details.get("parameters"));
  }

  /** What a record has no room for would take all else that it tells with it. */
  @Test
  void recordsHashOfLongParameters() {
    Map<String, Object> mail = Map.of("body", "x".repeat(4_000));

    var details =
        answered(
            InteractionQuestionSamples.question(
                "permission", Map.of("action", "SendEmail", "parameters", mail)));

    // printf '{"body":"%s"}' $(printf 'x%.0s' $(seq 4000)) | openssl sha256 -binary | basenc
    // --base64url
    assertEquals(Map.of("bytes", 4_011, "s256", S256), details.get("parameters"));
    assertEquals("SendEmail", details.get("action"));
  }

  @Test
  void recordsHashOfNameThatIsLongAfterEscaping() {
    var details =
        answered(
            InteractionQuestionSamples.question(
                "permission", Map.of("action", "\u0001".repeat(1_000))));

    assertEquals(6_002, ((Map<?, ?>) details.get("action")).get("bytes"));
  }

  /** Whatever else an agent sent was not shown, and so not answered. */
  @Test
  void omitsParametersOfOtherRequestKinds() {
    var details =
        answered(
            InteractionQuestionSamples.question(
                "update", Map.of("parameters", Map.of("to", "ada"))));

    assertFalse(details.containsKey("parameters"));
  }

  private Map<String, Object> answered(InteractionQuestion question) {
    var exchange = FakeHttpExchange.form(ACME, "/aauth/interaction");
    new InteractionAudit(log).recordAnswered(exchange, sessions.of(ACME, "usr_1"), question, true);
    return log.last(ACME.id()).event().details();
  }
}
