/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.store.AgentPersonBindingStore;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.store.TokenOrigin;
import org.lumoauth.agents.aauthperson.token.AAuthTokenException;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Verifies the token that an agent received as a resource (AAuth draft, section Upstream Token
 * Verification). The token proves the party that the agent acts for, and grants no access by
 * itself.
 */
final class UpstreamTokenVerifier {

  private static final String PARAMETER = "upstream_token";

  private final AAuthPresentedTokenVerifier shown;
  private final IssuedTokenRecordStore issued;
  private final AgentPersonBindingStore people;
  private final SettingsStore settings;

  UpstreamTokenVerifier(
      AAuthPresentedTokenVerifier shown,
      IssuedTokenRecordStore issued,
      AgentPersonBindingStore people,
      SettingsStore settings) {
    this.shown = shown;
    this.issued = issued;
    this.people = people;
    this.settings = settings;
  }

  /**
   * Verifies an upstream token.
   *
   * @param signer the agent that received it: its provider is the resource itself
   * @throws AAuthProblemException 400 with {@code invalid_}, {@code expired_} or {@code
   *     revoked_upstream_token}; 403 {@code denied} if the call chain is too long
   */
  UpstreamToken read(TenantContext tenant, AgentCaller signer, String jwt) {
    try {
      return verified(tenant, signer, jwt);
    } catch (AAuthTokenException e) {
      throw AAuthProblemException.token(e, PARAMETER);
    }
  }

  private UpstreamToken verified(TenantContext tenant, AgentCaller signer, String jwt)
      throws AAuthTokenException {
    Set<String> issuers =
        new HashSet<>(
            PersonServerSettings.read(settings, tenant, PersonServerSettings.ACCESS_SERVERS));
    issuers.add(tenant.issuer());
    var token = shown.verify(tenant, jwt, Set.of(tenant.issuer()), issuers);
    if (!token.personServer().equals(tenant.issuer())) {
      throw invalid("it belongs to another person server");
    }
    if (!token.token().text("aud").equals(signer.provider())) { // step 3
      throw invalid("it was not issued for the resource that sent it");
    }
    // Step 4: a token that was not issued here identifies no person, regardless of its signer.
    IssuedTokenRecord known =
        issued
            .find(tenant.id(), token.token().recordKey())
            .filter(of -> of.audience().equals(signer.provider()))
            .orElseThrow(() -> invalid("it was not issued through this server"));
    List<IssuedTokenRecord> line = issued.findChain(tenant.id(), known);
    requireBound(tenant, line);
    var received = new UpstreamToken(token.token(), line);
    int longest = PersonServerSettings.CHAIN_DEPTH.read(settings, tenant);
    if (received.depth() >= longest) {
      throw new AAuthProblemException(
          403,
          "denied",
          "The call chain of upstream_token has reached the maximum length of " + longest + ".");
    }
    return received;
  }

  /** Requires that the first agent still acts for the person that the chain was issued for. */
  private void requireBound(TenantContext tenant, List<IssuedTokenRecord> line)
      throws AAuthTokenException {
    TokenOrigin first = line.get(line.size() - 1).origin();
    if (!first.upstream().isEmpty()) {
      throw invalid("the first agent of its call chain is unknown");
    }
    Optional<String> user = people.findSubject(tenant, first.provider(), first.agent());
    if (user.isEmpty() || !line.stream().allMatch(of -> of.origin().user().equals(user.get()))) {
      throw new AAuthTokenException(
          AAuthTokenException.AAuthTokenFault.REVOKED, "its agent no longer acts for the person");
    }
  }

  private static AAuthTokenException invalid(String message) {
    return new AAuthTokenException(AAuthTokenException.AAuthTokenFault.INVALID, message);
  }
}
