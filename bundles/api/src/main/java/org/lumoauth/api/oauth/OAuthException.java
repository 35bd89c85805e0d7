package org.lumoauth.api.oauth;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A refusal in the form of RFC 6749 section 5.2. */
public final class OAuthException extends RuntimeException {
  private static final Pattern BARRED = Pattern.compile("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]");

  private final int status;
  private final String code;
  private final boolean cleaned;
  private final Map<String, String> headers;
  private final transient Map<String, Object> members;
  private final transient Optional<AuthenticatedClient> client;

  /**
   * @param status the HTTP status
   * @param code the {@code error} code
   * @param description the {@code error_description}: a sentence for the client's developer;
   *     characters that it can't have are replaced
   */
  public OAuthException(int status, String code, String description) {
    this(status, code, description, Map.of());
  }

  /**
   * @param status the HTTP status
   * @param code the {@code error} code
   * @param description the {@code error_description}: a sentence for the client's developer
   * @param headers headers of the answer, as {@code DPoP-Nonce}
   */
  public OAuthException(int status, String code, String description, Map<String, String> headers) {
    this(status, code, description, headers, Map.of());
  }

  /**
   * @param status the HTTP status
   * @param code the {@code error} code
   * @param description the {@code error_description}: a sentence for the client's developer
   * @param headers headers of the answer, as {@code DPoP-Nonce}
   * @param members further members of the answer, as {@code max_depth}
   */
  public OAuthException(
      int status,
      String code,
      String description,
      Map<String, String> headers,
      Map<String, Object> members) {
    this(
        status,
        code,
        sendable(description),
        description != null && BARRED.matcher(description).find(),
        headers,
        members,
        Optional.empty());
  }

  private OAuthException(
      int status,
      String code,
      String sendable,
      boolean cleaned,
      Map<String, String> headers,
      Map<String, Object> members,
      Optional<AuthenticatedClient> client) {
    super(sendable, null, false, false);
    this.status = status;
    this.code = code;
    this.cleaned = cleaned;
    this.headers = Map.copyOf(headers);
    this.members = Map.copyOf(members);
    this.client = client;
  }

  /** Section 5.2: {@code error_description} has no quotation mark, backslash, or other letters. */
  private static String sendable(String description) {
    return description == null
        ? null
        : BARRED.matcher(description.replace("\u2026", "...").replace('"', '\'')).replaceAll("?");
  }

  /**
   * The same refusal, of a request whose client was authenticated before it was refused.
   *
   * @param authenticated who, and how
   */
  public OAuthException of(AuthenticatedClient authenticated) {
    return new OAuthException(
        status, code, getMessage(), cleaned, headers, members, Optional.of(authenticated));
  }

  /**
   * Whether the description was given with characters that it can't have, which are replaced in the
   * message. Whoever gave it meant to say something else than is said.
   */
  public boolean isDescriptionSanitized() {
    return cleaned;
  }

  /** Whose request was refused, where it was authenticated and {@link #of} says so. */
  public Optional<AuthenticatedClient> client() {
    return client;
  }

  /** Further members of the answer, as {@code max_depth}. */
  public Map<String, Object> members() {
    return members;
  }

  /** Headers of the answer. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The {@code error} code. */
  public String code() {
    return code;
  }

  /** 400 {@code invalid_request}. */
  public static OAuthException invalidRequest(String description) {
    return new OAuthException(400, "invalid_request", description);
  }

  /** 401 {@code invalid_client}: the same for an unknown client and a wrong secret. */
  public static OAuthException invalidClient() {
    return new OAuthException(401, "invalid_client", "Client authentication failed.");
  }

  /** 400 {@code invalid_grant}. */
  public static OAuthException invalidGrant(String description) {
    return new OAuthException(400, "invalid_grant", description);
  }

  /** 400 {@code unauthorized_client}. */
  public static OAuthException unauthorizedClient(String description) {
    return new OAuthException(400, "unauthorized_client", description);
  }

  /** 400 {@code unsupported_grant_type}. */
  public static OAuthException unsupportedGrantType() {
    return new OAuthException(
        400, "unsupported_grant_type", "This server does not offer that grant type.");
  }

  /** 400 {@code invalid_scope}. */
  public static OAuthException invalidScope(String description) {
    return new OAuthException(400, "invalid_scope", description);
  }

  /** 400 {@code invalid_target} (RFC 8707 section 2). */
  public static OAuthException invalidTarget(String description) {
    return new OAuthException(400, "invalid_target", description);
  }
}
