package org.lumoauth.oauth.clients;

import java.util.List;
import java.util.Set;
import org.lumoauth.api.web.ApiException;

/** How a client can show who it is ({@code token_endpoint_auth_method}, RFC 7591 section 2). */
public final class ClientAuthenticationMethods {

  /** Of a client that can keep no secret. */
  static final String NONE = "none";

  /** Of the modules that come with this server: one that is away can come back. */
  static final Set<String> OURS =
      Set.of(
          "client_secret_basic",
          "client_secret_post",
          "private_key_jwt",
          "tls_client_auth",
          "self_signed_tls_client_auth");

  private ClientAuthenticationMethods() {}

  /** Whether a client may register itself with this method. */
  static boolean isRegistrable(String method) {
    return method.equals(NONE) || OURS.contains(method);
  }

  /**
   * By which agents and their workloads show who they are; the modules that bring them know by
   * themselves whose they are, and no client is registered for them.
   */
  static final Set<String> OF_AGENTS =
      Set.of("actor_token", "workload_token", "spiffe_jwt", "subject_token");

  /**
   * Checks the methods of a client that can keep a secret: it has one. Whether a module brings each
   * is {@link ClientOptionValidator}' to say.
   *
   * @param member what they were sent as
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public static List<String> check(String member, List<String> methods) {
    if (methods.isEmpty()) {
      throw ApiException.invalid(
          member, "A confidential client authenticates by one method at least.");
    }
    for (String method : methods) {
      if (method.equals(NONE)) {
        throw ApiException.invalid(
            member, "A confidential client can't do without authentication.");
      }
    }
    return methods;
  }
}
