/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.metadata;

import java.util.List;
import java.util.Set;
import org.lumoauth.api.web.ApiException;

/** The client authentication methods ({@code token_endpoint_auth_method}, RFC 7591 section 2). */
public final class ClientAuthenticationMethods {

  /** The method of a public client. */
  static final String NONE = "none";

  /**
   * Methods of modules that are part of this server; an unavailable module can become available
   * again.
   */
  static final Set<String> OURS =
      Set.of(
          "client_secret_basic",
          "client_secret_post",
          "private_key_jwt",
          "tls_client_auth",
          "self_signed_tls_client_auth");

  private ClientAuthenticationMethods() {}

  /** Returns whether a client may register itself with this method. */
  static boolean isRegistrable(String method) {
    return method.equals(NONE) || OURS.contains(method);
  }

  /**
   * Authentication methods of agents and workloads. Their modules identify the client themselves,
   * so no client is registered for these methods.
   */
  static final Set<String> OF_AGENTS =
      Set.of("actor_token", "workload_token", "spiffe_jwt", "subject_token");

  /**
   * Validates the methods of a confidential client, which has at least one. {@link
   * SupportedClientOptionValidator} checks whether a module supports each method.
   *
   * @param member the name of the request member
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public static List<String> check(String member, List<String> methods) {
    if (methods.isEmpty()) {
      throw ApiException.invalid(
          member, "A confidential client must have at least one authentication method.");
    }
    for (String method : methods) {
      if (method.equals(NONE)) {
        throw ApiException.invalid(member, "A confidential client must not use the method none.");
      }
    }
    return methods;
  }
}
