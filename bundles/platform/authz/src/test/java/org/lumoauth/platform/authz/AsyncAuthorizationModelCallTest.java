/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class AsyncAuthorizationModelCallTest {

  private static final TenantContext ACME =
      new TenantContext("ten_1", "acme", "https://id.example/t/acme/api/v1");
  private static final DecisionRequest ASKED =
      DecisionRequest.of(new SubjectRef(SubjectRef.USER, "usr_alice"), "documents.read");

  private final Semaphore places = new Semaphore(0);
  private boolean interrupted;

  /** Whoever asked may have given up before a thread was free for it. */
  @Test
  void interruptsCallAbandonedBeforeItRan() throws Exception {
    AsyncAuthorizationModelCall call = call();
    call.abandon();
    call.run();

    assertTrue(interrupted);
    assertFalse(Thread.currentThread().isInterrupted(), "what the thread does next is not hit");
    assertEquals(DecisionServiceFixture.permit(), call.voteFuture().get());
    assertEquals(1, places.availablePermits());
  }

  @Test
  void doesNotInterruptAwaitedCall() {
    call().run();

    assertFalse(interrupted);
  }

  private AsyncAuthorizationModelCall call() {
    AuthorizationModel model =
        (tenant, question) -> {
          interrupted = Thread.currentThread().isInterrupted();
          return DecisionServiceFixture.permit();
        };
    ProviderRegistry registry =
        new FakeProviderRegistry().with(AuthorizationModel.class, "model", model);
    var lease = registry.track(AuthorizationModel.class).leaseAvailable().get(0);
    return new AsyncAuthorizationModelCall(
        new LeasedAuthorizationModel(lease), ACME, ASKED, places);
  }
}
