/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp;

import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON-RPC error. */
final class JsonRpcException extends Exception {

  private static final long serialVersionUID = 1L;

  static final int PARSE_ERROR = -32700;
  static final int INVALID_REQUEST = -32600;
  static final int METHOD_NOT_FOUND = -32601;
  static final int INVALID_PARAMS = -32602;
  static final int HEADER_MISMATCH = -32020;
  static final int UNSUPPORTED_VERSION = -32022;

  private final int status;
  private final int code;
  private final transient Map<String, Object> data;

  /**
   * Creates an error.
   *
   * @param status the HTTP status
   * @param code the code of JSON-RPC or MCP
   * @param message the error message
   */
  JsonRpcException(int status, int code, String message) {
    this(status, code, message, Map.of());
  }

  JsonRpcException(int status, int code, String message, Map<String, Object> data) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.data = Map.copyOf(data);
  }

  int status() {
    return status;
  }

  /** Returns the response body. */
  Map<String, Object> body(Object id) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("message", getMessage());
    if (!data.isEmpty()) {
      error.put("data", data);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("jsonrpc", "2.0");
    body.put("id", id);
    body.put("error", error);
    return body;
  }
}
