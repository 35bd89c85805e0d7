/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks that depend on the existence of an account after the response, so that the response
 * time does not reveal it. Tasks that exceed the capacity are dropped: the user can repeat the
 * request.
 */
@Component(service = AfterResponseExecutor.class)
public final class AfterResponseExecutor {
  private static final Logger LOG = LoggerFactory.getLogger(AfterResponseExecutor.class);
  private static final int WAITING = 1_000;

  private final Executor executor;
  private final Runnable stop;

  @Activate
  public AfterResponseExecutor() {
    var pool =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            DaemonThreadFactory.named("registration-mail"));
    this.executor = pool;
    this.stop = pool::shutdown;
  }

  AfterResponseExecutor(Executor executor) {
    this.executor = executor;
    this.stop = () -> {};
  }

  /** Rejects new tasks; queued tasks are completed. */
  @Deactivate
  void close() {
    stop.run();
  }

  void run(String what, Runnable work) {
    try {
      executor.execute(
          () -> {
            try {
              work.run();
            } catch (RuntimeException e) {
              LOG.warn("account_mail_not_sent what={}", what, e);
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.warn("account_mail_dropped what={}", what);
    }
  }
}
