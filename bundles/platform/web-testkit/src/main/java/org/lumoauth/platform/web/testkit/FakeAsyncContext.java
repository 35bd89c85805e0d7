/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.testkit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.servlet.AsyncContext;

/** The asynchronous context of a request that continues after the endpoint has returned. */
final class FakeAsyncContext {

  private final CountDownLatch completed = new CountDownLatch(1);

  AsyncContext context() {
    return InterfaceStub.of(
        AsyncContext.class,
        (called, arguments) -> {
          if (called.equals("complete")) {
            completed.countDown();
          }
          return null;
        });
  }

  boolean isCompleted() {
    return completed.getCount() == 0;
  }

  void await() throws InterruptedException {
    if (!completed.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("the request was not completed");
    }
  }
}
