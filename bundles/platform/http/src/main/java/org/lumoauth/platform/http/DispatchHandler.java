package org.lumoauth.platform.http;

import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Moves a request from the thread that read it to one that may block. The threads that read
 * requests are therefore never blocked, whatever the others do.
 */
final class DispatchHandler extends Handler.Wrapper {
  private final RequestPools pools;

  DispatchHandler(RequestPools pools, Handler next) {
    super(next);
    this.pools = pools;
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    try {
      pools.of(request).execute(() -> answer(request, response, callback));
    } catch (RejectedExecutionException e) {
      Response.writeError(
          request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "no thread left");
    }
    return true;
  }

  private void answer(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Exception | LinkageError e) {
      Response.writeError(request, response, callback, e);
    }
  }
}
