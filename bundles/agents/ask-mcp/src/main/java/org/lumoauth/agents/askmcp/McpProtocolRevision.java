package org.lumoauth.agents.askmcp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.HttpRequestView;

/**
 * Which revision of the protocol a message is written in.
 *
 * @param name its date
 * @param modern whether each message says all that is to be known of its client (2026-07-28), and
 *     none begins with a handshake
 */
record McpProtocolRevision(String name, boolean modern) {

  static final String MODERN = "2026-07-28";

  /** The one that took several messages at once. */
  static final String BATCHES = "2025-03-26";

  static final List<String> LEGACY = List.of("2025-11-25", "2025-06-18", BATCHES);

  /** Those that are spoken without a handshake: a version of the others can't be chosen so. */
  static final List<String> WITHOUT_HANDSHAKE = List.of(MODERN);

  private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
  private static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
  private static final String HEADER = "MCP-Protocol-Version";
  private static final String ENCODED = "=?base64?";
  private static final String ENCODED_END = "?=";

  /**
   * The revision of a message.
   *
   * @throws JsonRpcException if there is no such revision here, or headers and body do not agree
   */
  static McpProtocolRevision of(JsonRpcMessage message, HttpRequestView request)
      throws JsonRpcException {
    Optional<String> header = request.header(HEADER);
    Object meta = message.meta().get(VERSION);
    if (meta == null && !header.filter(MODERN::equals).isPresent()) {
      return legacy(header);
    }
    if (!(meta instanceof String version) || !header.filter(version::equals).isPresent()) {
      throw mismatch(HEADER + " and " + VERSION + " in _meta are to be there and the same.");
    }
    if (!version.equals(MODERN)) {
      throw unsupported(version, WITHOUT_HANDSHAKE);
    }
    if (!(message.meta().get(CAPABILITIES) instanceof Map)) {
      throw new JsonRpcException(
          400, JsonRpcException.INVALID_PARAMS, CAPABILITIES + " in _meta is needed.");
    }
    if (message.id().isPresent()) {
      mirrored(message, request);
    }
    return new McpProtocolRevision(MODERN, true);
  }

  /** Whether several messages may come at once; without the header they may. */
  static boolean hasBatches(HttpRequestView request) {
    return request.header(HEADER).orElse(BATCHES).equals(BATCHES);
  }

  /** Without the header it is the revision that had none yet. */
  private static McpProtocolRevision legacy(Optional<String> header) throws JsonRpcException {
    String name = header.orElse(LEGACY.get(LEGACY.size() - 1));
    if (!LEGACY.contains(name)) {
      throw unsupported(name, LEGACY);
    }
    return new McpProtocolRevision(name, false);
  }

  /** What intermediaries go by must be what is done here. */
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
      throw mismatch("The header " + header + " is to be there and to say the same as the body.");
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
      return value; // which is the name of no tool
    }
  }

  private static JsonRpcException mismatch(String message) {
    return new JsonRpcException(400, JsonRpcException.HEADER_MISMATCH, message);
  }

  /**
   * @param supported what a message of the same form may be of
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
