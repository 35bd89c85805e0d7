package org.lumoauth.agents.aauthperson.request;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.PersonSettings;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.store.IssuedToken;
import org.lumoauth.agents.aauthperson.store.IssuedTokens;
import org.lumoauth.agents.aauthperson.store.Origin;
import org.lumoauth.agents.aauthperson.store.People;
import org.lumoauth.agents.aauthperson.token.TokenProblem;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Verifies what an agent received as a resource (section Upstream Token Verification). The token is
 * evidence of whom it acts for, and gives nothing by itself.
 */
@Component(service = UpstreamTokens.class)
public final class UpstreamTokens {

  private static final String PARAMETER = "upstream_token";

  private final ShownTokens shown;
  private final IssuedTokens issued;
  private final People people;
  private final SettingsStore settings;

  @Activate
  public UpstreamTokens(
      @Reference ShownTokens shown,
      @Reference IssuedTokens issued,
      @Reference People people,
      @Reference SettingsStore settings) {
    this.shown = shown;
    this.issued = issued;
    this.people = people;
    this.settings = settings;
  }

  /**
   * Verifies it.
   *
   * @param signer the agent that received it: its provider is the resource itself
   * @throws DraftProblem 400 with {@code invalid_}, {@code expired_} or {@code
   *     revoked_upstream_token}; 403 {@code denied} if too many handed on before
   */
  Received read(TenantContext tenant, AgentCaller signer, String jwt) {
    try {
      return verified(tenant, signer, jwt);
    } catch (TokenProblem e) {
      throw DraftProblem.token(e, PARAMETER);
    }
  }

  private Received verified(TenantContext tenant, AgentCaller signer, String jwt)
      throws TokenProblem {
    Set<String> issuers =
        new HashSet<>(PersonSettings.read(settings, tenant, PersonSettings.ACCESS_SERVERS));
    issuers.add(tenant.issuer());
    var token = shown.verify(tenant, jwt, Set.of(tenant.issuer()), issuers);
    if (!token.personServer().equals(tenant.issuer())) {
      throw invalid("it is of another person server");
    }
    if (!token.token().text("aud").equals(signer.provider())) { // step 3
      throw invalid("it was not given to who shows it");
    }
    // Step 4: a token that nobody got here names nobody, whoever signed it.
    IssuedToken known =
        issued
            .find(tenant.id(), token.token().recordKey())
            .filter(of -> of.audience().equals(signer.provider()))
            .orElseThrow(() -> invalid("it is not known whose it is"));
    List<IssuedToken> line = issued.line(tenant.id(), known);
    requireBound(tenant, line);
    var received = new Received(token.token(), line);
    if (received.depth() >= PersonSettings.depth(settings, tenant)) {
      throw new DraftProblem(403, "denied", "Too many handed on before.");
    }
    return received;
  }

  /** Whoever began still acts for the person whom all of it was given for. */
  private void requireBound(TenantContext tenant, List<IssuedToken> line) throws TokenProblem {
    Origin first = line.get(line.size() - 1).origin();
    if (!first.upstream().isEmpty()) {
      throw invalid("it is not known who began");
    }
    Optional<String> user = people.of(tenant, first.provider(), first.agent());
    if (user.isEmpty() || !line.stream().allMatch(of -> of.origin().user().equals(user.get()))) {
      throw new TokenProblem(TokenProblem.Way.REVOKED, "its agent acts for the person no more");
    }
  }

  private static TokenProblem invalid(String message) {
    return new TokenProblem(TokenProblem.Way.INVALID, message);
  }
}
