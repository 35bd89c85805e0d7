package org.lumoauth.platform.web.door;

import java.io.IOException;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.exchange.ClientDisconnectedException;
import org.lumoauth.platform.web.exchange.ServletHttpExchange;

/** Counts an asynchronous request as done when it is, and answers for one that nobody answered. */
record RequestCompletionListener(ServletHttpExchange exchange) implements AsyncListener {
  @Override
  public void onComplete(AsyncEvent event) {
    exchange.finish();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // CXF watches over the time of JAX-RS itself.
    if (exchange.passage().target() instanceof HttpHandlerTarget) {
      exchange.fail(new ApiException(503, "temporarily_unavailable", "The answer took too long."));
      event.getAsyncContext().complete();
    }
  }

  @Override
  public void onError(AsyncEvent event) {
    // The server reports a broken connection so; what the target throws does not get here.
    Throwable failure = event.getThrowable();
    exchange.fail(failure instanceof IOException e ? new ClientDisconnectedException(e) : failure);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
