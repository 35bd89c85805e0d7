package org.lumoauth.oauth.grant.tokenexchange;

import java.util.Optional;
import org.lumoauth.api.agent.WorkloadTokenExchanger;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Requests with {@code subject_issuer}: their subject token is of a workload's platform. Answered
 * as long as the module for it is installed.
 */
@Component(service = WorkloadSubjectExchange.class)
public final class WorkloadSubjectExchange {

  private static final String ISSUER = "subject_issuer";

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile WorkloadTokenExchanger exchange;

  public WorkloadSubjectExchange() {}

  WorkloadSubjectExchange(WorkloadTokenExchanger exchange) {
    this.exchange = exchange;
  }

  /** Whether the subject token is one of a platform. */
  static boolean appliesTo(GrantRequest request) {
    return request.request().parameter(ISSUER).isPresent();
  }

  /**
   * Makes the access token.
   *
   * @throws OAuthException {@code invalid_request} without the module, or as the exchange is
   *     refused
   */
  IssuedToken exchange(TenantContext tenant, GrantRequest request) {
    return Optional.ofNullable(exchange)
        .orElseThrow(
            () ->
                OAuthException.invalidRequest(
                    "Nobody is taken for a subject_issuer here just now."))
        .exchange(tenant, request);
  }
}
