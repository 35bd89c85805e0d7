package org.lumoauth.agents.workloadazure;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    property = {
      "lumoauth.kind=workload-identity-provider",
      "lumoauth.name=" + AzureWorkloadIdentityProvider.NAME
    })
public final class AzureWorkloadIdentityProvider implements WorkloadIdentityProvider {

  private static final Logger LOG = LoggerFactory.getLogger(AzureWorkloadIdentityProvider.class);

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
  private static final Duration LONGEST = Duration.ofDays(1).plusMinutes(10);

  private static final WorkloadClaimMapping FIRST = mapping("appid");
  private static final WorkloadClaimMapping SECOND = mapping("azp");

  private final WorkloadTokenVerifier tokens;

  @Activate
  public AzureWorkloadIdentityProvider(@Reference WorkloadTokenVerifier tokens) {
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
    if (!named(trust)) {
      throw ApiException.invalid(
          CLIENT,
          "clientId or objectId is required, because a rule cannot trust a whole " + "directory.");
    }
    Map<String, Object> checked = tokens.check(tenant, with(trust, second(directory)), SECOND);
    if (!trust.containsKey(WorkloadTokenVerifier.ISSUER)) {
      checked.remove(WorkloadTokenVerifier.ISSUER);
    }
    return checked;
  }

  @Override
  public Optional<WorkloadIdentity> verify(
      TenantContext tenant, String attestation, Map<String, Object> trust) {
    String directory = String.valueOf(trust.get(DIRECTORY));
    Map<String, Object> rule = new LinkedHashMap<>(trust);
    rule.putIfAbsent(WorkloadTokenVerifier.MAX_LIFETIME, LONGEST.toSeconds());
    Optional<VerifiedWorkloadToken> token;
    try {
      token = tokens.verify(tenant, attestation, with(rule, second(directory)), SECOND);
    } catch (ApiException refusal) {
      if (refusal.status() != 401) {
        throw refusal;
      }
      token = tokens.verify(tenant, attestation, with(rule, first(directory)), FIRST);
    }
    return token.map(found -> identity(tenant, found, trust));
  }

  private static boolean named(Map<String, Object> trust) {
    return trust.containsKey(CLIENT) || trust.containsKey(OBJECT);
  }

  private static Map<String, Object> with(Map<String, Object> trust, String issuer) {
    Map<String, Object> whole = new LinkedHashMap<>(trust);
    whole.putIfAbsent(WorkloadTokenVerifier.ISSUER, issuer);
    return whole;
  }

  private static String first(String directory) {
    return "https://sts.windows.net/" + directory + "/";
  }

  private static String second(String directory) {
    return "https://login.microsoftonline.com/" + directory + "/v2.0";
  }

  /**
   * In a token of an application that acts for itself, subject and object are equal, and there are
   * no delegated scopes.
   */
  private static WorkloadIdentity identity(
      TenantContext tenant, VerifiedWorkloadToken token, Map<String, Object> trust) {
    Map<String, Object> claims = token.claims();
    boolean itself =
        token.subject().equals(claims.get("oid"))
            && !claims.containsKey("scp")
            && claims.getOrDefault("idtyp", "app").equals("app");
    if (!itself || !named(trust)) {
      LOG.info(
          "workload-azure.refused: tenant={} reason={}",
          tenant.id(),
          "the token does not belong to an application that acts for itself, or the "
              + "rule names none");
      throw new ApiException(
          401,
          "attestation_rejected",
          "The attestation is not accepted for this agent. See the server log for "
              + "the reason.");
    }
    return new WorkloadIdentity(
        NAME,
        token.subject(),
        token.issuer(),
        Map.of(
            WorkloadIdentity.AUDIENCE_GENERIC,
            token.audienceGeneric(),
            CLIENT,
            String.valueOf(claims.getOrDefault("azp", claims.get("appid")))));
  }
}
