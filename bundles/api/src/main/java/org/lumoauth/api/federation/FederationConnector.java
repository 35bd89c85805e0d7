package org.lumoauth.api.federation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a kind of connection to identity providers outside. Registered with {@code
 * lumoauth.kind=federation-connector} and {@code lumoauth.name}.
 *
 * <p>A connection's settings are what an administrator entered: {@code clientId}, {@code
 * clientSecret} if there is one, {@code scopes} (a list), and whatever the connector's presets
 * name. A connector keeps nothing of a sign-in in itself, so that one that is begun on one version
 * of it ends on the next; it asks addresses of a connection by the guarded client alone, and says
 * that somebody is who the provider's answer proves, and nobody else.
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
  FederationRedirect begin(
      TenantContext tenant, Map<String, Object> connection, String callback, String state);

  /**
   * Begins a sign-in that has to be a fresh one. A connector that can ask for that does; whoever
   * calls looks at the claim {@code auth_time} of what comes of it.
   *
   * @param notBefore the earliest that the person may have proven who they are; empty for any time
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
   * Takes the provider's answer.
   *
   * @param parameters what came with the browser
   * @param memory what {@link FederationRedirect#memory} kept
   * @throws org.lumoauth.api.web.ApiException 401 if the answer does not hold; 503 if that can't be
   *     found out now
   */
  FederatedIdentity complete(
      TenantContext tenant,
      Map<String, Object> connection,
      Map<String, String> parameters,
      Map<String, String> memory);

  /** Providers that it knows by name, and the one that can be any. */
  default List<FederationProviderPreset> presets() {
    return List.of();
  }

  /**
   * What is wrong with a connection, as a sentence for whoever sets it up; empty if nothing is.
   * Nobody is asked for it.
   */
  default Optional<String> findProblem(Map<String, Object> connection) {
    return Optional.empty();
  }

  /**
   * A provider by name.
   *
   * @param provider the name: lower case letters, digits and hyphens
   * @param name what people call it
   * @param required settings that an administrator has to enter
   * @param optional settings that they can enter
   * @param scopes what is asked for where they enter nothing else
   * @param settings what is set for them
   * @param custom whether it is a pattern for providers under names of their own
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
   * @param location where to send the browser
   * @param memory what to keep for the answer, as a nonce
   */
  record FederationRedirect(String location, Map<String, String> memory) {}

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
