/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the common error format for requests that the engine rejects before they reach the front
 * servlet: a malformed path, header or body, a URI or headers that are too long, a body that takes
 * too long.
 */
final class EngineErrorHandler extends ErrorHandler {
  private static final Logger LOG = LoggerFactory.getLogger(EngineErrorHandler.class);

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Throwable cause = (Throwable) request.getAttribute(ERROR_EXCEPTION);
    int status = status(response.getStatus(), cause);
    String requestId = ErrorResponse.newRequestId();
    log(requestId, status, request, cause);
    response.setStatus(status);
    HttpFields.Mutable headers = response.getHeaders();
    headers.put("X-Request-Id", requestId);
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    if (status == HttpStatus.SERVICE_UNAVAILABLE_503 && !headers.contains(HttpHeader.RETRY_AFTER)) {
      headers.put(HttpHeader.RETRY_AFTER, "1");
    }
    if (HttpStatus.hasNoBody(status)) {
      callback.succeeded();
      return true;
    }
    byte[] body = ErrorResponse.of(status).json();
    headers.put(HttpHeader.CONTENT_TYPE, "application/json");
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static int status(int status, Throwable cause) {
    if (cause instanceof HttpException refusal) {
      return refusal.getCode();
    }
    return cause instanceof TimeoutException ? HttpStatus.REQUEST_TIMEOUT_408 : status;
  }

  private static void log(String requestId, int status, Request request, Throwable cause) {
    String caller = Request.getRemoteAddr(request);
    if (cause instanceof EOFException || cause instanceof ClosedChannelException) {
      LOG.debug("client_disconnected caller={} request_id={}", caller, requestId);
    } else if (status >= 500 && cause != null && !(cause instanceof HttpException)) {
      LOG.error("http_failed status={} caller={} request_id={}", status, caller, requestId, cause);
    } else {
      Object message = request.getAttribute(ERROR_MESSAGE);
      LOG.warn(
          "http_refused status={} caller={} request_id={} reason=\"{}\"",
          status,
          caller,
          requestId,
          oneLine(message != null ? message : cause));
    }
  }

  /** A message may quote the request, which must not start a new log line or close the quotes. */
  private static String oneLine(Object text) {
    return String.valueOf(text).replaceAll("[\\p{Cntrl}\\u2028\\u2029\"]", "?");
  }
}
