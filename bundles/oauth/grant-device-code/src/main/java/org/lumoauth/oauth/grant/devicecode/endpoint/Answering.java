package org.lumoauth.oauth.grant.devicecode.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.oauth.AuthorizationGrant;
import org.lumoauth.api.oauth.AuthorizationGrants;
import org.lumoauth.api.oauth.Consents;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.devicecode.code.DeviceAudit;
import org.lumoauth.oauth.grant.devicecode.code.DeviceCodeGrant;
import org.lumoauth.oauth.grant.devicecode.code.DeviceCodes;
import org.lumoauth.oauth.grant.devicecode.code.DeviceRequest;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what a person said. */
@Component(service = Answering.class)
public final class Answering {

  private final DeviceCodes codes;
  private final Identifiers identifiers;
  private final Consents consents;
  private final AuthorizationGrants grants;
  private final DeviceAudit audit;

  @Activate
  public Answering(
      @Reference DeviceCodes codes,
      @Reference Identifiers identifiers,
      @Reference Consents consents,
      @Reference AuthorizationGrants grants,
      @Reference DeviceAudit audit) {
    this.codes = codes;
    this.identifiers = identifiers;
    this.consents = consents;
    this.grants = grants;
    this.audit = audit;
  }

  /** Says yes; false if it was answered already. Returns once the audit log has it. */
  boolean allow(Exchange exchange, Session session, TypedCodes.Found found) {
    TenantContext tenant = exchange.tenant();
    DeviceRequest request = found.entry().value();
    AuthorizationGrant grant = grant(session, request);
    audit.granted(tenant, grant, request, exchange.requestInfo());
    consents.give(
        tenant,
        session.subject(),
        request.clientId(),
        request.scope(),
        request.resources(),
        List.of());
    // From here on it can be taken back, even before the device asks for its tokens.
    grants.add(tenant, grant, DeviceCodeGrant.TYPE);
    if (codes.answer(tenant, found.entry(), request.granted(grant))) {
      return true;
    }
    grants.end(tenant, grant.id());
    return false;
  }

  /** Says no; false if it was answered already. Returns once the audit log has it. */
  boolean deny(Exchange exchange, Session session, TypedCodes.Found found) {
    DeviceRequest request = found.entry().value();
    audit.denied(exchange.tenant(), session.subject(), request, exchange.requestInfo());
    return codes.answer(exchange.tenant(), found.entry(), request.refused());
  }

  private AuthorizationGrant grant(Session session, DeviceRequest request) {
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
