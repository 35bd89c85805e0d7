package org.lumoauth.platform.httperrors;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers in the common error format what Jetty refuses before the API sees it: a malformed path or
 * header, an address or headers that are too long. What the request held is not repeated.
 */
public final class JsonErrors extends ErrorHandler {

  private static final Logger LOG = LoggerFactory.getLogger(JsonErrors.class);
  private static final int RADIX = 36;

  /** Of a request that could not be read: there is nothing to handle. */
  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields fields) {
    String requestId = requestId();
    log(requestId, status, reason, caller());
    fields.put("X-Request-Id", requestId);
    fields.put("Cache-Control", "no-store");
    fields.put("X-Content-Type-Options", "nosniff");
    if (HttpStatus.hasNoBody(status)) {
      return BufferUtil.EMPTY_BUFFER;
    }
    fields.put("Content-Type", "application/json");
    return BufferUtil.toBuffer(Refusal.of(status).json(), StandardCharsets.UTF_8);
  }

  /** Of a request that was read, but that no application was found for or that none may have. */
  @Override
  protected void generateAcceptableResponse(
      Request base,
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String reason)
      throws IOException {
    String requestId = requestId();
    if (status != HttpStatus.NOT_FOUND_404) { // which everything is until the API has come up
      log(requestId, status, reason, request.getRemoteAddr());
    }
    response.setHeader("X-Request-Id", requestId);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentType("application/json");
    response.getOutputStream().write(Refusal.of(status).json().getBytes(StandardCharsets.UTF_8));
    base.setHandled(true);
  }

  private static void log(String requestId, int status, String reason, String caller) {
    LOG.warn(
        "http_refused status={} caller={} request_id={} reason=\"{}\"",
        status,
        caller,
        requestId,
        reason);
  }

  /** Jetty does not say whose request it was; it reads it in this thread. */
  private static String caller() {
    HttpConnection connection = HttpConnection.getCurrentConnection();
    InetSocketAddress address =
        connection == null ? null : connection.getEndPoint().getRemoteAddress();
    return address == null ? "unknown" : address.getAddress().getHostAddress();
  }

  private static String requestId() {
    // Names a request in logs, protects nothing: no need for a secure source.
    return "req_"
        + Long.toString(System.currentTimeMillis(), RADIX)
        + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), RADIX);
  }
}
