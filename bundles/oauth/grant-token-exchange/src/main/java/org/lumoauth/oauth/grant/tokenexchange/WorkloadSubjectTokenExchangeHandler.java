/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.util.Optional;
import org.lumoauth.api.agent.WorkloadTokenExchanger;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Handles requests with {@code subject_issuer}, which have the token of a workload platform as
 * subject token. Available only while the module for workload identities is installed.
 */
@Component(service = WorkloadSubjectTokenExchangeHandler.class)
public final class WorkloadSubjectTokenExchangeHandler {

  private static final String ISSUER = "subject_issuer";

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile WorkloadTokenExchanger exchange;

  public WorkloadSubjectTokenExchangeHandler() {}

  WorkloadSubjectTokenExchangeHandler(WorkloadTokenExchanger exchange) {
    this.exchange = exchange;
  }

  /** Returns whether the subject token comes from a workload platform. */
  static boolean appliesTo(AuthenticatedTokenRequest request) {
    return request.request().parameter(ISSUER).isPresent();
  }

  /**
   * Issues the access token.
   *
   * @throws OAuthException {@code invalid_request} if the module is not installed, or if the
   *     exchange is refused
   */
  IssuedToken exchange(TenantContext tenant, AuthenticatedTokenRequest request) {
    return Optional.ofNullable(exchange)
        .orElseThrow(
            () ->
                OAuthException.invalidRequest(
                    "The parameter subject_issuer is not supported now, because the module "
                        + "agents-workload is not active."))
        .exchange(tenant, request);
  }
}
