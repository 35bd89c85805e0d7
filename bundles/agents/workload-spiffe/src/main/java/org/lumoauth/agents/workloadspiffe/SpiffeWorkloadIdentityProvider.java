/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadspiffe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.workloadspiffe.JwtSvidVerifier.JwtSvid;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trusts JWT-SVIDs of the SPIFFE IDs in a rule, each given in full. */
@Component(
    property = {
      "lumoauth.kind=workload-identity-provider",
      "lumoauth.name=" + SpiffeWorkloadIdentityProvider.NAME
    })
public final class SpiffeWorkloadIdentityProvider implements WorkloadIdentityProvider {

  static final String NAME = "spiffe";

  private static final Logger LOG = LoggerFactory.getLogger(SpiffeWorkloadIdentityProvider.class);
  private static final String IDS = "spiffeIds";
  private static final String AUDIENCES = "audiences";
  private static final int MAX_ITEMS = 50;
  private static final int MAX_TEXT = 2048;

  private final JwtSvidVerifier svids;
  private final SpiffeTrustDomainRegistry domains;

  @Activate
  public SpiffeWorkloadIdentityProvider(
      @Reference ForeignJwtVerifier jwts, @Reference SpiffeTrustDomainRegistry domains) {
    this.svids = new JwtSvidVerifier(jwts, domains);
    this.domains = domains;
  }

  @Override
  public Map<String, Object> check(TenantContext tenant, Map<String, Object> trust) {
    JsonObjectMemberReader members = JsonObjectMemberReader.of(trust, Set.of(IDS, AUDIENCES));
    List<String> ids = members.textList(IDS, MAX_ITEMS, MAX_TEXT).orElse(List.of());
    if (ids.isEmpty()) {
      throw ApiException.invalid(IDS, "spiffeIds must contain the workloads' complete SPIFFE IDs.");
    }
    for (String id : ids) {
      SpiffeId known =
          SpiffeId.of(id)
              .orElseThrow(
                  () ->
                      ApiException.invalid(
                          IDS,
                          "Each of spiffeIds must be a SPIFFE ID, for example "
                              + "spiffe://example.org/reporter."));
      if (!domains.knows(known.trustDomain())) {
        throw ApiException.invalid(
            IDS,
            "The server has no bundle of the trust domain "
                + known.trustDomain()
                + ". The operator must configure it.");
      }
    }
    Map<String, Object> kept = new LinkedHashMap<>(Map.of(IDS, ids));
    members
        .textList(AUDIENCES, MAX_ITEMS, MAX_TEXT)
        .ifPresent(
            audiences -> {
              if (audiences.isEmpty()) {
                throw ApiException.invalid(AUDIENCES, "audiences must not be empty.");
              }
              kept.put(AUDIENCES, audiences);
            });
    return kept;
  }

  @Override
  public Optional<WorkloadIdentity> verify(
      TenantContext tenant, String attestation, Map<String, Object> trust) {
    var claimed = svids.readUnverifiedId(attestation);
    if (claimed.isEmpty()) {
      return Optional.empty();
    }
    SpiffeId id =
        claimed
            .get()
            .filter(known -> texts(trust, IDS).contains(known.text()))
            .orElseThrow(() -> rejected(tenant, "sub is not one of the rule's SPIFFE IDs"));
    List<String> named = texts(trust, AUDIENCES);
    try {
      return Optional.of(
          identity(
              tenant,
              svids.verify(
                  tenant,
                  attestation,
                  id,
                  named.isEmpty() ? Set.of(tenant.issuer()) : Set.copyOf(named))));
    } catch (InvalidTokenException e) {
      throw rejected(tenant, e.getMessage());
    }
  }

  private static WorkloadIdentity identity(TenantContext tenant, JwtSvid svid) {
    String own = tenant.issuer();
    boolean generic =
        svid.audience().stream().anyMatch(name -> !name.equals(own) && !name.startsWith(own + "/"));
    return new WorkloadIdentity(
        NAME,
        svid.id().text(),
        "spiffe://" + svid.id().trustDomain(),
        Map.of(WorkloadIdentity.AUDIENCE_GENERIC, generic));
  }

  private static List<String> texts(Map<String, Object> trust, String name) {
    return trust.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static ApiException rejected(TenantContext tenant, String why) {
    LOG.info("workload-svid.refused: tenant={} reason={}", tenant.id(), why);
    return new ApiException(
        401,
        "attestation_rejected",
        "The attestation is not accepted for this agent. See the server log for " + "the reason.");
  }
}
