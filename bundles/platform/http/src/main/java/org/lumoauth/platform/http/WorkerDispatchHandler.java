/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Runs a request on a thread that may block. A few requests run on the thread that read them, which
 * saves two thread switches for each. All others move to a thread of {@link RequestThreadPools}, so
 * that threads remain to read requests even if every handler blocks.
 */
final class WorkerDispatchHandler extends Handler.Wrapper {
  private final RequestThreadPools pools;

  WorkerDispatchHandler(RequestThreadPools pools, Handler next) {
    super(next);
    this.pools = pools;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (pools.acquireReadingThread(request)) {
      try {
        answer(request, response, callback);
      } finally {
        pools.releaseReadingThread();
      }
      return true;
    }
    try {
      pools.of(request).execute(() -> answer(request, response, callback));
    } catch (RejectedExecutionException e) {
      Response.writeError(
          request,
          response,
          callback,
          HttpStatus.SERVICE_UNAVAILABLE_503,
          "no worker thread is available");
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
