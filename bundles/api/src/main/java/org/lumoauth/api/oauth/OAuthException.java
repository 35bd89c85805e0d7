/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.oauth.client.AuthenticatedClient;

/** An error in the form of RFC 6749 section 5.2. */
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
   *     characters that are not allowed are replaced
   */
  public OAuthException(int status, String code, @Nullable String description) {
    this(status, code, description, Map.of());
  }

  /**
   * @param status the HTTP status
   * @param code the {@code error} code
   * @param description the {@code error_description}: a sentence for the client's developer
   * @param headers headers of the response, such as {@code DPoP-Nonce}
   */
  public OAuthException(
      int status, String code, @Nullable String description, Map<String, String> headers) {
    this(status, code, description, headers, Map.of());
  }

  /**
   * @param status the HTTP status
   * @param code the {@code error} code
   * @param description the {@code error_description}: a sentence for the client's developer
   * @param headers headers of the response, such as {@code DPoP-Nonce}
   * @param members further members of the response, such as {@code max_depth}
   */
  public OAuthException(
      int status,
      String code,
      @Nullable String description,
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
      @Nullable String sendable,
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

  /**
   * Replaces characters that {@code error_description} must not contain (section 5.2): quotation
   * marks, backslashes and non-ASCII characters.
   */
  private static @Nullable String sendable(@Nullable String description) {
    return description == null
        ? null
        : BARRED.matcher(description.replace("\u2026", "...").replace('"', '\'')).replaceAll("?");
  }

  /**
   * Returns a copy for a request with an authenticated client.
   *
   * @param authenticated the client with its authentication method
   */
  public OAuthException of(AuthenticatedClient authenticated) {
    return new OAuthException(
        status, code, getMessage(), cleaned, headers, members, Optional.of(authenticated));
  }

  /**
   * Returns whether the description contained characters that are not allowed and were replaced in
   * the message, so that the message differs from its author's intention.
   */
  public boolean isDescriptionSanitized() {
    return cleaned;
  }

  /**
   * Returns the client of the rejected request, if it was authenticated and set with {@link #of}.
   */
  public Optional<AuthenticatedClient> client() {
    return client;
  }

  /** Returns further members of the response, such as {@code max_depth}. */
  public Map<String, Object> members() {
    return members;
  }

  /** Returns the headers of the response. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the {@code error} code. */
  public String code() {
    return code;
  }

  /** Returns 400 {@code invalid_request}. */
  public static OAuthException invalidRequest(String description) {
    return new OAuthException(400, "invalid_request", description);
  }

  /** Returns 401 {@code invalid_client}: the same for an unknown client and a wrong secret. */
  public static OAuthException invalidClient() {
    return new OAuthException(401, "invalid_client", "Client authentication failed.");
  }

  /** Returns 400 {@code invalid_grant}. */
  public static OAuthException invalidGrant(String description) {
    return new OAuthException(400, "invalid_grant", description);
  }

  /** Returns 400 {@code unauthorized_client}. */
  public static OAuthException unauthorizedClient(String description) {
    return new OAuthException(400, "unauthorized_client", description);
  }

  /** Returns 400 {@code unsupported_grant_type}. */
  public static OAuthException unsupportedGrantType() {
    return new OAuthException(
        400,
        "unsupported_grant_type",
        "grant_type must be one of grant_types_supported in the server metadata.");
  }

  /** Returns 400 {@code invalid_scope}. */
  public static OAuthException invalidScope(String description) {
    return new OAuthException(400, "invalid_scope", description);
  }

  /** Returns 400 {@code invalid_target} (RFC 8707 section 2). */
  public static OAuthException invalidTarget(String description) {
    return new OAuthException(400, "invalid_target", description);
  }
}
