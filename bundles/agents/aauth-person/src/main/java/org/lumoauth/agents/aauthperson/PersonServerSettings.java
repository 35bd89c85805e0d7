/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/**
 * The settings of a tenant for AAuth: the servers it trusts. The default is none; keys are fetched
 * only from configured servers.
 */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=aauthPerson"})
public final class PersonServerSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "aauthPerson";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  /** The agent providers with trusted agents. */
  public static final TypedSetting<List<String>> AGENT_PROVIDERS =
      texts("agentProviders", "URLs of the agent providers with trusted agents.");

  /** The resources for which person tokens may be issued. */
  public static final TypedSetting<List<String>> RESOURCES =
      texts("resources", "URLs of the resources for which person tokens may be issued.");

  /** The access servers that may be contacted for access to resources. */
  public static final TypedSetting<List<String>> ACCESS_SERVERS =
      texts(
          "accessServers",
          "URLs of the access servers that may be contacted for access to resources.");

  /** The maximum number of resources in a call chain. */
  public static final TypedSetting<Integer> CHAIN_DEPTH =
      SCHEMA.number(
          "chainDepth",
          3,
          0,
          10,
          "The maximum number of resources in a call chain. 0 forbids call chaining.");

  /** The maximum time that a response is held while a person decides. */
  public static final TypedSetting<Duration> LONGEST_WAIT =
      SCHEMA.seconds(
          "longestWait",
          30,
          0,
          60, // proxies usually time out after a minute
          "The maximum number of seconds that an agent's poll is held while its person decides, if"
              + " the agent prefers to wait. 0 disables holding.");

  /** The person servers for which this access server grants access. */
  public static final TypedSetting<List<String>> PERSON_SERVERS =
      texts(
          "personServers", "URLs of the person servers for which the access server grants access.");

  /** The scopes that the access server grants. */
  public static final TypedSetting<List<String>> ACCESS_SCOPES =
      texts("accessScopes", "The scopes that the access server grants.");

  /** The claims that the access server requires. */
  public static final TypedSetting<List<String>> ACCESS_CLAIMS =
      texts(
          "accessClaims",
          "Claims about the person that the access server requires before it grants access, such"
              + " as email. They are added to its tokens.");

  /** The question that the access server asks for each request; empty if there is none. */
  public static final TypedSetting<String> ACCESS_QUESTION =
      SCHEMA.text(
          "accessQuestion",
          "",
          0,
          500,
          "A question that the access server asks before it grants access. The answer is recorded"
              + " in the audit log.");

  /**
   * Settings with servers that are neither agent providers nor resources, so their identifiers may
   * have a path.
   */
  private static final Set<String> PATHS = Set.of(ACCESS_SERVERS.name(), PERSON_SERVERS.name());

  private static final Set<String> SERVERS =
      Set.of(
          AGENT_PROVIDERS.name(), RESOURCES.name(), ACCESS_SERVERS.name(), PERSON_SERVERS.name());

  private static final Pattern CLAIM = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,99}");

  /** The claims that an auth token already has. */
  private static final Set<String> OURS =
      Set.of(
          "iss",
          "sub",
          "aud",
          "exp",
          "nbf",
          "iat",
          "jti",
          "dwk",
          "ps",
          "cnf",
          "act",
          "scope",
          "account",
          "tenant",
          "mission_s256");

  /**
   * Returns the permission for a setting: configured servers are trusted as if an administrator had
   * registered them.
   */
  @Override
  public String requiredPermission(String setting) {
    return setting.equals(LONGEST_WAIT.name()) ? SETTINGS_WRITE : "roles.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    if (!(value instanceof List<?> list)) {
      return Optional.empty();
    }
    if (SERVERS.contains(setting) && !list.stream().allMatch(url -> isServer(setting, url))) {
      return Optional.of(setting + " must be server identifiers, such as https://agent.example.");
    }
    if (setting.equals(ACCESS_CLAIMS.name())
        && !list.stream().allMatch(PersonServerSettings::isClaim)) {
      return Optional.of(setting + " must be claim names that a token does not already contain.");
    }
    return Optional.empty();
  }

  private static boolean isServer(String setting, Object value) {
    return value instanceof String url
        && (ServerIdentifierValidator.is(url)
            || PATHS.contains(setting) && ServerIdentifierValidator.isWithPath(url));
  }

  private static boolean isClaim(Object value) {
    return value instanceof String name && CLAIM.matcher(name).matches() && !OURS.contains(name);
  }

  /** Returns the different values of a list setting. */
  public static Set<String> read(
      SettingsStore settings, TenantContext tenant, TypedSetting<List<String>> setting) {
    return Set.copyOf(setting.read(settings, tenant));
  }

  private static TypedSetting<List<String>> texts(String name, String description) {
    return SCHEMA.texts(name, List.of(), 0, 200, description);
  }
}
