/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.federation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a kind of connection to external identity providers. Registered with {@code
 * lumoauth.kind=federation-connector} and {@code lumoauth.name}.
 *
 * <p>The settings of a connection are entered by an administrator: {@code clientId}, {@code
 * clientSecret} if there is one, {@code scopes} (a list), and the settings of the connector's
 * presets. A connector has no state of a sign-in, so that a sign-in can start on one version and
 * finish on the next. It accesses a connection's addresses only through the guarded client. It
 * returns only an identity that the provider's response proves.
 */
public interface FederationConnector {

  /**
   * Begins a sign-in at the provider.
   *
   * @param connection the settings of the connection
   * @param callback the URL to which the provider returns the browser
   * @param state the value that the provider returns unchanged
   * @return the redirect for the browser
   */
  FederationRedirect begin(
      TenantContext tenant, Map<String, Object> connection, String callback, String state);

  /**
   * Begins a sign-in that requires a recent authentication. A connector that can request this does
   * so; the caller checks the claim {@code auth_time} of the result.
   *
   * @param notBefore the earliest acceptable time of the authentication; empty for any time
   */
  default FederationRedirect begin(
      TenantContext tenant,
      Map<String, Object> connection,
      String callback,
      String state,
      Optional<Instant> notBefore) {
    return begin(tenant, connection, callback, state);
  }

  /**
   * Processes the provider's response.
   *
   * @param parameters the parameters of the callback
   * @param memory the value of {@link FederationRedirect#memory}
   * @throws org.lumoauth.api.web.ApiException 401 if the response is invalid; 503 if it cannot be
   *     verified now
   */
  FederatedIdentity complete(
      TenantContext tenant,
      Map<String, Object> connection,
      Map<String, String> parameters,
      Map<String, String> memory);

  /** Returns the known providers, and a generic preset for others. */
  default List<FederationProviderPreset> presets() {
    return List.of();
  }

  /**
   * Checks a connection without network access and returns a sentence for the administrator about
   * the problem; empty if the settings are valid.
   */
  default Optional<String> findProblem(Map<String, Object> connection) {
    return Optional.empty();
  }

  /**
   * A preset for a provider.
   *
   * @param provider the name: lower case letters, digits and hyphens
   * @param name the display name
   * @param required the settings that an administrator must enter
   * @param optional the settings that an administrator can enter
   * @param scopes the default scopes
   * @param settings the fixed settings
   * @param custom whether it is a template for providers with their own names
   */
  record FederationProviderPreset(
      String provider,
      String name,
      List<String> required,
      List<String> optional,
      List<String> scopes,
      Map<String, Object> settings,
      boolean custom) {
    public FederationProviderPreset {
      required = List.copyOf(required);
      optional = List.copyOf(optional);
      scopes = List.copyOf(scopes);
      settings = Map.copyOf(settings);
    }
  }

  /**
   * A redirect to the provider.
   *
   * @param location the URL for the browser
   * @param memory the values to store for the response, such as a nonce
   */
  record FederationRedirect(String location, Map<String, String> memory) {}

  /**
   * The identity of a user at a provider.
   *
   * @param issuer the issuer
   * @param subject the user's identifier, unique for the issuer
   * @param email the address, if the provider returned it
   * @param emailVerified whether the issuer states that the address was verified
   * @param claims further claims
   */
  record FederatedIdentity(
      String issuer,
      String subject,
      Optional<String> email,
      boolean emailVerified,
      Map<String, Object> claims) {}
}
