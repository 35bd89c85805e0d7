/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An error response in the common error format. It contains no data of the request.
 *
 * @param status the HTTP status
 * @param code the code of the common error format
 * @param message the error message
 */
record ErrorResponse(int status, String code, String message) {
  private static final int RADIX = 36;

  static ErrorResponse of(int status) {
    return switch (status) {
      case 400 ->
          new ErrorResponse(
              status,
              "invalid_request",
              "The HTTP request is malformed. Check its request line and headers.");
      case 404 ->
          new ErrorResponse(status, "resource_not_found", "No endpoint exists at this path.");
      case 408 ->
          new ErrorResponse(status, "request_timeout", "The request took too long to arrive.");
      case 413 ->
          new ErrorResponse(
              status, "payload_too_large", "The request body is too large. Send a smaller body.");
      case 414 ->
          new ErrorResponse(
              status, "uri_too_long", "The request URI is too long. Shorten the query.");
      case 431 ->
          new ErrorResponse(
              status,
              "headers_too_large",
              "The request headers are too large. Send fewer or shorter headers.");
      case 501, 505 ->
          new ErrorResponse(
              status, "not_implemented", "The server does not support this version of HTTP.");
      case 503 ->
          new ErrorResponse(
              status,
              "temporarily_unavailable",
              "The server cannot accept this request now. Try again shortly.");
      default ->
          status < 500
              ? new ErrorResponse(status, "invalid_request", "The request cannot be processed.")
              : new ErrorResponse(status, "server_error", "An internal error occurred.");
    };
  }

  /** Returns the JSON body; the texts above need no JSON escaping. */
  byte[] json() {
    return """
    {"error":"%2$s","error_description":"%3$s","message":"%3$s","status":%1$d,"code":"%2$s"}"""
        .formatted(status, code, message)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Creates an identifier for logs; it protects nothing, so no secure random source is needed. */
  static String newRequestId() {
    return "req_"
        + Long.toString(System.currentTimeMillis(), RADIX)
        + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), RADIX);
  }
}
