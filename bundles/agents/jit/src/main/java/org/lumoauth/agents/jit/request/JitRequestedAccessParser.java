/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.support.oauth.AuthorizationDetailsTypeRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Parses the access that an agent requests: RFC 9396 details as an object or an array, and scopes.
 */
@Component(service = JitRequestedAccessParser.class)
public final class JitRequestedAccessParser {

  private static final int MAX_DETAILS = 20;
  private static final int MAX_SCOPES = 50;
  private static final int MAX_TEXT = 200;

  private final ClientDirectory clients;
  private final JitResourceIndicatorValidator targets;
  private final AuthorizationDetailsTypeRegistry types;

  @Activate
  public JitRequestedAccessParser(
      @Reference ClientDirectory clients,
      @Reference JitResourceIndicatorValidator targets,
      @Reference ProviderRegistry registry) {
    this.clients = clients;
    this.targets = targets;
    this.types = new AuthorizationDetailsTypeRegistry(registry);
  }

  @Deactivate
  void close() {
    types.close();
  }

  /**
   * Parses and validates the requested access.
   *
   * @param details an object or an array of objects; null for none
   * @param scopes a list or a space-separated text; null for none
   * @throws ApiException 400 {@code invalid_authorization_details}, {@code invalid_scope}, {@code
   *     invalid_target}
   */
  JitRequestedAccess read(TenantContext tenant, Agent agent, Object details, Object scopes) {
    Client client = client(tenant, agent);
    List<Map<String, Object>> checked = new ArrayList<>();
    for (Object each : listed(details)) {
      checked.add(detail(tenant, client, each));
    }
    var wanted = new JitRequestedAccess(checked, scopes(agent, scopes));
    if (wanted.steps().isEmpty()) {
      throw invalid("Either `authorization_details` or `required_scopes` is required.");
    }
    targets.require(tenant, client, wanted.audience());
    return wanted;
  }

  /** Returns the client that the agent's tokens are issued to. */
  public Client client(TenantContext tenant, Agent agent) {
    return clients
        .find(tenant, agent.clientId())
        .filter(Client::enabled)
        .orElseThrow(
            () ->
                ApiException.forbidden(
                    "The client of the agent is disabled. An administrator can enable it."));
  }

  private static List<?> listed(Object details) {
    if (details == null) {
      return List.of();
    }
    List<?> listed = details instanceof List<?> list ? list : List.of(details);
    if (listed.size() > MAX_DETAILS) {
      throw invalid(
          "`authorization_details` must not have more than " + MAX_DETAILS + " elements.");
    }
    return listed;
  }

  private Map<String, Object> detail(TenantContext tenant, Client client, Object sent) {
    if (!(sent instanceof Map<?, ?> members)) {
      throw invalid("`authorization_details` must be an object or a list of objects.");
    }
    Map<String, Object> detail = new LinkedHashMap<>();
    members.forEach((name, value) -> detail.put(String.valueOf(name), value));
    if (!(detail.get("type") instanceof String type) || type.length() > MAX_TEXT) {
      throw invalid("Each element of `authorization_details` requires a `type`.");
    }
    locations(detail);
    exact(detail);
    try {
      if (types.names(tenant).contains(type)) {
        return types.check(tenant, client, List.of(detail)).get(0);
      }
      if (!BuiltInAuthorizationDetailTypes.has(type)) {
        throw invalid(
            "Each `type` in `authorization_details` must be one of "
                + String.join(", ", BuiltInAuthorizationDetailTypes.names())
                + ", or a type of the tenant.");
      }
      BuiltInAuthorizationDetailTypes.check(detail);
      return detail;
    } catch (OAuthException e) {
      throw new ApiException(e.status(), e.code(), e.getMessage());
    }
  }

  /**
   * Validates the locations (RFC 9396 section 2.2). They become the audience, so they must be valid
   * resource indicators (RFC 8707).
   */
  private static void locations(Map<String, Object> detail) {
    Object locations = detail.getOrDefault("locations", List.of());
    if (!(locations instanceof List<?> listed) || listed.size() > MAX_DETAILS) {
      throw invalid("`locations` must be a list of URIs.");
    }
    for (Object each : listed) {
      try {
        URI address = URI.create(String.valueOf(each));
        if (!(each instanceof String) || !address.isAbsolute() || address.getFragment() != null) {
          throw invalid("Each entry of `locations` must be an absolute URI without a fragment.");
        }
      } catch (IllegalArgumentException e) {
        throw invalid("Each entry of `locations` must be an absolute URI without a fragment.");
      }
    }
  }

  /**
   * Requires exact numbers (RFC 8785 section 3.2.2.3): every reader must see the number that was
   * approved.
   */
  private static void exact(Object value) {
    if (value instanceof Map<?, ?> members) {
      members.values().forEach(JitRequestedAccessParser::exact);
    } else if (value instanceof List<?> items) {
      items.forEach(JitRequestedAccessParser::exact);
    } else if (value instanceof Number number) {
      double read = number.doubleValue();
      if (!Double.isFinite(read)
          || new BigDecimal(number.toString()).compareTo(BigDecimal.valueOf(read)) != 0) {
        throw invalid(
            "A number in `authorization_details` cannot be represented exactly as a "
                + "double. Send it as a string.");
      }
    }
  }

  private static Set<String> scopes(Agent agent, Object sent) {
    List<?> listed =
        sent instanceof String text
            ? List.of(text.strip().split(" +"))
            : sent instanceof List<?> list ? list : List.of();
    if (sent != null && !(sent instanceof String) && !(sent instanceof List<?>)
        || listed.size() > MAX_SCOPES) {
      throw invalid("`required_scopes` must be a list of at most " + MAX_SCOPES + " scopes.");
    }
    Set<String> scopes = new TreeSet<>();
    for (Object each : listed) {
      if (!(each instanceof String scope)) {
        throw new ApiException(
            400, "invalid_scope", "`required_scopes` must contain only strings.");
      }
      if (!agent.capabilities().contains(scope)) {
        throw new ApiException(
            400,
            "invalid_scope",
            "`required_scopes` has a scope that is not a capability of the agent: "
                + ScopeValueValidator.describeExcess(List.of(scope), agent.capabilities())
                + ".");
      }
      scopes.add(scope);
    }
    return scopes;
  }

  private static ApiException invalid(String message) {
    return new ApiException(400, "invalid_authorization_details", message);
  }
}
