/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

@Timeout(30)
class SlowModelTest {

  private static final TenantContext ACME =
      new TenantContext("ten_1", "acme", "https://id.example/t/acme/api/v1");
  private static final DecisionRequest ASKED =
      DecisionRequest.of(new SubjectRef(SubjectRef.USER, "usr_alice"), "documents.read");

  private final CountDownLatch letGo = new CountDownLatch(1);
  private final CountDownLatch returned = new CountDownLatch(1);
  private final DecisionServiceFixture setup = new DecisionServiceFixture().waiting(30);

  @AfterEach
  void freeTheHangingThreads() {
    letGo.countDown();
  }

  @Test
  void deniesAndReportsTimedOutModel() {
    setup.waiting(2_000); // time for the good one, however busy the machine
    setup.with("good", DecisionServiceFixture.permit()).with("hung", deafToInterrupts());

    var decision = setup.service().decide(ACME, ASKED);

    assertFalse(decision.permitted());
    assertEquals("hung", decision.reason().facts().get("model"));
    assertEquals("timeout", decision.reason().facts().get("problem"));
  }

  @Test
  void deniesRemainingRequestsAfterBatchTimeout() {
    setup.waiting(60_000).waitingForAll(500).inline("slow").with("slow", slowButPermitting());

    var decisions = setup.service().decideAll(ACME, List.of(ASKED, ASKED, ASKED));

    assertEquals(List.of(true, false, false), decisions.stream().map(Decision::permitted).toList());
    assertEquals(AuthorizationService.OUT_OF_TIME, decisions.get(1).reason().code());
    assertEquals(AuthorizationService.OUT_OF_TIME, decisions.get(2).reason().code());
  }

  private static AuthorizationModel slowButPermitting() {
    return (tenant, question) -> {
      long start = System.nanoTime();
      while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(600)) {
        Thread.onSpinWait();
      }
      return DecisionServiceFixture.permit();
    };
  }

  @Test
  void discardsLateVoteOfInlineModel() {
    setup.inline("slow").with("slow", spinning());

    assertEquals("timeout", setup.service().decide(ACME, ASKED).reason().facts().get("problem"));
  }

  @Test
  void interruptsTimedOutModel() throws InterruptedException {
    setup.with(
        "hung",
        (tenant, question) -> {
          try {
            letGo.await();
          } catch (InterruptedException e) {
            returned.countDown();
          }
          return DecisionServiceFixture.permit();
        });

    setup.service().decide(ACME, ASKED);

    assertTrue(returned.await(20, TimeUnit.SECONDS));
  }

  @Test
  void retainsLeaseOfTimedOutModelUntilItReturns() {
    setup.with("hung", deafToInterrupts());

    setup.service().decide(ACME, ASKED);

    assertEquals(1, setup.registry.openLeases());
  }

  @Test
  void releasesLeaseWhenTimedOutModelReturns() {
    setup.with("hung", deafToInterrupts());
    setup.service().decide(ACME, ASKED);

    letGo.countDown();

    while (setup.registry.openLeases() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void failsAtOnceIfModelHasNoFreeSlots() {
    setup.places(1).with("hung", deafToInterrupts());
    var service = setup.service();
    service.decide(ACME, ASKED);

    assertEquals("overloaded", service.decide(ACME, ASKED).reason().facts().get("problem"));
  }

  private AuthorizationModel deafToInterrupts() {
    return (tenant, question) -> {
      while (letGo.getCount() > 0) {
        Thread.onSpinWait();
      }
      return DecisionServiceFixture.permit();
    };
  }

  private static AuthorizationModel spinning() {
    return (tenant, question) -> {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(60);
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      return DecisionServiceFixture.permit();
    };
  }
}
