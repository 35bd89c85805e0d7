package org.lumoauth.platform.httperrors;

/**
 * What a status means to who sent the request. Nothing of the request is in it.
 *
 * @param status the HTTP status
 * @param code the code of the common error format
 * @param message a sentence
 */
record Refusal(int status, String code, String message) {

  static Refusal of(int status) {
    return switch (status) {
      case 400 -> new Refusal(status, "invalid_request", "This is no well-formed HTTP request.");
      case 404 -> new Refusal(status, "resource_not_found", "There is nothing at this path.");
      case 408 -> new Refusal(status, "request_timeout", "The request took too long to arrive.");
      case 413 -> new Refusal(status, "payload_too_large", "The request is too large.");
      case 414 -> new Refusal(status, "uri_too_long", "The address is too long.");
      case 431 -> new Refusal(status, "headers_too_large", "The headers are too large.");
      case 501, 505 ->
          new Refusal(status, "not_implemented", "The server does not know this kind of HTTP.");
      case 503 ->
          new Refusal(status, "temporarily_unavailable", "The server can't answer at the moment.");
      default ->
          status < 500
              ? new Refusal(status, "invalid_request", "The request can't be answered.")
              : new Refusal(status, "server_error", "The server failed.");
    };
  }

  /** The body: its texts are those above, which need no escape in JSON. */
  String json() {
    return """
    {"error":"%2$s","error_description":"%3$s","message":"%3$s","status":%1$d,"code":"%2$s"}"""
        .formatted(status, code, message);
  }
}
