/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.lumoauth.platform.authz.DecisionServiceFixture.permit;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.web.ApiException;

/** A failed model permits nothing and is named in the decision. */
class FailingModelTest extends DecisionServiceTestBase {
  private static void assertFailure(String problem, Decision decision) {
    assertFalse(decision.permitted());
    assertEquals("model_failed", decision.reason().code());
    assertEquals(Map.of("model", "bad", "problem", problem), decision.reason().facts());
  }

  @Test
  void deniesAndReportsThrowingModel() {
    setup.with("good", permit()).with("bad", throwing());

    assertFailure("exception", decide(ASKED));
  }

  @Test
  void deniesAndReportsThrowingInlineModel() {
    setup.inline("bad").with("good", permit()).with("bad", throwing());

    assertFailure("exception", decide(ASKED));
  }

  @Test
  void deniesAndReportsInlineModelWithMissingClass() {
    setup
        .inline("bad")
        .with("good", permit())
        .with(
            "bad",
            (tenant, question) -> {
              throw new NoClassDefFoundError("gone");
            });

    assertFailure("exception", decide(ASKED));
  }

  @Test
  void deniesAndReportsModelReturningNull() {
    setup.with("good", permit()).with("bad", (tenant, question) -> null);

    assertFailure("no_vote", decide(ASKED));
  }

  @Test
  void deniesAndReportsInlineModelReturningNull() {
    setup.inline("bad").with("good", permit()).with("bad", (tenant, question) -> null);

    assertFailure("no_vote", decide(ASKED));
  }

  @Test
  void deniesOnFailedVote() {
    var failed =
        new AuthorizationVote(
            AuthorizationVote.VoteOutcome.FAILED,
            DecisionReason.of("x", "x", Map.of()),
            Optional.empty());
    setup.with("good", permit()).with("bad", failed);

    assertFalse(decide(ASKED).permitted());
  }

  @Test
  void deniesIfModelReportsUnavailableDatabase() {
    setup.with(
        "rbac",
        (tenant, question) -> {
          throw new ApiException(503, "database_unavailable", "The database does not answer.");
        });

    var decision = decide(ASKED);

    assertFalse(decision.permitted());
    assertEquals("model_failed", decision.reason().code());
  }
}
