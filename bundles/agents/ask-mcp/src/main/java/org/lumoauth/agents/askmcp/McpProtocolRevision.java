/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.HttpRequestView;

/**
 * The revision of the protocol that a message uses.
 *
 * @param name the date of the revision
 * @param modern whether each message carries all data about its client (2026-07-28), without an
 *     initial handshake
 */
record McpProtocolRevision(String name, boolean modern) {

  static final String MODERN = "2026-07-28";

  /** The revision that supports batches. */
  static final String BATCHES = "2025-03-26";

  static final List<String> LEGACY = List.of("2025-11-25", "2025-06-18", BATCHES);

  /** The revisions without a handshake. Versions with a handshake cannot be selected this way. */
  static final List<String> WITHOUT_HANDSHAKE = List.of(MODERN);

  private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
  private static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
  private static final String HEADER = "MCP-Protocol-Version";
  private static final String ENCODED = "=?base64?";
  private static final String ENCODED_END = "?=";

  /**
   * Returns the revision of a message.
   *
   * @throws JsonRpcException if the revision is not supported, or the headers and the body differ
   */
  static McpProtocolRevision of(JsonRpcMessage message, HttpRequestView request)
      throws JsonRpcException {
    Optional<String> header = request.header(HEADER);
    Object meta = message.meta().get(VERSION);
    if (meta == null && !header.filter(MODERN::equals).isPresent()) {
      return legacy(header);
    }
    if (meta == null) {
      throw new JsonRpcException(
          400, JsonRpcException.INVALID_PARAMS, VERSION + " in _meta is required.");
    }
    if (!(meta instanceof String version) || !header.filter(version::equals).isPresent()) {
      throw mismatch(
          "The header " + HEADER + " and " + VERSION + " in _meta are required and must be equal.");
    }
    if (!version.equals(MODERN)) {
      throw unsupported(version, WITHOUT_HANDSHAKE);
    }
    if (!(message.meta().get(CAPABILITIES) instanceof Map)) {
      throw new JsonRpcException(
          400, JsonRpcException.INVALID_PARAMS, CAPABILITIES + " in _meta is required.");
    }
    if (message.id().isPresent()) {
      mirrored(message, request);
    }
    return new McpProtocolRevision(MODERN, true);
  }

  /** Returns whether batches are allowed; they are if the version header is missing. */
  static boolean hasBatches(HttpRequestView request) {
    return request.header(HEADER).orElse(BATCHES).equals(BATCHES);
  }

  /**
   * Returns the revision by the header. A missing header means the revision that did not define it
   * yet.
   */
  private static McpProtocolRevision legacy(Optional<String> header) throws JsonRpcException {
    String name = header.orElse(LEGACY.get(LEGACY.size() - 1));
    if (!LEGACY.contains(name)) {
      throw unsupported(name, LEGACY);
    }
    return new McpProtocolRevision(name, false);
  }

  /** Requires that the headers that intermediaries use match the body. */
  private static void mirrored(JsonRpcMessage message, HttpRequestView request)
      throws JsonRpcException {
    same("Mcp-Method", request.header("Mcp-Method"), message.method());
    if (message.method().equals("tools/call")) {
      Optional<String> name = request.header("Mcp-Name").map(McpProtocolRevision::decoded);
      same("Mcp-Name", name, String.valueOf(message.params().get("name")));
    }
  }

  private static void same(String header, Optional<String> sent, String body)
      throws JsonRpcException {
    if (!sent.filter(body::equals).isPresent()) {
      throw mismatch(
          "The header " + header + " is required and must be equal to the value in the body.");
    }
  }

  private static String decoded(String value) {
    if (!value.startsWith(ENCODED) || !value.endsWith(ENCODED_END)) {
      return value;
    }
    int end = Math.max(ENCODED.length(), value.length() - ENCODED_END.length());
    try {
      byte[] bytes = Base64.getDecoder().decode(value.substring(ENCODED.length(), end));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value; // an undecodable value matches no tool name
    }
  }

  private static JsonRpcException mismatch(String message) {
    return new JsonRpcException(400, JsonRpcException.HEADER_MISMATCH, message);
  }

  /**
   * Creates the error for an unsupported version.
   *
   * @param version the requested version
   * @param supported the versions that are supported for this form of message
   */
  private static JsonRpcException unsupported(String version, List<String> supported) {
    String shown = version.length() > 64 ? version.substring(0, 64) : version;
    return new JsonRpcException(
        400,
        JsonRpcException.UNSUPPORTED_VERSION,
        "Unsupported protocol version",
        Map.of("supported", supported, "requested", shown));
  }
}
