package org.lumoauth.api.federation;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a kind of connection to identity providers outside. Registered with {@code
 * lumoauth.kind=federation-connector} and {@code lumoauth.name}.
 */
public interface FederationConnector {

  /**
   * Begins a sign-in at the provider.
   *
   * @param connection the connection's settings
   * @param callback where the provider sends the browser back to
   * @param state to be returned unchanged
   * @return where to send the browser
   */
  Redirect begin(
      TenantContext tenant, Map<String, Object> connection, String callback, String state);

  /**
   * Takes the provider's answer.
   *
   * @param parameters what came with the browser
   * @param memory what {@link Redirect#memory} kept
   * @throws org.lumoauth.api.web.Problem 401 if the answer does not hold
   */
  FederatedIdentity complete(
      TenantContext tenant,
      Map<String, Object> connection,
      Map<String, String> parameters,
      Map<String, String> memory);

  /**
   * @param location where to send the browser
   * @param memory what to keep for the answer, as a nonce
   */
  record Redirect(String location, Map<String, String> memory) {}

  /**
   * @param issuer who vouches
   * @param subject the person there: unique with the issuer
   * @param email the address, where it was given
   * @param emailVerified whether the issuer says that it was proven
   * @param claims what else was said
   */
  record FederatedIdentity(
      String issuer,
      String subject,
      Optional<String> email,
      boolean emailVerified,
      Map<String, Object> claims) {}
}
