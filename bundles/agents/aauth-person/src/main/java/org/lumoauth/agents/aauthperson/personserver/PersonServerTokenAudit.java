/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.personserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.lumoauth.agents.aauthperson.request.AgentCallContext;
import org.lumoauth.agents.aauthperson.request.RequestedResourceAccess;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records issued tokens with all parties of the call chain. */
@Component(service = PersonServerTokenAudit.class)
public final class PersonServerTokenAudit {

  private final AuditLog log;
  private final AAuthJwtService tokens;

  @Activate
  public PersonServerTokenAudit(@Reference AuditLog log, @Reference AAuthJwtService tokens) {
    this.log = log;
    this.tokens = tokens;
  }

  void recordIssued(
      TenantContext tenant,
      AgentCallContext acting,
      String user,
      String kind,
      String jwt,
      RequestInfo by) {
    VerifiedAAuthToken token = tokens.readUnverified(jwt);
    List<SubjectRef> before = onBehalfOf(acting, user);
    log.record(
        tenant.id(),
        new AuditInitiator(agent(acting.bearer().id()), before, Optional.of(by))
            .auditEvent("aauth_person.token.issued", "A token was issued to an agent.")
            .withTarget("token", token.text("jti"))
            .withDetails(
                Map.of(
                    "kind", kind,
                    "issuer", token.text("iss"),
                    "resource", token.text("aud"),
                    "scope", token.text("scope"),
                    "via", acting.actor().via(),
                    "chain", chain(acting, before))));
  }

  /** Records that an access server requires payment; the paying party finds the terms here. */
  void recordPaymentRequired(
      TenantContext tenant,
      AgentCallContext acting,
      String user,
      RequestedResourceAccess asked,
      String terms) {
    ofAccessServer(
        tenant,
        acting,
        user,
        asked,
        "aauth_person.access_server.wants_payment",
        "An access server requires payment.",
        Map.of("resource", asked.resource(), "terms", terms));
  }

  /** Records the claims disclosed to an access server: their names, not their values. */
  void recordClaimsDisclosed(
      TenantContext tenant,
      AgentCallContext acting,
      String user,
      RequestedResourceAccess asked,
      Set<String> claims) {
    ofAccessServer(
        tenant,
        acting,
        user,
        asked,
        "aauth_person.claims.told",
        "Claims about a person were disclosed to an access server.",
        Map.of("resource", asked.resource(), "claims", new TreeSet<>(claims)));
  }

  private void ofAccessServer(
      TenantContext tenant,
      AgentCallContext acting,
      String user,
      RequestedResourceAccess asked,
      String action,
      String summary,
      Map<String, Object> context) {
    log.record(
        tenant.id(),
        new AuditInitiator(agent(acting.bearer().id()), onBehalfOf(acting, user), Optional.empty())
            .auditEvent(action, summary)
            .withTarget("server", asked.issuingServer())
            .withDetails(context));
  }

  private static List<SubjectRef> onBehalfOf(AgentCallContext acting, String user) {
    List<SubjectRef> all = new ArrayList<>();
    if (!acting.bearer().id().equals(acting.signer().id())) {
      all.add(agent(acting.signer().id()));
    }
    acting.previousAgents().forEach(id -> all.add(agent(id)));
    all.add(new SubjectRef(SubjectRef.USER, user));
    return all;
  }

  /** Returns the actors, latest first, and the person last. */
  private static List<String> chain(AgentCallContext acting, List<SubjectRef> before) {
    return Stream.concat(Stream.of(acting.bearer().id()), before.stream().map(SubjectRef::id))
        .toList();
  }

  private static SubjectRef agent(String id) {
    return new SubjectRef(SubjectRef.AGENT, id);
  }
}
