/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.oauth.authorization.ConsentService;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.devicecode.code.DeviceAuthorizationAudit;
import org.lumoauth.oauth.grant.devicecode.code.DeviceAuthorizationRequest;
import org.lumoauth.oauth.grant.devicecode.code.DeviceCodeGrantHandler;
import org.lumoauth.oauth.grant.devicecode.code.DeviceCodeStore;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores the user's decision. */
@Component(service = DeviceDecisionHandler.class)
public final class DeviceDecisionHandler {

  private final DeviceCodeStore codes;
  private final IdGenerator identifiers;
  private final ConsentService consents;
  private final AuthorizationGrantService grants;
  private final DeviceAuthorizationAudit audit;

  @Activate
  public DeviceDecisionHandler(
      @Reference DeviceCodeStore codes,
      @Reference IdGenerator identifiers,
      @Reference ConsentService consents,
      @Reference AuthorizationGrantService grants,
      @Reference DeviceAuthorizationAudit audit) {
    this.codes = codes;
    this.identifiers = identifiers;
    this.consents = consents;
    this.grants = grants;
    this.audit = audit;
  }

  /**
   * Approves the request; false if it was already decided. Returns after the audit event is stored.
   */
  boolean allow(
      HttpExchange exchange, Session session, UserCodeLookup.AnswerableDeviceRequest found) {
    TenantContext tenant = exchange.tenant();
    DeviceAuthorizationRequest request = found.entry().value();
    AuthorizationGrant grant = grant(session, request);
    audit.recordGranted(tenant, grant, request, exchange.requestInfo());
    consents.grant(
        tenant,
        session.subject(),
        request.clientId(),
        request.scope(),
        request.resources(),
        List.of());
    // From now on the grant can be revoked, even before the device requests its tokens.
    grants.add(tenant, grant, DeviceCodeGrantHandler.TYPE);
    if (codes.answer(tenant, found.entry(), request.granted(grant))) {
      return true;
    }
    grants.end(tenant, grant.id());
    return false;
  }

  /**
   * Denies the request; false if it was already decided. Returns after the audit event is stored.
   */
  boolean deny(
      HttpExchange exchange, Session session, UserCodeLookup.AnswerableDeviceRequest found) {
    DeviceAuthorizationRequest request = found.entry().value();
    audit.recordDenied(exchange.tenant(), session.subject(), request, exchange.requestInfo());
    return codes.answer(exchange.tenant(), found.entry(), request.refused());
  }

  private AuthorizationGrant grant(Session session, DeviceAuthorizationRequest request) {
    return new AuthorizationGrant(
        identifiers.next("grn_"),
        request.clientId(),
        session.subject(),
        request.scope(),
        request.resources(),
        Optional.of(session.id()),
        Optional.of(session.authenticatedAt()),
        Optional.of(session.acr()),
        session.amr(),
        Optional.empty(),
        Map.of(),
        List.of(),
        Optional.empty());
  }
}
