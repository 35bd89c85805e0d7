/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http.body;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.lumoauth.platform.http.HttpEngineLimits;

/** Receives request bodies before the next handler takes a thread for the request. */
public final class BodyBufferHandler extends Handler.Wrapper {
  private final HttpEngineLimits limits;
  private final RequestBodyMemoryBudget memory;
  private final StreamedRequestMatcher streamed;

  public BodyBufferHandler(
      HttpEngineLimits limits,
      RequestBodyMemoryBudget memory,
      StreamedRequestMatcher streamed,
      Handler next) {
    super(next);
    this.limits = limits;
    this.memory = memory;
    this.streamed = streamed;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!mayHaveBody(request)) {
      return super.handle(request, response, callback);
    }
    HttpEngineLimits.Values now = limits.values();
    if (streamed.contains(request)) {
      BodyTimeoutRequest streaming = new BodyTimeoutRequest(request, now.streamedBodyTimeout());
      return super.handle(streaming, response, Callback.from(streaming::stop, callback));
    }
    long length = request.getLength();
    if (length > now.maxBodyBytes()) {
      return super.handle(
          request, response,
          callback); // the next handler rejects the request without reading the body
    }
    RequestBodyBuffer buffer = new RequestBodyBuffer(memory, now.maxBodyBytes());
    new RequestBodyReader(getHandler(), request, response, callback, buffer, now.bodyTimeout())
        .read();
    return true;
  }

  /** HTTP/2 marks the end of a request without a header. */
  private static boolean mayHaveBody(Request request) {
    return request.getLength() > 0
        || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
        || request.getLength() < 0
            && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
  }
}
