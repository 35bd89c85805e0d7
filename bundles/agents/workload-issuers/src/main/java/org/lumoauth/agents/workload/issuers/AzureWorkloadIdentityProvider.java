/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.issuers;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.agent.WorkloadTokenVerifier;
import org.lumoauth.api.agent.WorkloadTokenVerifier.VerifiedWorkloadToken;
import org.lumoauth.api.agent.WorkloadTokenVerifier.WorkloadClaimMapping;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Trusts access tokens that Microsoft Entra issues to managed identities and other service
 * principals of one directory ({@code tenantId}), by client or object. Both token versions are
 * supported. A user's token is never accepted, regardless of the application that obtained it.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference">Access
 *     token claims</a>
 */
@Component(
    service = WorkloadIdentityProvider.class,
    property = {
      "lumoauth.kind=workload-identity-provider",
      "lumoauth.name=" + AzureWorkloadIdentityProvider.NAME
    })
public final class AzureWorkloadIdentityProvider extends JwtWorkloadIdentityProvider {

  static final String NAME = "azure";

  private static final String DIRECTORY = "tenantId";
  private static final String CLIENT = "clientId";
  private static final String OBJECT = "objectId";
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /**
   * Managed identity tokens are valid for a day from now, with an {@code iat} 5 minutes in the
   * past.
   */
  private static final Duration MAX_LIFETIME = Duration.ofDays(1).plusMinutes(10);

  private static final WorkloadClaimMapping VERSION_1 = mapping("appid");
  private static final WorkloadClaimMapping VERSION_2 = mapping("azp");

  private final WorkloadTokenVerifier tokens;

  @Activate
  public AzureWorkloadIdentityProvider(@Reference WorkloadTokenVerifier tokens) {
    super(NAME, VERSION_2, tokens);
    this.tokens = tokens;
  }

  private static WorkloadClaimMapping mapping(String client) {
    return new WorkloadClaimMapping(
        Optional.empty(),
        Map.of(DIRECTORY, "tid", CLIENT, client, OBJECT, "oid", "managedIdentity", "xms_mirid"),
        Set.of(DIRECTORY));
  }

  /** Validates a rule. Without an issuer, both issuers of the directory are trusted. */
  @Override
  public Map<String, Object> check(TenantContext tenant, Map<String, Object> trust) {
    if (!(trust.get(DIRECTORY) instanceof String directory) || !ID.matcher(directory).matches()) {
      throw ApiException.invalid(DIRECTORY, "tenantId must be the UUID of a directory.");
    }
    if (!namesPrincipal(trust)) {
      throw ApiException.invalid(
          CLIENT,
          "clientId or objectId is required, because a rule cannot trust a whole " + "directory.");
    }
    Map<String, Object> rule = super.check(tenant, withIssuer(trust, issuerOfVersion2(directory)));
    if (!trust.containsKey(WorkloadTokenVerifier.ISSUER)) {
      rule.remove(WorkloadTokenVerifier.ISSUER);
    }
    return rule;
  }

  @Override
  Optional<VerifiedWorkloadToken> verifyToken(
      TenantContext tenant, String jwt, Map<String, Object> trust) {
    String directory = String.valueOf(trust.get(DIRECTORY));
    Map<String, Object> rule = new LinkedHashMap<>(trust);
    rule.putIfAbsent(WorkloadTokenVerifier.MAX_LIFETIME, MAX_LIFETIME.toSeconds());
    try {
      return super.verifyToken(tenant, jwt, withIssuer(rule, issuerOfVersion2(directory)));
    } catch (ApiException rejection) {
      if (rejection.status() != 401) {
        throw rejection;
      }
      return tokens.verify(tenant, jwt, withIssuer(rule, issuerOfVersion1(directory)), VERSION_1);
    }
  }

  private static boolean namesPrincipal(Map<String, Object> trust) {
    return trust.containsKey(CLIENT) || trust.containsKey(OBJECT);
  }

  private static Map<String, Object> withIssuer(Map<String, Object> trust, String issuer) {
    Map<String, Object> rule = new LinkedHashMap<>(trust);
    rule.putIfAbsent(WorkloadTokenVerifier.ISSUER, issuer);
    return rule;
  }

  private static String issuerOfVersion1(String directory) {
    return "https://sts.windows.net/" + directory + "/";
  }

  private static String issuerOfVersion2(String directory) {
    return "https://login.microsoftonline.com/" + directory + "/v2.0";
  }

  /**
   * In a token of an application that acts for itself, subject and object are equal, and there are
   * no delegated scopes.
   */
  @Override
  Optional<String> findRejectionReason(VerifiedWorkloadToken token, Map<String, Object> trust) {
    Map<String, Object> claims = token.claims();
    boolean actsForItself =
        token.subject().equals(claims.get("oid"))
            && !claims.containsKey("scp")
            && claims.getOrDefault("idtyp", "app").equals("app");
    return actsForItself && namesPrincipal(trust)
        ? Optional.empty()
        : Optional.of(
            "the token does not belong to an application that acts for itself, or the "
                + "rule names none");
  }

  @Override
  Map<String, Object> attributes(VerifiedWorkloadToken token) {
    Map<String, Object> claims = token.claims();
    return Map.of(CLIENT, String.valueOf(claims.getOrDefault("azp", claims.get("appid"))));
  }
}
