/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import java.io.IOException;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.exchange.ClientDisconnectedException;
import org.lumoauth.platform.web.exchange.ServletHttpExchange;

/**
 * Counts an asynchronous request as done when it completes, and sends an error if it times out or
 * fails without a response.
 */
record RequestCompletionListener(ServletHttpExchange exchange) implements AsyncListener {
  @Override
  public void onComplete(AsyncEvent event) {
    exchange.finish();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // CXF handles the timeouts of JAX-RS itself.
    if (exchange.passage().target() instanceof HttpHandlerTarget) {
      exchange.fail(
          new ApiException(
              503,
              "temporarily_unavailable",
              "The request was not processed in time. Try again shortly."));
      event.getAsyncContext().complete();
    }
  }

  @Override
  public void onError(AsyncEvent event) {
    // The server reports a broken connection this way; exceptions of the target do not arrive here.
    Throwable failure = event.getThrowable();
    exchange.fail(failure instanceof IOException e ? new ClientDisconnectedException(e) : failure);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
